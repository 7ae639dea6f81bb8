"""The pictures of a page: which of an `img` element's addresses is the original, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass

from cleaners.view import Picture, Span

LAZY_SOURCES = ("data-org-src", "data-original", "data-origin", "data-lazy-src", "data-src", "data-lazy", "data-img")


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


def read_picture(attributes: dict[str, str | None], at: int, hints: frozenset[str]) -> FoundPicture:
    """Read an `img` element.

    Args:
        attributes: of the element.
        at: offset in the visible text where it stands.
        hints: words of its class, id and role attributes and of its ancestors'.
    """
    urls = [attributes.get(name) or "" for name in LAZY_SOURCES]
    sized = [
        item.split()
        for item in (attributes.get("srcset") or attributes.get("data-srcset") or "").split(", ")
        if item.strip()
    ]
    urls += [item[0] for item in sorted(sized, key=_srcset_size, reverse=True)[:1]]
    urls.append(attributes.get("src") or "")
    return FoundPicture(
        tuple(dict.fromkeys(u.strip() for u in urls if u.strip())),
        (attributes.get("alt") or "").strip(),
        _pixels(attributes.get("width")),
        _pixels(attributes.get("height")),
        at,
        hints,
    )


def _srcset_size(item: list[str]) -> float:
    try:
        return float(item[1][:-1]) if len(item) > 1 else 0.0
    except ValueError:
        return 0.0


def _pixels(value: str | None) -> int | None:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
