"""Labeller 4 and 5 for HTML: pages that no profile knows.

The answer of trafilatura is aligned back to the blocks, so that the ledger stays whole; where it has none, the page's
lines go through the text labeller. The statistical labeller will take its place before both.
"""

from __future__ import annotations

import re
import unicodedata

from cleaners.label_text import label_text
from cleaners.model import BODY_LABELS, Label
from cleaners.shape import squash
from cleaners.tiling import Segment, Tiling

MAX_MARKUP = 5_000_000
"""Characters of markup that trafilatura is given at most; it takes about 0.3 s a megabyte."""
MIN_TEXT = 200
"""Fewer characters than this from trafilatura are no answer."""
STRETCH = 8
"""Letters of a stretch: enough that chance puts hardly any into a text it does not stand in."""
SURE_LENGTH = 30
"""Letters from which on a block is long enough to be looked for by its stretches."""
KNOWN_SHARE = 0.6
"""Share of a block's stretches that must stand in trafilatura's answer."""
_SPACE = re.compile(r"\s+")
_TITLE_TAIL = re.compile(r"\s*(?:[|<>«»·•–—]|\s[-:]\s|::)\s*[^|<>«»·•–—]{1,60}$")


def label_page(tiling: Tiling) -> None:
    """Label every segment of a page that is still open; a page whose profile has labelled all costs nothing here."""
    if not any(tiling.text_of(s) for s in tiling.open_segments()):
        return
    headline = _label_headline(tiling)
    answer = _extract(tiling.view.markup)
    if answer is None or not _align(tiling, answer, headline):
        _set_aside_links(tiling)
        label_text(tiling, [Label.HEADLINE, Label.SUBHEADLINE] if headline is None else [Label.SUBHEADLINE], "page")


def _label_headline(tiling: Tiling) -> Segment | None:
    """Find the headline: the first-level heading, or the block, that says what the page's title says."""
    view = tiling.view
    titles = [t for t in (view.page.meta("og:title", "twitter:title"), view.page.title) if t]
    wanted = {squash(t) for t in titles} | {squash(_TITLE_TAIL.sub("", t)) for t in titles}
    h1 = [s for s in tiling.open_segments() if view.blocks[s.block].heading == 1 and tiling.text_of(s)]
    agreed = [s for s in tiling.open_segments() if tiling.text_of(s) in wanted and len(tiling.text_of(s)) >= 6]
    for found, confidence in (
        (next((s for s in agreed if s in h1), None), 0.97),
        (agreed[0] if agreed else None, 0.9),
        (h1[0] if len(h1) == 1 else None, 0.8),
    ):
        if found is not None:
            found.label, found.rule, found.confidence = Label.HEADLINE, "page/headline", confidence
            text = tiling.text_of(found)
            for other in tiling.open_segments():
                if tiling.text_of(other) == text:
                    other.label, other.rule, other.confidence = Label.DUPLICATE, "page/duplicate-headline", 0.9
            return found
    return None


def _extract(markup: str) -> str | None:
    """The article's text as trafilatura sees it, or None."""
    if len(markup) > MAX_MARKUP:
        return None
    import trafilatura  # a heavy import that most runs over known portals never need

    text = trafilatura.extract(
        markup, include_comments=False, include_tables=True, output_format="txt", favor_precision=False
    )
    return text if text and len(text) >= MIN_TEXT else None


def _align(tiling: Tiling, answer: str, headline: Segment | None) -> bool:
    """Label the open blocks that stand in the answer as body, the rest as chrome; False where hardly any does.

    The answer's text is not the page's, letter by letter: it is composed (NFC), and links or notes are left out of its
    paragraphs. So a block stands in it when most of its stretches of eight letters do.
    """
    view = tiling.view
    flat = _letters(answer)
    known = {flat[i : i + STRETCH] for i in range(len(flat) - STRETCH + 1)}
    lines = {_letters(line.lstrip("-# ")) for line in answer.splitlines()}
    sure: list[int] = []
    maybe: list[int] = []
    segments = tiling.open_segments()
    for index, segment in enumerate(segments):
        text = _letters(tiling.text_of(segment))
        if not text or (headline is not None and segment.start < headline.start and len(text) < 60):
            continue
        if len(text) >= SURE_LENGTH and _share_known(text, known) >= KNOWN_SHARE:
            sure.append(index)
        elif text in lines:
            maybe.append(index)
    if sum(segments[i].end - segments[i].start for i in sure) < MIN_TEXT / 2:
        return False
    kept = {i for i in maybe if sure[0] - 2 <= i <= sure[-1] + 1} | set(sure)
    for index, segment in enumerate(segments):
        if index in kept:
            heading = view.blocks[segment.block].heading > 0
            segment.label = Label.HEADING if heading else Label.BODY
            segment.rule, segment.confidence = "trafilatura/aligned", 0.8
        else:
            segment.label, segment.rule, segment.confidence = Label.NAVIGATION, "trafilatura/left-out", 0.7
    return any(s.label in BODY_LABELS for s in segments)


def _letters(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFC", text))


def _share_known(text: str, known: set[str]) -> float:
    """Share of a text's stretches, every third of them, that stand in the answer."""
    starts = range(0, len(text) - STRETCH + 1, 3)
    return sum(1 for i in starts if text[i : i + STRETCH] in known) / len(starts)


def _set_aside_links(tiling: Tiling) -> None:
    """Label blocks that are mostly links as navigation."""
    for segment in tiling.open_segments():
        block = tiling.view.blocks[segment.block]
        size = block.text_end - block.start
        if size and block.link_chars > 0.6 * size:
            segment.label, segment.rule, segment.confidence = Label.NAVIGATION, "page/links", 0.8
