"""Which publisher wrote the article: every hint in the document, ranked, and one decision.

Portals and boards republish, and a photo credit names whoever took the picture. So only places that speak of the
article itself are read: what stands beside the text (an outlet line, the copyright line, the byline) outranks what the
page says of itself, the agency of a dateline counts only where it is confirmed or alone, and hints of the lowest ranks
that contradict each other decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleaners.model import BODY_LABELS, Author, Dateline, Label, Outlet
from cleaners.outlet_index import OutletIndex, host_of, index_of
from cleaners.rulebook import rulebook
from cleaners.rules import OutletEntry
from cleaners.tiling import Segment
from cleaners.view import View

RANKS = {
    "outlet_line": 100,
    "copyright": 90,
    "lead": 85,
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

WEAK = 40
"""Evidence up to this rank decides nothing where it contradicts itself."""

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

_SOURCE_WORD = re.compile(
    r"^\W*(?:출처|원문|source|sumber|quelle|fuente|fonte|来源|來源|稿源|出典|提供元|nguồn|источник|kaynak)\s*[:：]\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[(\[【〈<（][^)\]】〉>）]{2,50}[)\]】〉>）]|.{2,50}?(?:\s[-–—]{1,2}\s|--|—)|.{2,30}?(?:日[电電讯訊]|[电電讯訊]\s?[（(])"
)
_PHOTO = re.compile(
    r"[(\[/]?\s*(?:자료\s?사진|사진|그래픽|영상|이미지|photos?|foto|images?|crédits?|图|圖|写真|摄影|撮影)\s*(?:제공|credit|by|[:=/|：＝])[^)\]\n]*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_HOLDER = re.compile(
    r"(?:저작권자|copyrights?|[©ⓒⒸ]|\(c\)|版权所有)[\s:：,©ⓒⒸ]*(?:\(c\))?[\s,]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[,\s]*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^,.<>|\[\]()&·;:\n©ⓒ]{1,59}?)\s*(?=(?:19|20)\d\d|무단|all\s+rights|tous\s+droits|alle\s+rechte|[,.<>|\[\]()&·;:©ⓒ]|$)",
    re.IGNORECASE,
)
_NO_HOLDER = re.compile(r"(?i)^(?:all|copyright|rights|this|tous|alle|reserved)\b|무단|금지|기사|저작권")
_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report|Review|Analysis")


@dataclass(frozen=True, slots=True)
class OutletEvidence:
    """One hint: where it stood, what it said, whom it points to and how far it is trusted."""

    place: str
    text: str
    outlet: Outlet
    rank: int


@dataclass(frozen=True, slots=True)
class OutletDecision:
    """The publisher, and all evidence with the strongest first; portals and photo credits are not among it."""

    outlet: Outlet | None
    evidence: tuple[OutletEvidence, ...]


def names_outlet(text: str, registry: Mapping[str, OutletEntry] | None = None) -> OutletEntry | None:
    """The outlet that a whole line names, blind to case, brackets and spaces.

    None for a portal, and for a magazine whose name is an ordinary word (`Fortune`): such a line may be a menu entry.
    """
    index = index_of(rulebook().outlets if registry is None else registry)
    entry = index.named(text)
    menu = entry is not None and (entry.kind == "portal" or (entry.kind == "magazine" and not index.names_in(text)))
    return None if menu else entry


def article_span(segments: Iterable[Segment]) -> tuple[int, int]:
    """Where the article stands: from its first headline, body or caption segment to its last; (0, 0) for none."""
    own = [s for s in segments if s.label in _ARTICLE]
    return (own[0].start, own[-1].end) if own else (0, 0)


def find_outlet(
    view: View,
    segments: Sequence[Segment],
    profile_outlets: Sequence[str],
    authors: Sequence[Author],
    dateline: Dateline | None,
    registry: Mapping[str, OutletEntry],
    source: str,
) -> OutletDecision:
    """Decide who wrote the article.

    Args:
        view: the document.
        segments: its labelled segments.
        profile_outlets: registry ids that the applied profiles carry: the document is from that outlet's own site.
        authors: people read from the byline, with their organisation and address.
        dateline: place and agency before the lead.
        registry: the outlets by id.
        source: path or address the document was read from.
    """
    reader = _Reader(view, segments, index_of(registry), source)
    found = [*reader.beside_the_text(), *reader.people(authors, dateline), *reader.pictures(), *reader.page()]
    found += [e for i in profile_outlets if i in registry for e in reader.known("profile", i, registry[i])]
    evidence = tuple(sorted(dict.fromkeys(found), key=lambda e: -e.rank))
    return OutletDecision(_decide(evidence), evidence)


def _decide(evidence: Sequence[OutletEvidence]) -> Outlet | None:
    if not evidence:
        return None
    top = evidence[0].rank
    if top <= WEAK and len({e.outlet for e in evidence}) > 1:
        return None
    support = {
        o: len({e.place for e in evidence if e.outlet == o}) for o in (e.outlet for e in evidence if e.rank == top)
    }
    return max(support, key=lambda o: support[o])  # a tie goes to the first in the document


@dataclass(frozen=True, slots=True)
class _Reader:
    view: View
    segments: Sequence[Segment]
    index: OutletIndex
    source: str

    def known(
        self, place: str, text: str, entry: OutletEntry | None, rank: str | None = None
    ) -> Iterator[OutletEvidence]:
        """Evidence for an outlet of the registry. A portal is none; an agency beside the lead may just have been quoted."""
        if entry is not None and entry.kind != "portal":
            wire = entry.kind == "agency" and place in ("lead", "byline", "email")
            outlet = Outlet(entry.id, entry.name, entry.domains[0] if entry.domains else None)
            yield OutletEvidence(place, text.strip()[:200], outlet, RANKS["agency" if wire else rank or place])

    def beside_the_text(self) -> Iterator[OutletEvidence]:
        closed = led = False
        for s in self.segments:
            text = self.view.text[s.start : min(s.end, s.start + 500)].strip()
            if s.label in _ARTICLE:
                closed = False
                if s.label in BODY_LABELS and not led:
                    led = True
                    yield from self.lead(text[:100])
                continue
            closed = closed or s.label in _FOREIGN
            if s.label is Label.OUTLET:
                yield from self.outlet_line(text)
            elif s.label is Label.COPYRIGHT or s.label is Label.RIGHTS_NOTICE:
                yield from self.copyright(text, closed)
            elif s.label is Label.BYLINE or s.label is Label.CREDITS:
                text, rolls = _PHOTO.sub(" ", text), s.label is Label.CREDITS
                names = [n for n in self.index.names_in(text, plain=rolls) if not rolls or n.kind == "agency"]
                yield from (e for n in names[:1] for e in self.known("credits" if rolls else "byline", text, n))
                yield from self.addresses(text)
            elif s.label in _PROMOTION and len(text) < 120:
                yield from (e for n in self.index.names_in(text)[:2] for e in self.known("self_promotion", text, n))

    def outlet_line(self, text: str) -> Iterator[OutletEvidence]:
        bare = _SOURCE_WORD.sub("", text)
        entry = self.index.told_by(bare)
        yield from self.known("outlet_line", text, entry)
        if entry is None and bare == text and 1 < len(text) <= 40:
            yield OutletEvidence("outlet_line", text, self.unknown(text, text), RANKS["outlet_line_unknown"])

    def copyright(self, text: str, closed: bool) -> Iterator[OutletEvidence]:
        """A copyright line. Behind comments, lists or the footer it is the site's, and an unknown name in it says nothing."""
        entry = self.index.told_by(text)
        yield from self.known("copyright", text, entry, "site_name" if closed else None)
        holder = _HOLDER.search(text) if entry is None and not closed else None
        if holder and not _NO_HOLDER.search(holder["name"]):
            yield OutletEvidence(
                "copyright", text[:200], self.unknown(holder["name"], text), RANKS["copyright_unknown"]
            )

    def lead(self, text: str) -> Iterator[OutletEvidence]:
        """`(서울=연합뉴스)`, `[이데일리 이름 기자]`, `Beijing (ANTARA) -`, `KUTA, KOMPAS.com —`, `新华社北京2月3日电`."""
        unit = _LEAD.match(_PHOTO.sub(" ", text))
        if unit:
            passed_on = unit[0].partition("=")[2]  # (런던 AFP=연합뉴스): who passes it on stands behind the sign
            entry = self.index.first_in(passed_on) or self.index.first_in(unit[0])
            yield from self.known("lead", unit[0], entry)

    def people(self, authors: Sequence[Author], dateline: Dateline | None) -> Iterator[OutletEvidence]:
        for author in authors:
            if author.organization:
                yield from self.known("byline", author.organization, self.index.first_in(author.organization))
            yield from self.addresses(author.email or "")
        if dateline is not None and dateline.agency:
            yield from self.known("lead", dateline.agency, self.index.first_in(dateline.agency))

    def addresses(self, text: str) -> Iterator[OutletEvidence]:
        for found in _EMAIL.finditer(text):
            yield from self.known("email", found[0], self.index.of_email(found[1]))

    def pictures(self) -> Iterator[OutletEvidence]:
        first, last = article_span(self.segments)
        for url in (u for p in self.view.page.pictures if first - 2 <= p.at <= last for u in p.urls):
            yield from self.known("image_slug", url, self.index.of_slug(url))
            yield from self.known("image_address", url, self.index.of_host(host_of(url)))

    def page(self) -> Iterator[OutletEvidence]:
        page = self.view.page
        for address in dict.fromkeys(a for a in (page.canonical, self.source) if a):
            yield from self.known("address_slug", address, self.index.of_slug(address))
            yield from self.known("address", address, self.index.of_host(host_of(address)))
        press = page.meta("og:article:author")  # Naver and Daum: "한국일보 | 네이버"
        if press:
            yield from self.known("meta_press", press, self.index.named(press.partition("|")[0]))
        for name in filter(None, map(page.meta, _SITE_METAS)):
            yield from self.known("site_name", name, self.index.named(name) or self.index.first_in(name[:120]))
        for item in page.json_ld:
            if _ARTICLE_TYPE.search(str(item.get("@type"))):
                for key in ("provider", "sourceOrganization", "copyrightHolder", "publisher"):
                    yield from self.json_ld(key, _name_of(item.get(key), page.json_ld))

    def json_ld(self, key: str, name: str | None) -> Iterator[OutletEvidence]:
        if name:
            entry = self.index.told_by(name)
            yield from self.known("jsonld_publisher" if key == "publisher" else "jsonld_source", name, entry)
            if entry is None and key == "publisher":
                yield OutletEvidence("jsonld_publisher", name, self.unknown(name, ""), RANKS["jsonld_unknown"])

    def unknown(self, name: str, line: str) -> Outlet:
        """A publisher that the registry lacks: its name as printed; its domain as printed, else the page's if the names agree."""
        own = next((h for a in (self.view.page.canonical, self.source) if a and (h := host_of(a))), "")
        if line and not any(len(part) > 2 and part in "".join(name.casefold().split()) for part in own.split(".")[:-1]):
            own = ""
        printed = self.index.printed_host(line)
        return Outlet(None, " ".join(name.split()).strip(" '\"“”‘’"), printed or own or None)


def _name_of(value: Any, others: Sequence[dict[str, Any]]) -> str | None:
    """The name in a JSON-LD value: a string, an object, a list of them, or a reference to another object of the page."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        if "name" not in value and (ref := value.get("@id")):
            value = next((o for o in others if o.get("@id") == ref and "name" in o), value)
        value = value.get("name")
    return value.strip()[:120] or None if isinstance(value, str) else None
