"""More pages without an article, written last, to measure by and not to tune on."""

from __future__ import annotations

from collections.abc import Callable

from pages.words import HEADLINES, POSTS, PROSE, USERS, each, page


def smf() -> str:
    post = "<div class='windowbg' id='msg{n}'><div class='poster'><h4><a href='/p{n}'>{user}</a></h4><ul><li>Jr. Member</li><li>Posts: {n}7</li></ul></div><div class='postarea'><div class='keyinfo'><h5><a href='#m{n}'>Re: Night boats</a></h5><div class='smalltext'>« Reply #{n} on: March 0{n}, 2025, 08:1{n}:00 PM »</div></div><div class='inner'>{post}</div></div></div>"
    return page(
        "Night boats", "<h3>Topic: Night boats (Read 2041 times)</h3>" + each(post, 7, 2, user=USERS, post=POSTS["en"])
    )


def nodebb() -> str:
    post = "<li class='posts-container' data-pid='{n}'><a class='text-decoration-none' href='/user/{user}'>{user}</a> <span class='timeago'>{n} days ago</span> <a>last edited by</a><div class='content'><p>{post}</p></div><a>Reply</a> <a>Quote</a> <span>{n}</span></li>"
    return page(
        "Where to park? | Town talk",
        "<h1>Where to park?</h1><ul class='posts timeline'>" + each(post, 8, 1, user=USERS, post=POSTS["en"]) + "</ul>",
        '<meta property="og:type" content="website">',
    )


def xe_comments() -> str:
    post = "<li class='fdb_itm'><div class='meta'><a class='nick_name'>{user}</a> <span class='date'>2025.03.0{n} 11:0{n}</span></div><div class='xe_content'>{post}</div><a>댓글</a></li>"
    return page(
        "여객선 타 보신 분 - 자유게시판",
        "<h1>여객선 타 보신 분</h1><div class='xe_content'>어떤가요?</div><h2>댓글 8</h2><ul>"
        + each(post, 8, 1, user=USERS, post=POSTS["ko"])
        + "</ul>",
        language="ko",
    )


def question_page() -> str:
    answer = "<div class='answer'><div class='votecell'>{n}</div><div class='post-text'><p>{post}</p></div><div class='user-details'>answered Mar {n} '25 at 9:0{n} <a>{user}</a></div><a>share</a> <a>improve this answer</a></div>"
    return page(
        "How do I reach the pier by bus?",
        "<h1>How do I reach the pier by bus?</h1><p>Which line goes there?</p><h2>7 Answers</h2>"
        + each(answer, 7, user=USERS, post=POSTS["en"]),
        '<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question"}}</script>',
    )


def section_river() -> str:
    item = "<article class='teaser teaser--wide'><p class='kicker'>Harbour</p><h2><a href='/n/{n}'>{head}</a></h2><p class='teaser__text'>{text}</p><footer><time>{n} March 2025</time></footer></article>"
    return page(
        "Economy | The Bay Courier",
        "<h1>Economy</h1><section>"
        + each(item, 14, 3, head=HEADLINES["en"], text=PROSE["en"])
        + "</section><nav><a>Next page</a></nav>",
    )


def author_page() -> str:
    item = "<li><a href='/{n}'>{head}</a><p>{text}</p><small>0{n}/03/2025</small></li>"
    return page(
        "Articles de Jeanne Morel",
        "<h1>Jeanne Morel</h1><p>Journaliste au service économie.</p><ul class='liste'>"
        + each(item, 10, 2, head=HEADLINES["fr"], text=PROSE["fr"])
        + "</ul><a>Charger plus</a>",
        language="fr",
    )


def search_ja() -> str:
    item = "<div class='hit'><a href='/{n}'>{head}</a><p>{text}</p><span>2025年3月{n}日</span></div>"
    return page(
        "「埠頭」の検索結果",
        "<h1>検索結果 28件</h1>" + each(item, 10, 1, head=HEADLINES["ja"], text=PROSE["ja"]) + "<a>次へ</a>",
        language="ja",
    )


def gone() -> str:
    return page(
        "410 | Gone",
        "<h1>This article is no longer available</h1><p>The article that you asked for was taken off our site because the rights to it have ended. We are sorry.</p><a href='/'>Home</a>",
    )


HELD_OUT: dict[str, Callable[[], str]] = {
    f.__name__: f for f in (smf, nodebb, xe_comments, question_page, section_river, author_page, search_ja, gone)
}
