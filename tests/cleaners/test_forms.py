"""What a dump may be: a feed item, several articles, a page cut by a paywall, a page nobody has a profile for."""

import pytest

from cleaners import Article, Label, Rejected, clean
from cleaners.feed import is_feed, page_of_feed
from cleaners.model import Reason

PROSE = [
    "The harbour opened a new quay at dawn on Tuesday, and the mayor said that cargo would double by next year.",
    "Fishermen had asked for the quay since the old one was damaged in a storm, according to their association.",
    "The work took two years and cost less than planned, which the town council called a small miracle.",
]

ITEM = """<item>
  <title>New quay opens</title>
  <link>https://harbour.example/2026/02/03/quay</link>
  <dc:creator>Ann Roe</dc:creator>
  <pubDate>Tue, 03 Feb 2026 08:15:00 +0100</pubDate>
  <content:encoded>{}</content:encoded>
</item>"""
ESCAPED = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PROSE)


@pytest.mark.parametrize("content", [ESCAPED, "<![CDATA[" + "".join(f"<p>{p}</p>" for p in PROSE) + "]]>"])
def test_a_feed_item_is_an_article(content: str) -> None:
    record = clean(ITEM.format(content).encode(), "item.xml")
    assert isinstance(record, Article)
    assert record.headline == "New quay opens"
    assert record.body == "\n\n".join(PROSE)
    assert record.date_published == "2026-02-03"
    assert [a.name for a in record.authors] == ["Ann Roe"]


def test_a_feed_of_several_items_is_several_articles() -> None:
    record = clean(f"<rss><channel>{ITEM.format(ESCAPED)}{ITEM.format(ESCAPED)}</channel></rss>".encode())
    assert isinstance(record, Rejected)
    assert record.reason is Reason.SEVERAL_ARTICLES


def test_entities_of_a_feed_are_not_resolved() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]><rss><item>'
    )
    page = page_of_feed(bomb + "<title>t &a; &f;</title><description>d</description></item></rss>")
    assert page is not None
    assert "boom" not in page


def test_a_page_is_no_feed() -> None:
    assert not is_feed("<html><body>x</body></html>")
    assert page_of_feed("<rss></rss>") is None
    assert page_of_feed("<rss") is None


def test_two_articles_in_one_dump_are_told() -> None:
    one = "\n\n".join(
        [
            "Kapal baru tiba",
            *(f"Ambon (ANTARA) - {p}" for p in PROSE),
            "Pewarta: Arif Santoso\nEditor: Siti Rahma\nCopyright © ANTARA 2026",
        ]
    )
    assert isinstance(clean(one.encode()), Article)
    record = clean(f"{one}\n\n{one.replace('Tuesday', 'Friday')}".encode())
    assert isinstance(record, Rejected)
    assert record.reason is Reason.SEVERAL_ARTICLES


def test_a_page_without_a_profile_keeps_its_ledger_whole() -> None:
    page = (
        "<html lang='en'><head><title>New quay opens | Harbour</title><meta property='og:title' content='New quay opens'></head><body>"
        "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav><article><h1>New quay opens</h1>"
        + "".join(f"<p>{p}</p>" for p in PROSE)
        + "</article><aside><h3>Most read</h3><ul><li><a href='/a'>Cat rescued</a></li></ul></aside></body></html>"
    )
    record = clean(page.encode(), "https://harbour.example/quay")
    assert isinstance(record, Article)
    assert record.headline == "New quay opens"
    assert record.body == "\n\n".join(PROSE)
    labels = {record.visible_text[e.start : e.end].strip(): e.label for e in record.ledger}
    assert labels["New quay opens"] is Label.HEADLINE
    assert labels["Cat rescued"] not in (Label.BODY, Label.HEADING)


def test_a_page_that_trafilatura_finds_nothing_in_is_still_cleaned() -> None:
    page = "<div>" + "<br>".join(PROSE) + "</div>" + "<p>" * 3
    record = clean(page.encode())
    assert isinstance(record, Article)
    assert record.body == "\n\n".join(PROSE)


def test_the_record_tells_how_it_was_made() -> None:
    record = clean("\n".join(PROSE).encode(), "a.txt")
    assert isinstance(record, Article)
    assert record.encoding == "utf-8"
    assert len(record.rules_version) == 16
    assert record.source == "a.txt"
    assert record.portal is None
    assert record.profiles == ()
