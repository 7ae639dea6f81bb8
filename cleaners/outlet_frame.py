"""The site that a dump of text is of, by what stands around the article: menu, appeals, footer, its holder of rights and its own addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaners.byline_words import byline_words
from cleaners.model import Label, OutletCandidate
from cleaners.outlet_candidates import ARTICLE, Line, article_span, candidate, known
from cleaners.outlet_evidence import TextReader
from cleaners.outlet_index import OutletIndex, Told, spelled
from cleaners.outlet_patterns import EMAIL
from cleaners.outlet_trust import TRUST
from cleaners.print_words import print_words
from cleaners.registry import OutletEntry

OFTEN = 3
"""So many lines around the article name the site's own outlet at least, and so many times as many as any other's."""
ALSO = 2
"""So many other lines around the article name a holder of rights whom the registry lacks."""
SIGNED = 400
"""A longer line below the article is no sign of its site, in characters."""
OWN = 80
"""A longer line is none in which a site speaks of itself alone, in characters."""
LONGEST = 200
"""A longer line is no part of the frame, in characters."""

_NOT_FRAME = ARTICLE | {Label.HEADLINE_LIST, Label.RELATED, Label.COMMENTS, Label.BLANK}
_READ_APART = {Label.COPYRIGHT, Label.RIGHTS_NOTICE}
"""What copyright lines say is weighed as such."""
_ARTICLE_OR_APART = ARTICLE | _READ_APART | {Label.BLANK}


def read_frame(reader: TextReader, language: str | None = None) -> Iterator[OutletCandidate]:
    """The outlet that the lines around the article name: below it as the holder of rights or by its own address, else again and again, and hardly another.

    Args:
        reader: the labelled document.
        language: BCP 47 tag of its language.
    """
    told = _signed(reader) or _named_often(reader) or _owned(reader, language)
    if told is not None:
        yield from known("frame", *told)
    else:
        yield from _printed_holder(reader)


def _named_often(reader: TextReader) -> tuple[Line, Told] | None:
    """The first line that names the outlet which the frame names again and again."""
    index = reader.index
    lines: dict[str, list[Line]] = {}
    for s in reader.segments:
        if s.label not in _NOT_FRAME and s.end - s.start < LONGEST:
            line = reader.line_of(s)
            host = index.host_in(line.text) if "." in line.text else None
            for i in {entry.id for entry in (*index.names_in(line.text), host) if entry is not None}:
                lines.setdefault(i, []).append(line)
    ranked = sorted(lines, key=lambda i: (-len(lines[i]), i))
    if not ranked or len(lines[ranked[0]]) < max(OFTEN, OFTEN * len(lines[ranked[1]]) if ranked[1:] else 0):
        return None
    first = lines[ranked[0]][0]
    told = index.told_by(first.text)
    return (first, told) if told is not None and told[0].id == ranked[0] and told[0].kind != "agency" else None


def _owned(reader: TextReader, language: str | None) -> tuple[Line, Told] | None:
    """The first line of the outlet in whose own words several lines of the frame speak: `About Harbour News`, `Jetzt Hafenblatt testen`.

    A name that is an ordinary word counts here as well, for nothing but words of a site about itself stand beside it. The outlet's name alone,
    as in a menu, counts for it once more, where it has such a line. Agencies and portals are named so by others, and a name alone may be
    that of another outlet elsewhere.
    """
    lines: dict[str, dict[str, tuple[Line, Told]]] = {}
    alone: set[str] = set()
    for s in reader.segments:
        if s.label not in _ARTICLE_OR_APART and s.end - s.start < OWN:
            line = reader.line_of(s)
            for told in _names(reader.index, line.text):
                rest = _beside(told[0], line.text)
                if rest is None or told[0].kind in ("agency", "portal", "aggregator") or _foreign(told, language):
                    continue
                if not rest:
                    alone.add(told[0].id)
                elif rest <= _own_words():
                    lines.setdefault(told[0].id, {}).setdefault(line.text.casefold(), (line, told))
    ranked = sorted(lines, key=lambda i: (-len(lines[i]), i))
    if not ranked:
        return None
    best = ranked[0]
    count = len(lines[best]) + (best in alone)
    others = len(lines[ranked[1]]) if ranked[1:] else 0
    if count < ALSO or count <= others * ALSO:
        return None
    return next(iter(lines[best].values()))


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    """What stands beside a site's own name in its frame, spelled as names are compared."""
    return frozenset(spelled(word).lower() for word in byline_words().words["own_words"])


