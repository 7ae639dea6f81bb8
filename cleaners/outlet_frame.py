"""The site that a dump of text is of, by what stands around the article: menu, appeals, footer, its holder of rights and its own addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.model import Label, OutletCandidate
from cleaners.outlet_candidates import ARTICLE, Line, article_span, candidate, known
from cleaners.outlet_evidence import TextReader
from cleaners.outlet_index import Told
from cleaners.outlet_patterns import COMPANY, EMAIL, HOLDER, HOLDER_SIGN, NO_HOLDER
from cleaners.outlet_trust import TRUST

OFTEN = 3
"""So many lines around the article name the site's own outlet at least, and so many times as many as any other's."""
ALSO = 2
"""So many other lines around the article name a holder of rights whom the registry lacks."""
SIGNED = 400
"""A longer line below the article is no sign of its site, in characters."""
LONGEST = 200
"""A longer line is no part of the frame, in characters."""

_NOT_FRAME = ARTICLE | {Label.HEADLINE_LIST, Label.RELATED, Label.COMMENTS, Label.BLANK}
_READ_APART = {Label.COPYRIGHT, Label.RIGHTS_NOTICE}
"""What copyright lines say is weighed as such."""


def read_frame(reader: TextReader) -> Iterator[OutletCandidate]:
    """The outlet that the lines around the article name: below it as the holder of rights or by its own address, else again and again, and hardly another.

    Args:
        reader: the labelled document.
    """
    told = _signed(reader) or _named_often(reader)
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


def _signed(reader: TextReader) -> tuple[Line, Told] | None:
    """The line below the article that names the site as the holder of rights, else the one with an address of its newsroom.

    Only where all such lines name one outlet; agencies and portals are named for other reasons.
    """
    _, last = article_span(reader.segments)
    below = [
        reader.line_of(s)
        for s in reader.segments
        if s.start >= last and s.label not in _NOT_FRAME | _READ_APART and s.end - s.start < SIGNED
    ]
    by_sign = [(line, reader.index.told_by(line.text)) for line in below if HOLDER_SIGN.search(line.text)]
    by_mail = [
        (line, (entry, "email_domain"))
        for line in below
        for found in EMAIL.finditer(line.text)
        if (entry := reader.index.of_email(found[1])) is not None
    ]
    for signed in (by_sign, by_mail):
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
        holder = HOLDER.search(line.text) if (line.start or 0) >= last else None
        if (
            holder is None
            or reader.index.told_by(line.text)
            or NO_HOLDER.search(holder["name"])
            or COMPANY.search(holder["name"])
        ):
            continue
        name = re.compile(rf"(?<!\w){re.escape(holder['name'])}(?!\w)")
        if sum(name.search(other.text) is not None for other in frame if other is not line) >= ALSO:
            outlet = reader.unknown(holder["name"], line.text)
            yield candidate("frame", line, outlet, "printed", "publisher", TRUST["frame"])
            return
