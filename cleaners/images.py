"""Pictures of the article, in order: original address, caption as printed with its credit, and the credit alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from cleaners.lexicon import Lexicon
from cleaners.model import BODY_LABELS, Image, Label
from cleaners.outlet_candidates import article_span
from cleaners.photo_credits import bare, credit_of
from cleaners.picture_address import full_size, is_icon, original_address, picture_key, shown_width
from cleaners.tiling import Segment
from cleaners.view import Picture, View

SMALLEST = 50
"""Pixels; a picture known to be smaller is an icon."""
BEFORE = 2
"""How far before the article's first text a picture may stand: the break between two blocks."""

LARGEST = 10_000
"""Pixels; wider than any picture: the width of an address that asks for none."""
GAP = 80
"""Longest text, in characters, of the widgets between a picture and its caption."""

_CAPTIONS = frozenset({Label.CAPTION, Label.PHOTO_CREDIT})
_ASIDE = frozenset(
    {Label.RELATED, Label.ADVERTISEMENT, Label.SHARE, Label.COMMENTS, Label.FOOTER, Label.NAVIGATION, Label.WIDGET}
    | {Label.SUBSCRIBE, Label.HEADLINE_LIST, Label.BOARD_CHROME, Label.TEASER}
)
_NEVER = frozenset(
    {"logo", "avatar", "icon", "icons", "emoji", "emoticon", "ad", "ads", "adsbygoogle", "advertisement"}
    | {"footer", "nav"}
)
"""Words of class, id and role that the body around a picture does not bear, and that no picture of an article bears."""
_SELDOM = _NEVER | {
    "profile",
    "banner",
    "sponsor",
    "sprite",
    "badge",
    "author",
    "related",
    "sidebar",
    "recommend",
    "aside",
}
"""The same for pictures without a caption."""
_STAND_IN = frozenset(
    {"blank", "spacer", "pixel", "transparent", "beacon", "placeholder", "loading", "loader", "tracking"}
)
"""Words of file names that are never the picture itself."""
_FILE = _NEVER | {"logos", "avatars", "ico", "banner", "banners", "sprite", "noimage", "noimg", "btn", "button"} | {
    "default", "favicon", "gravatar", "headshot", "headshots", "byline"
}  # fmt: skip
"""Words of file names, where no caption vouches for the picture."""
_FOLDER = frozenset({"icons", "logos", "avatars", "avatar", "emoji", "emoticons", "banners", "profiles", "authors"} | {
    "profile", "headshots", "gravatar"
})  # fmt: skip
_THUMB = re.compile(r"[?&](?:w|h|width|height)=(\d{1,2})(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Caption:
    start: int
    end: int
    text: str
    credit: str | None


def read_images(
    view: View, segments: Sequence[Segment], lexicons: Sequence[Lexicon], source: str = ""
) -> tuple[Image, ...]:
    """The pictures of the article.

    A caption that belongs to no picture, as every one in a text dump, gives a picture without an address. An article
    with neither falls back on the picture that the page names for sharing (`og:image`).

    Args:
        view: the document.
        segments: its labelled segments.
        lexicons: the languages of the document, whose photo credits are recognised in captions.
        source: path or address the document was read from.
    """
    base = _base(view, source)
    captions = list(_captions(view, segments, lexicons))
    found: list[tuple[int, Image]] = []
    taken: set[int] = set()
    ours = _body_hints(view, segments)
    for picture in _article_pictures(view, segments, ours, captions):
        own = _caption_of(picture, captions, view, segments, taken)
        caption = captions[own] if own is not None else _figcaption(picture, view, segments, lexicons)
        url = next(
            (u for raw in picture.urls if (u := original_address(raw, base)) and _is_photo(u, caption is not None)),
            None,
        )
        if url is None or (caption is None and (picture.hints - ours) & _SELDOM):
            continue
        if own is not None:
            taken.add(own)
        found.append(
            (picture.at, Image(full_size(url), caption.text if caption else None, caption.credit if caption else None))
        )
    found += [(c.start, Image(None, c.text, c.credit)) for i, c in enumerate(captions) if i not in taken]
    images = _merged([image for _, image in sorted(found, key=lambda pair: pair[0])])
    if images or view.form != "html" or article_span(segments) == (0, 0):
        return images
    shared = view.page.meta("og:image", "og:image:url", "og:image:secure_url", "twitter:image")
    url = original_address(shared, base) if shared else None
    return (Image(full_size(url), None, None),) if url and _is_photo(url, False) else ()


def _base(view: View, source: str) -> str:
    """The address that relative ones go from: the page's own, and what its `base` element makes of that."""
    own = view.page.canonical or (source if source.startswith(("http://", "https://")) else "")
    try:
        return urljoin(own, view.page.base) if view.page.base else own
    except ValueError:  # an address that no browser could read either
        return own


def _body_hints(view: View, segments: Sequence[Segment]) -> frozenset[str]:
    """Words that stand on the elements around the text itself, such as a page class `has-ads`."""
    return frozenset().union(*(view.blocks[s.block].hints for s in segments if s.label in BODY_LABELS))


def _article_pictures(
    view: View, segments: Sequence[Segment], ours: frozenset[str], captions: Sequence[_Caption]
) -> Iterator[Picture]:
    first, last = article_span(segments)
    starts = [s.start for s in segments]
    for picture in view.page.pictures:
        small = any(side is not None and side < SMALLEST for side in (picture.width, picture.height))
        if last and first - BEFORE <= picture.at <= last and not small and not (picture.hints - ours) & _NEVER:
            at = bisect_right(
                starts, picture.at + 1
            )  # the segment that it stands in, and the one that starts behind it
            near = [
                s for s in segments[max(0, at - 2) : at] if s.end >= picture.at and s.label not in (None, Label.BLANK)
            ]
            captioned = picture.caption is not None or _behind(picture, captions, view, segments) is not None
            if captioned or not near or not all(s.label in _ASIDE for s in near):
                yield picture


def _captions(view: View, segments: Sequence[Segment], lexicons: Sequence[Lexicon]) -> Iterator[_Caption]:
    """Caption segments; with each the rest of its line, of its figcaption, and a line of mere credit right behind it."""
    frames = [p.caption for p in view.page.pictures if p.caption is not None]
    run: list[Segment] = []
    for s in segments:
        if s.label not in _CAPTIONS:
            continue
        last = run[-1] if run else None
        near = last is not None and not view.text[last.end : s.start].strip()
        credit = s.label is Label.PHOTO_CREDIT and all(r.label is Label.CAPTION for r in run)
        framed = last is not None and any(f.start <= last.start and s.start < f.end for f in frames)
        if last is not None and not (s.block == last.block or framed or (near and credit)):
            yield _caption(view, run, lexicons)
            run = []
        run.append(s)
    if run:
        yield _caption(view, run, lexicons)


def _caption(view: View, run: Sequence[Segment], lexicons: Sequence[Lexicon]) -> _Caption:
    ends = [run[0].start, *(s.end for s in run)]
    parts = ["" if s.start == end else " " for s, end in zip(run, ends, strict=False)]
    text = _flat("".join(gap + view.text[s.start : s.end] for gap, s in zip(parts, run, strict=True)))
    marked = next((view.text[s.start : s.end] for s in reversed(run) if s.label is Label.PHOTO_CREDIT), None)
    return _Caption(run[0].start, run[-1].end, text, bare(marked) if marked else credit_of(text, lexicons))


def _caption_of(
    picture: Picture, captions: Sequence[_Caption], view: View, segments: Sequence[Segment], taken: set[int]
) -> int | None:
    """The caption inside the picture's figcaption, else the free one right behind it, else the one right before it."""
    if picture.caption is not None:
        return next((i for i, c in enumerate(captions) if picture.caption.start <= c.start < picture.caption.end), None)
    behind = _behind(picture, captions, view, segments, taken)
    if behind is not None:
        return behind
    before = next(
        (i for i in reversed(range(len(captions))) if captions[i].start < picture.at and i not in taken), None
    )
    return before if before is not None and not view.text[captions[before].end : picture.at].strip() else None


def _behind(
    picture: Picture,
    captions: Sequence[_Caption],
    view: View,
    segments: Sequence[Segment],
    taken: Collection[int] = (),
) -> int | None:
    """The free caption right behind a picture; a widget, such as the button that shows it larger, may stand between."""
    behind = next((i for i, c in enumerate(captions) if c.start >= picture.at and i not in taken), None)
    if behind is None:
        return None
    a, b = picture.at, captions[behind].start
    if b - a > GAP:
        return None
    near = segments[
        max(0, bisect_right(segments, a, key=lambda s: s.start) - 1) : bisect_right(segments, b, key=lambda s: s.start)
    ]
    shown = (view.text[max(a, s.start) : min(b, s.end)] for s in near if s.label is not Label.WIDGET)
    return None if "".join(shown).strip() else behind


def _figcaption(
    picture: Picture, view: View, segments: Sequence[Segment], lexicons: Sequence[Lexicon]
) -> _Caption | None:
    """The text of a figcaption that nobody labelled a caption, unless it went into the body."""
    span = picture.caption
    text = _flat(view.text[span.start : span.end]) if span else ""
    if (
        span is None
        or not text
        or any(s.label in BODY_LABELS for s in segments if s.start < span.end and s.end > span.start)
    ):
        return None
    return _Caption(span.start, span.end, text, credit_of(text, lexicons))


def _is_photo(url: str, captioned: bool) -> bool:
    """Whether an address may be a picture's: no drawing, no stand-in and, without a caption, no icon, logo or thumbnail."""
    *folders, file = urlsplit(url).path.lower().split("/")
    words = set(_WORD.findall(file))
    if file.endswith(".svg") or words & _STAND_IN:
        return False
    chrome = file.endswith(".gif") or words & _FILE or _FOLDER & set(folders) or _THUMB.search(url) or is_icon(url)
    return captioned or not chrome


def _merged(images: Sequence[Image]) -> tuple[Image, ...]:
    """Each picture once, whatever the sizes it is shown in; the first that has a caption lends it."""
    kept: dict[str, Image] = {}
    for image in images:
        if image.url is None and any(image.caption == other.caption for other in kept.values()):
            continue
        key = picture_key(image.url) if image.url else image.caption or ""
        first = kept.setdefault(key, image)
        if first.caption is None and image.caption is not None:
            kept[key] = first = replace(first, caption=image.caption, credit=image.credit)
        if first.url and image.url and 0 < shown_width(first.url) < (shown_width(image.url) or LARGEST):
            kept[key] = replace(first, url=image.url)
    return tuple(kept.values())


def _flat(text: str) -> str:
    return " ".join(text.split())