def _foreign(told: Told, language: str | None) -> bool:
    entry, rule = told
    return rule == "name" and language is not None and entry.language.split("-")[0] != language.split("-")[0]


def _names(index: OutletIndex, text: str) -> list[Told]:
    """The outlets that a line names, by name or by host."""
    host = index.host_in(text) if "." in text else None
    named = [(entry, "name") for entry in index.names_in(text, plain=True) if not entry.ordinary]
    return [(host, "domain")] if host is not None else named


def _beside(entry: OutletEntry, text: str) -> frozenset[str] | None:
    """The words of a line beside the name or the host of an outlet; None where none stands there that it alone bears."""
    low = f" {spelled(text).lower()} "
    proving = [name for name in (entry.name, *entry.names, *entry.domains) if name not in entry.shared_names]
    known = sorted({spelled(name).lower() for name in proving}, key=len, reverse=True)
    name = next((name for name in known if f" {name} " in low), None)
    return None if name is None else frozenset(low.replace(f" {name} ", " ", 1).split()) - {"www"}


def _signed(reader: TextReader) -> tuple[Line, Told] | None:
    """The line below the article that names the site as the holder of rights, else the one with an address of its newsroom.

    Only where all such lines name one outlet; agencies and portals are named for other reasons.
    """
    _, last = article_span(reader.segments)
    behind = [s for s in reader.segments if s.start >= last and s.end - s.start < SIGNED]
    below = [reader.line_of(s) for s in behind if s.label not in _NOT_FRAME | _READ_APART]
    links = [reader.line_of(s) for s in behind if s.label is Label.RELATED]
    by_sign = [(line, reader.index.told_by(line.text)) for line in below if print_words().holder_sign.search(line.text)]
    by_mail = [
        (line, (entry, "email_domain"))
        for line in below
        for found in EMAIL.finditer(line.text)
        if (entry := reader.index.of_email(found[1])) is not None
    ]
    by_mailbox = [
        (line, (entry, "email_domain"))
        for line in links
        for found in EMAIL.finditer(line.text)
        if byline_words().mailbox.match(found[0]) and (entry := reader.index.of_email(found[1])) is not None
    ]
    for signed in (by_sign, by_mail, by_mailbox):
        found = [
            (line, told) for line, told in signed if told and told[0].kind not in ("agency", "portal", "aggregator")
        ]
        if found and len({told[0].id for _, told in found}) == 1:
            return found[0]
    return None


def _printed_holder(reader: TextReader) -> Iterator[OutletCandidate]:
    """The holder of rights below the article whom the registry lacks, where other lines of the frame name it too.

    A company that owns the site is named once, in that line; the site's own name stands in its menus as well.
    """
    _, last = article_span(reader.segments)
    frame = [reader.line_of(s) for s in reader.segments if s.label not in _NOT_FRAME and s.end - s.start < LONGEST]
    for line in frame:
        holder = print_words().holder.search(line.text) if (line.start or 0) >= last else None
        if (
            holder is None
            or reader.index.told_by(line.text)
            or print_words().no_holder.search(holder["name"])
            or print_words().company.search(holder["name"])
        ):
            continue
        name = re.compile(rf"(?<!\w){re.escape(holder['name'])}(?!\w)")
        if sum(name.search(other.text) is not None for other in frame if other is not line) >= ALSO:
            outlet = reader.unknown(holder["name"], line.text)
            yield candidate("frame", line, outlet, "printed", "publisher", TRUST["frame"])
            return
