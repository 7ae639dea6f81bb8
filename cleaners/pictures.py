"""The pictures of a page: which of an `img` element's addresses is the original, and how large it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaners.view import Picture, Span

ORIGINALS = ("data-org-src", "data-original", "data-origin", "data-full-src", "data-large-file", "data-orig-file")
"""Attributes that name the picture in full size."""
LAZY_SOURCES = (*ORIGINALS, "data-lazy-src", "data-src", "data-lazy", "data-img", "data-url", "data-echo")
"""Attributes from which a script loads the picture once it is seen."""
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_SIZED = re.compile(r"([\d.]{1,12})([wxh])(?:,+(.*))?$", re.DOTALL)
DENSE = 1000
"""Pixels that a picture for a screen of density 1 is taken to be wide."""
LONGEST = 8000
"""Longest `srcset` that is read, in characters."""


@dataclass(slots=True)
class FoundPicture:
    """A picture on the walk, whose caption may still come."""

    urls: tuple[str, ...]
    alt: str
    width: int | None
    height: int | None
    at: int
    hints: frozenset[str]
    caption: Span | None = None

    def picture(self) -> Picture:
        """The picture as the view holds it."""
        return Picture(self.urls, self.alt, self.width, self.height, self.at, self.caption, self.hints)


def read_picture(
    attributes: dict[str, str | None], at: int, hints: frozenset[str], sources: Sequence[str] = ()
) -> FoundPicture:
    """Read an `img` element.

    Args:
        attributes: of the element.
        at: offset in the visible text where it stands.
        hints: words of its class, id and role attributes and of its ancestors'.
        sources: the sets of the `source` elements of its `picture`.
    """
    sets = [attributes.get(name) or "" for name in SETS] + list(sources)
    urls = [attributes.get(name) or "" for name in ORIGINALS]
    urls += largest_first(sets)[:1]
    urls += [attributes.get(name) or "" for name in LAZY_SOURCES]
    urls.append(attributes.get("src") or "")
    return FoundPicture(
        tuple(dict.fromkeys(u.strip() for u in urls if u.strip())),
        (attributes.get("alt") or "").strip(),
        _pixels(attributes.get("width")),
        _pixels(attributes.get("height")),
        at,
        hints,
    )


def largest_first(sets: Sequence[str]) -> list[str]:
    """The addresses of some `srcset` values, the largest first; of equals the first. Embedded pictures are left out."""
    found = [row for value in sets if "data:" not in value[:20] for row in _addresses(value[:LONGEST])]
    return [address for _, address in sorted(found, key=lambda row: -row[0]) if not address.startswith("data:")]


def _addresses(value: str) -> Iterator[tuple[float, str]]:
    """Size and address of each picture of a set; a comma ends one behind its size or before white space, for addresses hold commas."""
    address, size = "", 0.0
    for word in value.split():
        sized = _SIZED.match(word) if address else None
        if sized is None:
            if address:
                yield size, address
            address, size = word, 0.0
        else:
            size = max(size, _number(sized[1]) * (DENSE if sized[2] == "x" else 1))
            if sized[3] is None:
                continue
            yield size, address
            address, size = sized[3], 0.0
        if address.endswith(","):
            yield size, address.rstrip(",")
            address = ""
    if address:
        yield size, address


def _number(digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.0


def _pixels(value: str | None) -> int | None:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
