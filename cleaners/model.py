"""The record: what `clean` returns, and what warehouse, releases and docs are derived from.

Every field says what it means in its `doc`; `docs/record.md` is tested against it. Unknown is `None`, never `""`.
Offsets are Python string offsets (Unicode code points) into the visible text.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any

SCHEMA_VERSION = "1.0.0"
"""Semantic version of the record; a field removed or changed in meaning is a new major."""


class Label(StrEnum):
    """What a segment of the visible text is. One label a segment."""

    BODY = "body"
    HEADING = "heading"
    DATELINE = "dateline"
    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    KICKER = "kicker"
    BYLINE = "byline"
    CREDITS = "credits"
    TIMESTAMP = "timestamp"
    OUTLET = "outlet"
    CAPTION = "caption"
    PHOTO_CREDIT = "photo_credit"
    COPYRIGHT = "copyright"
    RIGHTS_NOTICE = "rights_notice"
    TEASER = "teaser"
    DUPLICATE = "duplicate"
    BOARD_CHROME = "board_chrome"
    HEADLINE_LIST = "headline_list"
    RELATED = "related"
    COMMENTS = "comments"
    SHARE = "share"
    SUBSCRIBE = "subscribe"
    ADVERTISEMENT = "advertisement"
    NAVIGATION = "navigation"
    WIDGET = "widget"
    PAYWALL = "paywall"
    NOTICE = "notice"
    FOOTER = "footer"
    BLANK = "blank"


BODY_LABELS = frozenset({Label.BODY, Label.HEADING, Label.DATELINE})
"""The labels whose text makes up `Article.body`."""

LIFTED_LABELS = frozenset(
    {
        Label.HEADLINE,
        Label.SUBHEADLINE,
        Label.BYLINE,
        Label.CREDITS,
        Label.TIMESTAMP,
        Label.OUTLET,
        Label.CAPTION,
        Label.PHOTO_CREDIT,
        Label.COPYRIGHT,
        Label.RIGHTS_NOTICE,
    }
)
"""Labels that leave the body but are read into another field of the record. The rest is boilerplate."""


class Reason(StrEnum):
    """Why `clean` made no article of a document."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    NO_ARTICLE = "no_article"
    LIST_PAGE = "list_page"
    SEVERAL_ARTICLES = "several_articles"


