"""Articles that look like threads and lists."""

from __future__ import annotations

from collections.abc import Callable

from pages.words import HEADLINES, POSTS, PROSE, USERS, each, page, paragraphs, turn


def many_comments() -> str:
    post = "<li class='comment'><cite>{user}</cite> <time>Feb {n}, 2025</time><p>{post}</p><a>Reply</a></li>"
    return page(
        "New quay opens",
        "<article><h1>New quay opens</h1><p>By Jane Holm</p>"
        + paragraphs("en", 6)
        + "</article><h3>16 Comments</h3><ol>"
        + each(post, 16, user=USERS, post=POSTS["en"])
        + "</ol>",
    )


def live_blog() -> str:
    entry = "<div class='live-entry'><time>14:{n}2</time><h3>{head}</h3><p>{text} {more}</p><a>Share</a></div>"
    return page(
        "Quay opening – as it happened",
        "<article><h1>Quay opening – as it happened</h1><p>"
        + PROSE["en"][0]
        + "</p>"
        + each(entry, 9, head=HEADLINES["en"], text=PROSE["en"], more=PROSE["en"][2:])
        + "</article>",
    )


def listicle() -> str:
    entry = "<h2>{n}. {head}</h2><p>{text} {more}</p>"
    return page(
        "Ten things to see in the bay",
        "<article><h1>Ten things to see in the bay</h1><p>"
        + PROSE["en"][1]
        + "</p>"
        + each(entry, 10, head=HEADLINES["en"], text=PROSE["en"], more=PROSE["en"][3:])
        + "</article>",
    )


def interview() -> str:
    return page(
        "“We had to build it”",
        "<article><h1>“We had to build it”</h1><p>"
        + PROSE["en"][0]
        + "</p>"
        + each(
            "<p><b>Why did question {n} matter to the town?</b></p><p>{text} {more}</p>",
            8,
            text=PROSE["en"],
            more=PROSE["en"][2:],
        )
        + "</article>",
    )


def interview_ko() -> str:
    return page(
        "“지을 수밖에 없었다”",
        "<div class='view'><h1>“지을 수밖에 없었다”</h1>"
        + each(
            "<p>Q. {n}년 동안 가장 힘들었던 점은 무엇인가요?</p><p>A. {text} {more}</p>",
            7,
            text=PROSE["ko"],
            more=PROSE["ko"][2:],
        )
        + "</div>",
        language="ko",
    )


def questions() -> str:
    return page(
        "The new quay: your questions answered",
        "<article><h1>The new quay: your questions answered</h1>"
        + each("<h3>What about point {n}?</h3><p>{text}</p>", 8, text=PROSE["en"])
        + "</article>",
    )


def brief() -> str:
    return page(
        "Ferry cancelled",
        "<article><h1>Ferry cancelled</h1><p>" + PROSE["en"][5] + "</p><p>" + PROSE["en"][7] + "</p></article>",
    )


def board_article() -> str:
    rows = each(
        "<tr><td>{n}</td><td><a href='/{n}'>{head}</a></td><td>항구소식</td><td>2025.02.0{n}</td></tr>",
        20,
        head=HEADLINES["ko"],
    )
    return page(
        "새 부두 문 열어 > 뉴스",
        "<h1>새 부두 문 열어</h1><p>작성자 항구소식 25-02-04 10:12 조회 213 댓글 0</p><div class='con'>"
        + paragraphs("ko", 5)
        + "</div><table>"
        + rows
        + "</table>",
        language="ko",
    )


def article_and_teasers() -> str:
    card = "<div class='card'><h3><a href='/{n}'>{head}</a></h3><p>{text}</p><a href='/{n}'>Read more</a></div>"
    return page(
        "New quay opens",
        "<div class='story'><h1>New quay opens</h1>"
        + paragraphs("en", 5)
        + "</div><h2>More news</h2>"
        + each(card, 12, head=HEADLINES["en"], text=PROSE["en"]),
    )


def readers_letters() -> str:
    letters = "".join(
        f"<h3>{turn(HEADLINES['en'], i)}</h3><p>{turn(POSTS['en'], i)} {turn(PROSE['en'], i)}</p><p><i>{turn(USERS, i)}, Bayside</i></p>"
        for i in range(6)
    )
    return page(
        "Letters to the editor",
        "<article><h1>Letters to the editor</h1>" + letters + "</article>",
        '<meta property="og:type" content="article">',
    )


ARTICLES: dict[str, Callable[[], str]] = {
    f.__name__: f
    for f in (
        many_comments,
        live_blog,
        listicle,
        interview,
        interview_ko,
        questions,
        brief,
        board_article,
        article_and_teasers,
        readers_letters,
    )
}
