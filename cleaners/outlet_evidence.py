"""What the text of a document says of its publisher and its source, each with its place, its words and how far it is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaners.byline_words import byline_words
from cleaners.model import BODY_LABELS, Author, Dateline, Label, Outlet, OutletCandidate
from cleaners.outlet_candidates import ARTICLE, Line, article_span, candidate, known
from cleaners.outlet_index import OutletIndex, host_of
from cleaners.outlet_patterns import EMAIL, LEAD, REPORT_BY, REPUBLISHED, SIGNATURE, is_initials, signers
from cleaners.outlet_trust import DOUBTFUL, TRUST, WIRE_TRUST
from cleaners.print_words import print_words
from cleaners.registry import OutletEntry
from cleaners.scripts import is_unspaced
from cleaners.tiling import Segment
from cleaners.view import View

NEAR = 400
"""A line that names an outlet stands beside the article up to so many characters before or behind it."""
LONGEST_SOURCE = 12
"""Signs of the longest name behind `来源：` that is taken for one, where the registry lacks it."""
SHORT = 120
"""Longest line beside the text that may be nothing but a source or a signature, in characters."""

_SAYS_MORE = re.compile(r"[:：|()（）\[\]]")
"""What a line that is nothing but a name does not hold."""
_QUOTES = dict.fromkeys(map(ord, '"“”„«»'))
_BULLETS = ("•", "‣", "* ", "- ", "· ", "▪")
_BRACKETED = re.compile(r"[(（\[【〈<]([^()（）\[\]【】〈〉<>]{1,60})[)）\]】〉>]")
_CLOSED = frozenset(")]）】/")
"""What a signature may end in."""
_TELLING = frozenset({Label.OUTLET, Label.COPYRIGHT, Label.RIGHTS_NOTICE, Label.BYLINE, Label.CREDITS})
"""Labels of lines that tell an outlet; the others may at most name a source."""
_PROMOTION = frozenset({Label.SUBSCRIBE, Label.ADVERTISEMENT, Label.NOTICE, Label.SHARE})
_TELLING_SHORT = _PROMOTION | {Label.TIMESTAMP}
"""Labels of lines that may tell one if they are short."""
_FOREIGN = frozenset({Label.COMMENTS, Label.BOARD_CHROME, Label.HEADLINE_LIST, Label.RELATED, Label.FOOTER})


@dataclass(frozen=True, slots=True)
class TextReader:
    """The labelled text of a document, searched for what tells an outlet."""

    view: View
    segments: Sequence[Segment]
    index: OutletIndex
    own_addresses: Sequence[str]
    """The page's address, and the one it was read from."""

    def line_of(self, segment: Segment, longest: int = 500) -> Line:
        """The text of a segment without white space around it, and where it starts."""
        piece = self.view.text[segment.start : min(segment.end, segment.start + longest)]
        return Line(piece.strip(), segment.start + len(piece) - len(piece.lstrip()))

    def beside_the_text(self) -> Iterator[OutletCandidate]:
        """What the segments around the article say; past comments, lists or the footer it is the site that speaks."""
        closed = False
        leads = 0
        lines: list[Line] = []
        last = max((i for i, s in enumerate(self.segments) if s.label in BODY_LABELS), default=-1)
        for i, s in enumerate(self.segments):
            label, size = s.label, s.end - s.start
            if label in ARTICLE:
                closed = False
                if label in BODY_LABELS:
                    leads += 1
                    if leads <= 3 or size < 300 or i == last:
                        yield from self.paragraph(s, leads, i == last)
                continue
            closed = closed or label in _FOREIGN
            telling = label in _TELLING or (label in _TELLING_SHORT and size < SHORT)
            if not telling and (closed or size >= SHORT or label is Label.BLANK):
                continue
            if not telling and not self.may_name_source(self.view.text[s.start : s.end].strip()):
                continue
            line = self.line_of(s)
            if label is Label.TIMESTAMP and not closed:
                yield from self.behind_date(line)
            if label is Label.OUTLET:
                lines.append(line)
            elif label is Label.COPYRIGHT or label is Label.RIGHTS_NOTICE:
                yield from self.copyright(line, closed)
            elif label is Label.BYLINE or label is Label.CREDITS:
                yield from self.credits(line, label is Label.CREDITS)
            elif label in _PROMOTION and size < SHORT:
                # On a page that is the site's advertising, in a dump of text most often the publisher's own.
                trust = TRUST["promotion" if self.view.form == "text" else "promotion_of_site"]
                names = self.index.names_in(line.text)[:2]
                yield from (e for n in names for e in known("promotion", line, (n, "name"), trust))
            if size < SHORT and not closed and self.may_name_source(line.text):
                yield from self.source_in(line)
        yield from self.outlet_lines(lines)

    def paragraph(self, segment: Segment, number: int, last: bool) -> Iterator[OutletCandidate]:
        """The unit before the lead, the signature at the end of a paragraph, and short lines that were taken for body."""
        size = segment.end - segment.start
        line = self.line_of(segment, size)
        text = line.text
        if number <= 3:
            yield from self.lead(line.part(0, 80), number)
        ends_in_agency = self.index.ends_in_agency(text)
        if (number <= 2 or last or size < SHORT) and (ends_in_agency or text[-2:].rstrip(".")[-1:] in _CLOSED):
            yield from self.signature(line)
        if size < 300 and "ublished" in text:
            yield from self.quoted(line, REPUBLISHED.match(text))
        if size < SHORT and number > 1 and (ends_in_agency or "ontributed" in text or "eport" in text):
            yield from self.agency_line(line)

    def may_name_source(self, text: str) -> bool:
        """Whether it is worth while to look for a source in a text; most lines of a page are not."""
        words = ":" in text or "：" in text or "ublished" in text or "ontributed" in text
        return words or self.index.ends_in_agency(text)

    def source_in(self, line: Line) -> Iterator[OutletCandidate]:
        """A source that a short line beside the text names."""
        if ":" in line.text or "：" in line.text:
            yield from self.quoted(line, print_words().source.search(line.text))
        if "ublished" in line.text:
            yield from self.quoted(line, REPUBLISHED.match(line.text))
        yield from self.agency_line(line)

    def agency_line(self, line: Line) -> Iterator[OutletCandidate]:
        """A line that says nothing but whose text it is: `Avec AFP`, `Quelle: dpa`, `Com informações da Reuters`."""
        found = None
        if self.index.ends_in_agency(line.text):
            found = print_words().with_agency.match(line.text)
        elif "his report by " in line.text or " contributed to this " in line.text:
            found = REPORT_BY.search(line.text)
        if found is not None:
            for entry in self.index.names_in(found[found.lastindex or 0], plain=True):
                if entry.kind == "agency":
                    yield from known("source_line", line, (entry, "name"))

    def signature(self, line: Line) -> Iterator[OutletCandidate]:
        """Agencies that sign a paragraph: `… sagte er. (dpa/AFP)`, `/ritzau/`."""
        found = SIGNATURE.search(line.text, max(0, len(line.text) - 60))
        if found is None:
            return
        parts = signers(found[1])
        named = [self._signer(part) for part in parts]
        agencies = [a for a in named if a is not None and a.kind == "agency"]
        others = sum(is_initials(part) and a not in agencies for part, a in zip(parts, named, strict=True))
        if len(agencies) + others == len(parts):
            yield from (e for a in agencies for e in known("tail", line.part(*found.span()), (a, "name")))

    def _signer(self, part: str) -> OutletEntry | None:
        """The outlet that signs; in scripts without capitals by the names that only bylines print as well: （共同）."""
        return self.index.named(part) or (None if part.isascii() else self.index.agencies.get(part.casefold()))

    def outlet_lines(self, lines: Sequence[Line]) -> Iterator[OutletCandidate]:
        """Lines that are nothing but an outlet's name.

        The one nearest to the article counts; those of more than two outlets are links, and so are items of a list; on the
        page of a known outlet another's name is a link too; far from the text a name decides nothing.
        """
        lines = [line for line in lines if not line.text.startswith(_BULLETS)]
        first, last = article_span(self.segments)
        own = self.view.form == "html" and any(self.index.of_host(host_of(a)) for a in self.own_addresses)
        far = {line: max(first - ((line.start or 0) + len(line.text)), (line.start or 0) - last, 0) for line in lines}
        told = {line: self.index.told_by(print_words().source_word.sub("", line.text)) for line in lines}
        near = [line for line in lines if far[line] <= NEAR]
        if len({t[0].id for line in near if (t := told[line])}) > 2:
            return
        for line in sorted(near, key=far.__getitem__)[:1]:
            yield from known("outlet_line", line, told[line], TRUST["site_name"] if own else None)
            if told[line] is None and 1 < len(line.text) <= 40 and not _SAYS_MORE.search(line.text):
                outlet = self.unknown(line.text, line.text)
                yield candidate("outlet_line", line, outlet, "printed", "publisher", TRUST["outlet_line_printed"])
        if not near and len({t[0].id for t in told.values() if t}) == 1:
            yield from (e for line in lines for e in known("outlet_line", line, told[line], TRUST["outlet_line_far"]))

    def quoted(self, line: Line, found: re.Match[str] | None) -> Iterator[OutletCandidate]:
        """A source that a line names among other things."""
        if found is None:
            return
        name = found[found.lastindex or 0]
        told, where = self.index.told_by(name), line.part(found.start(), found.end())
        yield from known("source_line", where, told)
        name = name.split()[0]
        if told is None and byline_words().publisher_end.search(name) and len(name) <= LONGEST_SOURCE:
            yield candidate(
                "source_line", where, self.unknown(name, ""), "printed", "publisher", TRUST["source_printed"]
            )

    def behind_date(self, line: Line) -> Iterator[OutletCandidate]:
        """An outlet that stands behind the date, in scripts without spaces: `2031-02-03 10:56 港口日报`."""
        date, _, name = line.text.rpartition(" ")
        entry = self.index.named(name) if date and is_unspaced(name) else None
        if entry is not None:
            yield from known("source_line", line, (entry, "name"))

    def credits(self, line: Line, rolls: bool) -> Iterator[OutletCandidate]:
        """A byline, or a credit roll: in a roll only an agency is named as the producer. E-mail addresses are read apart."""
        start = 0
        publishers = 0
        for mail in (*EMAIL.finditer(line.text), None):
            piece = line.part(start, mail.start() if mail else len(line.text))
            for n in self.index.names_in(print_words().photo.sub(" ", piece.text), plain=rolls):
                agency = n.kind == "agency"
                if agency or not (rolls or publishers):
                    publishers += not agency
                    yield from known("credits" if rolls else "byline", piece, (n, "name"))
            if mail:
                start = mail.end()
        yield from self.addresses(line)

    def copyright(self, line: Line, closed: bool) -> Iterator[OutletCandidate]:
        """A copyright line. Behind comments, lists or the footer it is the site's, and an unknown name in it says nothing."""
        told = self.index.told_by(line.text)
        if told and _is_company(told[0], line.text):  # on a page its address and its metadata say more
            trust = TRUST["copyright_company"] if self.view.form == "text" else DOUBTFUL
        else:
            trust = TRUST["site_name" if closed else "copyright"]
        yield from known("copyright", line, told, trust)
        holder = print_words().holder.search(line.text) if told is None and not closed else None
        if (
            holder
            and not print_words().no_holder.search(holder["name"])
            and not print_words().company.search(line.text[holder.start("name") :][:80])
        ):
            outlet = self.unknown(holder["name"], line.text)
            yield candidate("copyright", line, outlet, "printed", "publisher", TRUST["copyright_printed"])

    def lead(self, line: Line, paragraph: int) -> Iterator[OutletCandidate]:
        """The unit before the lead. Since a caption may stand first, the next paragraphs may have it, in brackets or capitals."""
        text = line.text
        unit = LEAD.match(print_words().photo.sub(lambda photo: " " * len(photo[0]), text))
        if unit is None or not (paragraph == 1 or unit[0].isupper() or unit[0][0] in "([【〈<（"):
            return
        passed_on = unit[0].partition("=")[2]  # (런던 AFP=연합뉴스): who passes it on stands behind the sign
        inside = " ".join(_BRACKETED.findall(unit[0]))  # Mataram, NTB (ANTARA): a place may bear an agency's letters
        names = inside if self.index.first_in(inside) else unit[0]
        entry = self.index.first_in(passed_on) or self.index.agency_behind_place(unit[0]) or self.index.first_in(names)
        where = line.part(unit.start(), unit.end())
        if entry is not None:
            yield from known("lead", where, (entry, "name"))
        for other in self.index.names_in(names, plain=True):
            if other is not entry and other.kind == "agency":
                outlet = Outlet(other.id, other.name, other.domains[0] if other.domains else None)
                yield candidate("lead", where, outlet, "name", "wire", WIRE_TRUST["second"])

    def people(self, authors: Sequence[Author], dateline: Dateline | None) -> Iterator[OutletCandidate]:
        """Organisations, addresses and the agency that bylines and the dateline bear, as far as the markup has them."""
        for author in authors:
            agency = self.index.named(author.name)
            if agency is not None and agency.kind == "agency":
                yield from known("author", Line(author.name, None), (agency, "name"))
            if author.organization and (entry := self.index.first_in(author.organization)):
                yield from known("byline", Line(author.organization, None), (entry, "name"))
            yield from self.addresses(Line(author.email or "", None))
        if dateline is not None and dateline.agency and (entry := self.index.first_in(dateline.agency)):
            yield from known("lead", Line(dateline.agency, None), (entry, "name"))

    def addresses(self, line: Line) -> Iterator[OutletCandidate]:
        """E-mail addresses in a byline or credit; of each only the host is kept."""
        for found in EMAIL.finditer(line.text):
            entry = self.index.of_email(found[1])
            if entry is not None:
                host = line.part(found.start(1) - 1, found.end(1))
                yield from known("email", host, (entry, "email_domain"))

    def unknown(self, name: str, line: str) -> Outlet:
        """A publisher that the registry lacks: its name as printed; its domain as printed, else the page's if the names agree."""
        own: str = next((host for a in self.own_addresses if (host := host_of(a))), "")
        site = self.view.page.meta("og:site_name") or ""
        if len(site) > 2 and site.casefold() in name.casefold():  # Krautreporter, and not Krautreporter eG
            name = site
        if line and not any(len(part) > 2 and part in "".join(name.casefold().split()) for part in own.split(".")[:-1]):
            own = ""
        printed = self.index.printed_host(line)
        return Outlet(None, " ".join(name.translate(_QUOTES).split()), printed or own or None)


def _is_company(entry: OutletEntry, text: str) -> bool:
    """Whether a line names the company that bears an outlet's name, and may publish others: `© Vox Media`."""
    behind = print_words().company_behind
    places = ((text.find(name), len(name)) for name in (entry.name, *entry.names))
    return any(at >= 0 and behind.match(text, at + size) for at, size in places)
