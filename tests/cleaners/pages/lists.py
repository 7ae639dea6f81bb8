"""Section fronts, archives, results of a search, tickers, product lists and galleries."""

from __future__ import annotations

from collections.abc import Callable

from pages.words import HEADLINES, PROSE, each, page


def _front(language: str, title: str, more: str) -> Callable[[], str]:
    card = (
        "<div class='card'><a href='/{n}'><img src='/{n}.jpg'></a><h3><a href='/{n}'>{head}</a></h3><p>{text}</p><span>{n}0 min</span> <a href='/{n}'>"
        + more
        + "</a></div>"
    )
    return lambda: page(
        title,
        f"<h1>{title}</h1><main class='grid'>"
        + each(card, 12, head=HEADLINES[language], text=PROSE[language])
        + "</main><div class='pager'><a>1</a><a>2</a><a>3</a></div>",
        language=language,
    )


def wordpress_archive() -> str:
    post = "<article class='post-{n} post hentry'><h2 class='entry-title'><a href='/{n}'>{head}</a></h2><div class='entry-meta'>February {n}, 2025 by <a>admin</a></div><div class='entry-summary'><p>{text} {more} […]</p></div><a class='more-link'>Continue reading</a></article>"
    return page(
        "Harbour Archives - Bayside",
        "<h1 class='page-title'>Category: Harbour</h1>"
        + each(post, 10, head=HEADLINES["en"], text=PROSE["en"], more=PROSE["en"][3:])
        + "<a>Older posts</a>",
    )


def search_results() -> str:
    hit = "<li class='result'><a href='/{n}'>{head}</a><cite>bayside.example › news › {n}</cite><p>… {text} …</p></li>"
    return page(
        "Search: quay",
        "<h1>Search results for “quay”</h1><p>About 41 results</p><ol>"
        + each(hit, 10, head=HEADLINES["en"], text=PROSE["en"])
        + "</ol><a>Next</a>",
        '<script type="application/ld+json">{"@type":"SearchResultsPage"}</script>',
    )


def tag_page_headlines() -> str:
    return page(
        "Ports – all articles",
        "<h1>Ports</h1><ul>"
        + each("<li><time>0{n}.02.2025</time> <a href='/{n}'>{head}</a></li>", 24, head=HEADLINES["fr"])
        + "</ul>",
        language="fr",
    )


def live_ticker() -> str:
    row = "<li class='flash'><time>14:{n}0</time> <a href='/{n}'>{head}</a></li>"
    return page("Newsticker", "<h1>All the news as it happens</h1><ul>" + each(row, 30, head=HEADLINES["en"]) + "</ul>")


def board_list() -> str:
    row = "<tr><td>47{n}</td><td><a href='/{n}'>{head}</a> <span>[{n}]</span></td><td>항구소식</td><td>02-0{n}</td><td>1{n}4</td></tr>"
    return page(
        "자유게시판 1 페이지",
        "<h2>자유게시판</h2><table><tr><th>번호</th><th>제목</th><th>글쓴이</th><th>날짜</th><th>조회</th></tr>"
        + each(row, 20, head=HEADLINES["ko"])
        + "</table><a>글쓰기</a>",
        language="ko",
    )


def products() -> str:
    item = "<li class='product'><img src='{n}.jpg'><a href='/p{n}'>Rod {n}00 carbon</a><span class='price'>€ {n}9.90</span><p>Light and strong, for shore and boat.</p><button>Add to basket</button></li>"
    return page("Rods | Tackle shop", "<h1>Rods</h1><p>24 products</p><ul>" + each(item, 16) + "</ul>")


def gallery() -> str:
    return page(
        "Photos: the quay",
        "<h1>Gallery</h1>"
        + each(
            "<figure><img src='{n}.jpg'><figcaption>{n} / 12 {head} (Photo: A. Holm)</figcaption></figure>",
            12,
            head=HEADLINES["en"],
        ),
    )


_FRONTS = {
    "en": ("Local news", "Read more"),
    "ko": ("지역 뉴스", "더보기"),
    "ja": ("地域ニュース", "続きを読む"),
    "zh": ("本地新闻", "阅读全文"),
    "fr": ("Actualités locales", "Lire la suite"),
    "id": ("Berita daerah", "Baca selengkapnya"),
    "vi": ("Tin địa phương", "Xem thêm"),
}
LISTS: dict[str, Callable[[], str]] = {f"front_{code}": _front(code, *words) for code, words in _FRONTS.items()} | {
    f.__name__: f
    for f in (wordpress_archive, search_results, tag_page_headlines, live_ticker, board_list, products, gallery)
}