def _doc(text: str, **more: Any) -> Any:
    """A required dataclass field that carries its documentation."""
    return field(metadata={"doc": text, **more})


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher, news agency or site."""

    id: str | None = _doc("registry id of the outlet; null for one that the registry does not know")
    name: str = _doc("the outlet's own name in its own script, such as 한국일보 or ANTARA")
    domain: str | None = _doc("main web domain, without www")


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a team, named as having worked on the article."""

    name: str = _doc("name as printed, without role or outlet")
    role: str | None = _doc(
        "normalised role: reporter, correspondent, editor, translator, …; null where none is printed"
    )
    email: str | None = _doc("e-mail address as printed (personal data)", personal=True)
    location: str | None = _doc("place printed with the byline, such as 도쿄 or Paris")
    organization: str | None = _doc("outlet or agency printed with the byline; for a team, the team itself")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and agency printed before the lead."""

    location: str | None = _doc("place as printed, such as Beijing or 서울")
    agency: str | None = _doc("agency or outlet as printed, such as ANTARA or 연합뉴스")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article."""

    url: str | None = _doc("original address, not the portal's thumbnail; null in text dumps")
    caption: str | None = _doc("caption as printed")
    credit: str | None = _doc("the part of the caption that names photographer or agency")


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date found in the document, with what it proves."""

    text: str = _doc("the text that was read, as printed")
    place: str = _doc(
        "where it stood: jsonld, meta, time, board_header, timestamp, byline, dateline, title, script, url, image_path, caption, copyright, list_row, neighbour, prose; scrape where the caller gave it"
    )
    rule: str = _doc("id of the rule that read it")
    role: str = _doc("what it may date: published, modified or context")
    edtf: str | None = _doc(
        "what it proves alone, as EDTF; null where that is no calendar date (a day of the month without a month)"
    )
    year: int | None = _doc("year, where printed")
    month: int | None = _doc("month 1–12, where printed")
    day: int | None = _doc("day of the month, where printed")
    weekday: int | None = _doc("ISO weekday 1–7, where printed")
    time: str | None = _doc("time of day as HH:MM or HH:MM:SS, where printed")
    offset: str | None = _doc("UTC offset such as +09:00, where printed")
    age: str | None = _doc("how long before the scraping, as an ISO 8601 duration such as PT2H, where printed so")
    trust: float = _doc("0–1, how far a date at this place can be believed to date the article")
    start: int | None = _doc("offset in the visible text; null for markup")
    end: int | None = _doc("end offset in the visible text; null for markup")


@dataclass(frozen=True, slots=True)
class OutletCandidate:
    """One thing in the document that tells an outlet, and what it was taken for."""

    text: str = _doc("the text that was read, as printed; of an e-mail address only its host")
    place: str = _doc(
        "where it stood: outlet_line, copyright, lead, tail, source_line, byline, author, credits, email, promotion, frame, canonical, address, image_address, jsonld_source, jsonld_publisher, meta_press, site_name or profile"
    )
    rule: str = _doc(
        "how it tells the outlet: by its name, domain, email_domain, slug or profile in the registry, or printed: a name that the registry does not know"
    )
    role: str = _doc("what the outlet is by it: publisher, wire, republisher or portal")
    id: str | None = _doc("registry id of the outlet; null for one that the registry does not know")
    name: str = _doc("name of the outlet")
    domain: str | None = _doc("main web domain of the outlet, without www")
    trust: float = _doc("0–1, how far this place can be believed to tell an outlet of that role")
    start: int | None = _doc("offset in the visible text; null for markup")
    end: int | None = _doc("end offset in the visible text; null for markup")


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """A language of the body and how much of the body is in it."""

    language: str = _doc("BCP 47 tag")
    share: float = _doc("its share of the body, 0–1")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One segment of the visible text and what became of it. The entries tile the text."""

    start: int = _doc("offset of the first character in the visible text")
    end: int = _doc("offset after the last character")
    label: Label = _doc("what the segment is")
    rule: str = _doc("id of the rule that said so")
    confidence: float = _doc("0–1, confidence of that rule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One clean article with its evidence."""

    document_id: str = _doc("identity from the raw bytes alone: 32 hexadecimal digits of their SHA-256")
    source: str = _doc("the path or address the document was read from")
    portal: str | None = _doc("id of the profile that recognised the page the document was scraped from")
    outlet: Outlet | None = _doc(
        "the publisher that wrote the article; never the portal, never the person who posted it"
    )
    outlet_evidence: str | None = _doc("the text or texts that outlet was read from, with the place of each")
    wire: Outlet | None = _doc(
        "the news agency that the document names as the source of its text, whoever published it"
    )
    republisher: Outlet | None = _doc(
        "the site or portal that the document stands on, where outlet is another or a portal says nothing of it"
    )
    headline: str | None = _doc("headline; null where the dump has none")
    headline_evidence: str | None = _doc("the text or texts the headline was read from, with the places of each")
    subheadlines: tuple[str, ...] = _doc("the deck, each line once")
    body: str = _doc("paragraphs and section headings in order, a blank line between them")
    byline: str | None = _doc("byline and credit lines as printed, one a line")
    authors: tuple[Author, ...] = _doc("people and teams parsed from the byline")
    dateline: Dateline | None = _doc("place and agency printed before the lead")
    date_published: str | None = _doc("publication date as EDTF, only as exact as the evidence")
    date_min: str | None = _doc("first day that date_published allows, YYYY-MM-DD", date=True)
    date_max: str | None = _doc("last day that date_published allows, YYYY-MM-DD; null while open", date=True)
    date_precision: str | None = _doc("day, month, year or interval")
    date_evidence: str | None = _doc("the text or texts the date was read from, with the place of each")
    date_rule: str | None = _doc("the step of the ranked decision that gave date_published, such as dates/stated")
    date_published_at: str | None = _doc(
        "moment of publication with its UTC offset, where the evidence of a day prints both", moment=True
    )
    date_modified: str | None = _doc("last change as EDTF, where the document states one")
    date_modified_min: str | None = _doc("first day that date_modified allows", date=True)
    date_modified_max: str | None = _doc("last day that date_modified allows", date=True)
    date_modified_precision: str | None = _doc("day, month, year or interval")
    date_modified_evidence: str | None = _doc("the text that date_modified was read from")
    images: tuple[Image, ...] = _doc("pictures of the article, in order")
    language: str | None = _doc("BCP 47 tag of the body's language")
    language_evidence: str | None = _doc("what the language was told by")
    languages: tuple[LanguageShare, ...] = _doc("languages of the body, the largest first; several on a mixed page")
    copyright_notice: str | None = _doc("copyright line as printed")
    usage_terms: str | None = _doc("terms of use as printed, such as a ban on AI training")
    is_complete: bool | None = _doc(
        "false where a paywall or pager cut the text, true where the end was seen, null where unknown"
    )
    encoding: str = _doc("character encoding that the bytes were decoded with")
    profiles: tuple[str, ...] = _doc("ids of the profiles that applied, the portal's first")
    rules_version: str = _doc("fingerprint of every rule that could have touched the document")
    date_candidates: tuple[DateCandidate, ...] = _doc("every date found, with its place")
    outlet_candidates: tuple[OutletCandidate, ...] = _doc("everything that tells an outlet, the most trusted first")
    ledger: tuple[LedgerEntry, ...] = _doc("the segments that tile the visible text, in order")
    visible_text: str = _doc("the decoded visible text that the ledger's offsets refer to", printed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A document that is not one article, and why."""

    document_id: str = _doc("identity from the raw bytes alone: 32 hexadecimal digits of their SHA-256")
    source: str = _doc("the path or address the document was read from")
    portal: str | None = _doc("id of the profile that recognised the page")
    reason: Reason = _doc("snake_case reason from a fixed list")
    message: str = _doc("what was found and what to do about it")
    encoding: str | None = _doc("character encoding, where the bytes could be decoded")
    language: str | None = _doc("BCP 47 tag of the text, where known")
    profiles: tuple[str, ...] = _doc("ids of the profiles that applied, the portal's first")
    rules_version: str = _doc("fingerprint of every rule that could have touched the document")
    ledger: tuple[LedgerEntry, ...] = _doc("the segments that tile the visible text, in order")
    visible_text: str = _doc("the decoded visible text that the ledger's offsets refer to", printed=False)


def record_fields(kind: type[Any]) -> dict[str, Field[Any]]:
    """The fields of a record class by name; each has its meaning in `metadata["doc"]`."""
    return {f.name: f for f in fields(kind)}


def to_dict(record: Any, *, visible_text: bool = False) -> dict[str, Any]:
    """A record as plain JSON-ready values.

    Args:
        record: an `Article`, a `Rejected` or a part of one.
        visible_text: keep the visible text, which is left out of printed records.
    """
    row: dict[str, Any] = {}
    for f in fields(record):
        if f.metadata.get("printed", True) or visible_text:
            row[f.name] = _plain(getattr(record, f.name))
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return to_dict(value)
    return value
