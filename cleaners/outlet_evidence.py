"""The hints that a document gives about its publisher, each with its place, its text and how far it is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cleaners.linked_data import article_objects, by_reference, kind_of, text_of
from cleaners.model import BODY_LABELS, Author, Dateline, Label, Outlet
from cleaners.outlet_index import OutletIndex, host_of
from cleaners.outlet_patterns import EMAIL, HOLDER, LEAD, NO_HOLDER, PHOTO, REPUBLISHED, SOURCE, SOURCE_WORD
from cleaners.registry import OutletEntry
from cleaners.tiling import Segment
from cleaners.view import Page, View

RANKS = {
    "outlet_line": 100,
    "copyright": 90,
    "lead": 85,
    "source_line": 83,
    "byline": 80,
    "address_slug": 79,
    "image_slug": 78,
    "email": 75,
    "jsonld_source": 72,
    "profile": 70,
    "meta_press": 68,
    "address": 67,
    "credits": 66,
    "jsonld_publisher": 65,
    "site_name": 60,
    "outlet_line_unknown": 52,
    "jsonld_unknown": 50,
    "copyright_unknown": 48,
    "image_address": 40,
    "agency": 35,
    "self_promotion": 30,
}
"""How far evidence is trusted; the highest wins."""

NEAR = 400
"""A line that names an outlet stands beside the article up to so many characters before or behind it."""

_ARTICLE = BODY_LABELS | {Label.HEADLINE, Label.SUBHEADLINE, Label.CAPTION, Label.PHOTO_CREDIT}
_PROMOTION = frozenset({Label.SUBSCRIBE, Label.ADVERTISEMENT, Label.NOTICE, Label.SHARE})
_FOREIGN = frozenset({Label.COMMENTS, Label.BOARD_CHROME, Label.HEADLINE_LIST, Label.RELATED, Label.FOOTER})
_SITE_METAS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "copyright",
    "application-name",
    "twitter:creator",
)

_FORUM = ("discussionforumposting", "socialmediaposting")


@dataclass(frozen=True, slots=True)
class OutletEvidence:
    """One hint: where it stood, what it said, whom it points to and how far it is trusted."""

    place: str
    text: str
    outlet: Outlet
    rank: int


def article_span(segments: Iterable[Segment]) -> tuple[int, int]:
    """Where the article stands: from its first headline, body or caption segment to its last; (0, 0) for none."""
    own = [s for s in segments if s.label in _ARTICLE]
    return (own[0].start, own[-1].end) if own else (0, 0)


@dataclass(frozen=True, slots=True)
class Reader:
    """A labelled document, searched for hints."""

    view: View
    segments: Sequence[Segment]
    index: OutletIndex
    source: str

    def known(
        self, place: str, text: str, entry: OutletEntry | None, rank: str | None = None
    ) -> Iterator[OutletEvidence]:
        """Evidence for an outlet of the registry. A portal is none; an agency beside the lead may just have been quoted."""
        if entry is not None and entry.kind != "portal":
            wire = entry.kind == "agency" and place in ("outlet_line", "lead", "byline", "email")
            outlet = Outlet(entry.id, entry.name, entry.domains[0] if entry.domains else None)
            yield OutletEvidence(place, text.strip()[:200], outlet, RANKS["agency" if wire else rank or place])

    def beside_the_text(self) -> Iterator[OutletEvidence]:
        """What the segments around the article say; past comments, lists or the footer it is the site that speaks."""
        closed = False
        leads = 0
        lines: list[tuple[Segment, str]] = []
        for s in self.segments:
            label, size = s.label, s.end - s.start
            if label in _ARTICLE:
                closed = False
                if label in BODY_LABELS:
                    leads += 1
                    if leads <= 3 or size < 300:
                        text = self.view.text[s.start : s.start + min(size, 200)]
                        yield from self.lead(text[:80], leads) if leads <= 3 else ()
                        if "ublished" in text:
                            yield from self.quoted(REPUBLISHED.match(text))
                continue
            closed = closed or label in _FOREIGN
            text = self.view.text[s.start : s.start + min(size, 500)].strip()
            if label is Label.OUTLET:
                lines.append((s, text))
            elif label is Label.COPYRIGHT or label is Label.RIGHTS_NOTICE:
                yield from self.copyright(text, closed)
            elif label is Label.BYLINE or label is Label.CREDITS:
                yield from self.credits(PHOTO.sub(" ", text), label is Label.CREDITS)
            elif label in _PROMOTION and size < 120:
                yield from (e for n in self.index.names_in(text)[:2] for e in self.known("self_promotion", text, n))
            if size < 120 and not closed:
                if ":" in text or "：" in text:
                    yield from self.quoted(SOURCE.search(text))
                if "ublished" in text:
                    yield from self.quoted(REPUBLISHED.match(text))
        yield from self.outlet_lines(lines)

    def outlet_lines(self, lines: Sequence[tuple[Segment, str]]) -> Iterator[OutletEvidence]:
        """Lines that name an outlet and nothing else. Several different ones are links, but for one beside the article.

        On the site of another outlet such a line is mostly a link or a credit cut loose from its picture.
        """
        first, last = article_span(self.segments)
        own = self.view.form == "html" and any(self.index.of_host(host_of(a)) for a in self.own_addresses())
        far = {text: max(first - s.end, s.start - last, 0) for s, text in lines}
        said = {text: self.index.told_by(SOURCE_WORD.sub("", text)) for _, text in lines}
        near = [text for text in said if far[text] <= NEAR]
        if len({entry.id for text in near if (entry := said[text])}) > 2:
            return
        for text in sorted(near, key=far.__getitem__)[:1]:
            yield from self.known("outlet_line", text, said[text], "site_name" if own else None)
            if said[text] is None and 1 < len(text) <= 40 and not SOURCE_WORD.match(text):
                yield OutletEvidence("outlet_line", text, self.unknown(text, text), RANKS["outlet_line_unknown"])
        if not near and len({entry.id for entry in said.values() if entry}) == 1:
            yield from (e for text in said for e in self.known("outlet_line", text, said[text], "self_promotion"))

    def quoted(self, found: re.Match[str] | None) -> Iterator[OutletEvidence]:
        """A source that a line names among other things."""
        if found is not None:
            yield from self.known("source_line", found[0], self.index.told_by(found[found.lastindex or 0]))

    def credits(self, text: str, rolls: bool) -> Iterator[OutletEvidence]:
        """A byline, or a credit roll: in a roll only an agency is named as the producer."""
        names = [n for n in self.index.names_in(text, plain=rolls) if not rolls or n.kind == "agency"]
        yield from (e for n in names[:1] for e in self.known("credits" if rolls else "byline", text, n))
        yield from self.addresses(text)

    def copyright(self, text: str, closed: bool) -> Iterator[OutletEvidence]:
        """A copyright line. Behind comments, lists or the footer it is the site's, and an unknown name in it says nothing."""
        entry = self.index.told_by(text)
        yield from self.known("copyright", text, entry, "site_name" if closed else None)
        holder = HOLDER.search(text) if entry is None and not closed else None
        if holder and not NO_HOLDER.search(holder["name"]):
            yield OutletEvidence(
                "copyright", text[:200], self.unknown(holder["name"], text), RANKS["copyright_unknown"]
            )

    def lead(self, text: str, paragraph: int) -> Iterator[OutletEvidence]:
        """The unit before the lead. Since a caption may stand first, the next paragraphs may have it, in brackets or capitals."""
        unit = LEAD.match(PHOTO.sub(" ", text))
        if unit and (paragraph == 1 or unit[0].isupper() or unit[0][0] in "([【〈<（"):
            passed_on = unit[0].partition("=")[2]  # (런던 AFP=연합뉴스): who passes it on stands behind the sign
            yield from self.known("lead", unit[0], self.index.first_in(passed_on) or self.index.first_in(unit[0]))

    def people(self, authors: Sequence[Author], dateline: Dateline | None) -> Iterator[OutletEvidence]:
        """Organisations, addresses and the agency that bylines and the dateline bear."""
        for author in authors:
            if author.organization:
                yield from self.known("byline", author.organization, self.index.first_in(author.organization))
            yield from self.addresses(author.email or "")
        if dateline is not None and dateline.agency:
            yield from self.known("lead", dateline.agency, self.index.first_in(dateline.agency))

    def addresses(self, text: str) -> Iterator[OutletEvidence]:
        """E-mail addresses in a byline or credit."""
        for found in EMAIL.finditer(text):
            yield from self.known("email", found[0], self.index.of_email(found[1]))

    def pictures(self) -> Iterator[OutletEvidence]:
        """Where the pictures of the article are kept: once an outlet."""
        first, last = article_span(self.segments)
        seen: set[tuple[str, str]] = set()
        for url in (u for p in self.view.page.pictures if first - 2 <= p.at <= last for u in p.urls):
            for place, entry in (
                ("image_slug", self.index.of_slug(url)),
                ("image_address", self.index.of_host(host_of(url))),
            ):
                if entry is not None and (place, entry.id) not in seen:
                    seen.add((place, entry.id))
                    yield from self.known(place, url, entry)

    def own_addresses(self) -> list[str]:
        """The page's address, and the one it was read from."""
        return list(dict.fromkeys(a for a in (self.view.page.canonical, self.source) if a))

    def page(self) -> Iterator[OutletEvidence]:
        """What the page says of itself, and its address."""
        page = self.view.page
        for address in self.own_addresses():
            yield from self.known("address_slug", address, self.index.of_slug(address))
            yield from self.known("address", address, self.index.of_host(host_of(address)))
        metas = dict(reversed(page.metas))  # of several, the first
        press = metas.get("og:article:author", "")  # Naver and Daum: "한국일보 | 네이버"
        yield from self.known("meta_press", press, self.index.named(press.partition("|")[0]))
        for name in filter(None, map(metas.get, _SITE_METAS)):
            yield from self.known("site_name", name, self.index.named(name) or self.index.first_in(name[:120]))
        for item in article_objects(page):
            for key in ("provider", "sourceOrganization", "copyrightHolder", "publisher"):
                if not kind_of(item, _FORUM) and (holder := _name_of(item.get(key), page)):
                    yield from self.json_ld(key, holder)

    def json_ld(self, key: str, name: str) -> Iterator[OutletEvidence]:
        """A publisher named in the linked data."""
        entry = self.index.told_by(name)
        yield from self.known("jsonld_publisher" if key == "publisher" else "jsonld_source", name, entry)
        if entry is None and key == "publisher":
            yield OutletEvidence("jsonld_publisher", name, self.unknown(name, ""), RANKS["jsonld_unknown"])

    def unknown(self, name: str, line: str) -> Outlet:
        """A publisher that the registry lacks: its name as printed; its domain as printed, else the page's if the names agree."""
        own: str = next((host for a in self.own_addresses() if (host := host_of(a))), "")
        site = self.view.page.meta("og:site_name") or ""
        if len(site) > 2 and site.casefold() in name.casefold():  # Krautreporter, and not Krautreporter eG
            name = site
        if line and not any(len(part) > 2 and part in "".join(name.casefold().split()) for part in own.split(".")[:-1]):
            own = ""
        printed = self.index.printed_host(line)
        return Outlet(None, " ".join(name.split()).strip(" '\"“”‘’"), printed or own or None)


def _name_of(value: Any, page: Page) -> str | None:
    """The name in a JSON-LD value: a string, an object or a reference to one, or the first of a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = by_reference(page, value).get("name")
    return (text_of(value) or "")[:120] or None
