"""The site that a dump of text is of, by what stands around the article: menu, appeals, footer."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.model import Label, OutletCandidate
from cleaners.outlet_candidates import ARTICLE, Line, known
from cleaners.outlet_evidence import TextReader

OFTEN = 3
"""So many lines around the article name the site's own outlet at least, and so many times as many as any other's."""
LONGEST = 200
"""A longer line is no part of the frame, in characters."""

_NOT_FRAME = ARTICLE | {Label.HEADLINE_LIST, Label.RELATED, Label.COMMENTS, Label.BLANK}


def read_frame(reader: TextReader) -> Iterator[OutletCandidate]:
    """The outlet that the lines around the article name again and again, and hardly another: a site names itself.

    Args:
        reader: the labelled document.
    """
    index = reader.index
    lines: dict[str, list[Line]] = {}
    for s in reader.segments:
        if s.label not in _NOT_FRAME and s.end - s.start < LONGEST:
            line = reader.line_of(s)
            host = index.host_in(line.text) if "." in line.text else None
            for i in {entry.id for entry in (*index.names_in(line.text), host) if entry is not None}:
                lines.setdefault(i, []).append(line)
    ranked = sorted(lines, key=lambda i: (-len(lines[i]), i))
    if ranked and len(lines[ranked[0]]) >= max(OFTEN, OFTEN * len(lines[ranked[1]]) if ranked[1:] else 0):
        first = lines[ranked[0]][0]
        told = index.told_by(first.text)
        if told is not None and told[0].id == ranked[0] and told[0].kind != "agency":
            yield from known("frame", first, told)
