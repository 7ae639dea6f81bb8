"""Documents that can be made of any size, each of one thing over and over: what could take more than linear time."""

from __future__ import annotations

from collections.abc import Callable

EN = "The harbour opened a new quay at dawn on Tuesday, and the mayor said that cargo would double by next year."
EN2 = "Fishermen had asked for the quay since the old one was damaged in a storm, according to their association."
KO = "인천항에 새 부두가 문을 열었다고 시는 4일 밝혔으며 화물 처리량은 내년까지 두 배로 늘 전망이다."
ZH = "新码头在港口启用。市政府表示，这个项目将在明年使货物处理量增加一倍，并提供新的工作机会。"
ARTICLE = "<h1>New quay opens</h1>" + f"<p>{EN} {EN2}</p><p class='q'>{EN2} {EN}</p>" * 5
MENU = (
    "<nav class='menu'><ul>" + "".join(f"<li><a href='/s{i}'>Section {i}</a></li>" for i in range(15)) + "</ul></nav>"
)

Shape = Callable[[int], str]


def _page(body: str) -> str:
    return f"<html><head><title>New quay opens | Port</title></head><body>{body}</body></html>"


def _many(pattern: str, times: int) -> str:
    return "".join(pattern.replace("#", str(number)) for number in range(times))


def _after_article(pattern: str, times: int) -> Shape:
    return lambda n: _page(ARTICLE + _many(pattern, times * n))


PAGES: dict[str, Shape] = {
    "articles": lambda n: _page(MENU + f"<article>{ARTICLE}</article>" * n),
    "menus": lambda n: _page(MENU * n + ARTICLE),
    "deep lists": lambda n: _page(("<ul><li>One item" * 40 + "</li></ul>" * 40) * n + ARTICLE),
    "one paragraph": lambda n: _page("<h1>New quay opens</h1><p>" + f"{EN} {EN2} " * 5 * n + "</p>"),
    "one paragraph without spaces": lambda n: _page("<h1>新码头</h1><p>" + ZH * 10 * n + "</p>"),
    "links in a line": _after_article("<a href='/x#'>Story number #</a> ", 15),
    "links in a list": lambda n: _page(ARTICLE + "<ul>" + _many("<li><a href='#'>Story # of it</a></li>", 10 * n) + "</ul>"),
    "spans": lambda n: _page(ARTICLE + "<p>" + _many("<span class='w'>w#</span> ", 20 * n) + "</p>"),
    "classes that are all different": _after_article("<div><span class='w#'>w#</span></div>", 10),
    "lines": _after_article("Line # of the text goes here.<br>", 15),
    "table": lambda n: _page("<table>" + _many("<tr><td>#<td><a href='#'>Post #</a><td>kim<td>2025.02.05", 5 * n) + "</table>"),
    "comments": _after_article("<div class='comment'><b>user#</b> <i>Feb 5, 2025</i><p>No to quay # at all.</p></div>", 5),
    "pictures": _after_article("<figure><img src='/#.jpg'><figcaption>Quay # (Photo: Jane Doe)</figcaption></figure>", 5),
    "pictures of one figure": lambda n: _page(ARTICLE + "<figure>" + _many("<img src='/#.jpg'>", 15 * n) + "</figure>"),
    "dates": _after_article("<div><time datetime='2025-02-05'>5 Feb 2025</time> <a href='/2025/02/05/#'>#</a></div>", 7),
    "authors": _after_article("<a rel=author href='/a/#'>Jane Doe#</a> ", 10),
    "hidden": _after_article("<div style='display:none'>hidden text # here</div>", 15),
    "metas": lambda n: _page(_many("<meta name='m#' content='2025-02-05'>", 20 * n) + ARTICLE),
    "open comments": lambda n: _page("<!-- x " * 150 * n + ARTICLE),
    "containers of a portal": lambda n: _page("<div id='bo_v'>" + f"<div id='bo_v_con'><p>{KO}</p></div>" * 5 * n + "</div>"),
}  # fmt: skip

DUMPS: dict[str, Shape] = {
    "paragraphs": lambda n: f"{EN}\n{EN2}\n" * 5 * n,
    "one line": lambda n: f"{EN} {EN2} " * 7 * n,
    "one line without spaces": lambda n: ZH * 20 * n,
    "one word": lambda n: "x" * 1500 * n,
    "white space": lambda n: "a" + " " * 1500 * n + "b",
    "blank lines": lambda n: "\n" * 1500 * n + EN,
    "one line of words": lambda n: "word " * 300 * n,
    "short lines": lambda n: _many("Story #\n", 25 * n),
    "one short line": lambda n: "Short heading\n" * 25 * n,
    "paragraphs and headings": lambda n: f"{EN}\nShort heading\n" * 7 * n,
    "questions and answers": lambda n: f"{EN}\n{EN2}\n" + "Where will it be?\nAt the old quay, as we said.\n" * 10 * n,
    "verse": lambda n: f"{EN}\n{EN2}\n" + "and the quay is where the boats all go\n" * 25 * n,
    "rows of a list": lambda n: _many("473# 새 부두 문 열어 항구소식 2025.02.05\n", 15 * n),
    "teasers": lambda n: _many("A teaser of the story number # that goes on...\n", 10 * n),
    "one line of dates": lambda n: "2025.02.05 " * 100 * n,
    "lines of bylines": lambda n: _many("홍길동 기자 gildong#@example.com\n", 15 * n),
    "one byline": lambda n: "By " + "Jane Doe, " * 100 * n + f"\n{EN}{EN2}",
    "ends of articles": lambda n: f"무단전재 및 재배포 금지\n무단전재 및 재배포 금지\n{KO}\n" * 5 * n,
    "lines wrapped": lambda n: "the harbour opened a new quay at dawn and it is. Then the mayor said so\n" * 15 * n,
    "dots": lambda n: "." * 1500 * n,
    "brackets": lambda n: "([사진] " * 200 * n,
    "quotes": lambda n: "\"'“" * 500 * n,
    "less-than signs": lambda n: "< a " * 300 * n,
}
