"""Labeller 5: the answer of trafilatura, aligned back to the page so that the ledger stays whole.

Asked only where the statistical labeller is unsure: it costs as much as everything else three times over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

from cleaners.labeller.judge import Judged
from cleaners.model import BODY_LABELS, Label
from cleaners.tiling import Tiling

MAX_MARKUP = 5_000_000
"""Characters of markup that trafilatura is given at most; it takes about 0.3 s a megabyte."""
MAX_BLOCKS = 2000
"""Blocks of a page that it is asked about at most: its time grows with the square of the number of short paragraphs in a row.
Real pages hold 1,600 at most, half of them fewer than 180."""
MIN_TEXT = 200
"""Fewer characters than this from trafilatura are no answer."""
STRETCH = 8
"""Letters of a stretch: enough that chance puts hardly any into a text it does not stand in."""
SURE_LENGTH = 30
"""Letters from which on a block is long enough to be looked for by its stretches."""
KNOWN_SHARE = 0.6
"""Share of a block's stretches that must stand in trafilatura's answer."""
LEAST_SHARE, LEAST_SHARE_UNLIKELY = 0.2, 0.5
"""Share of the words that the model expects to be body which an answer must hold; more, where it thinks the answer unlikely."""
LIKELY = 0.13
"""Mean probability of body, by words, from which on an answer is no longer unlikely. Five answers on pages of the corpus lie below
these bounds; the best of them has an f1 of 0.38, three 0."""
_SPACE = re.compile(r"\s+")


def label_by_trafilatura(tiling: Tiling, judged: Judged) -> bool:
    """Label the open segments as trafilatura's answer says; False, and nothing labelled, where it has none that can be.

    Args:
        tiling: is finished in place.
        judged: what the model thinks of the units, unsure as it is: an answer that leaves out nearly all that may be body
            is another page's text, a dialogue of the site or a list.
    """
    answer = _extract(tiling.view.markup) if len(tiling.view.blocks) <= MAX_BLOCKS else None
    return answer is not None and _align(tiling, answer, judged)


def _extract(markup: str) -> str | None:
    """The article's text as trafilatura sees it, or None."""
    if len(markup) > MAX_MARKUP:
        return None
    import trafilatura  # a heavy import that most runs over known portals never need

    text = trafilatura.extract(
        markup, include_comments=False, include_tables=True, output_format="txt", favor_precision=False
    )
    return text if text and len(text) >= MIN_TEXT else None


def _align(tiling: Tiling, answer: str, judged: Judged) -> bool:
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
        if not text:
            continue
        if len(text) >= SURE_LENGTH and _share_known(text, known) >= KNOWN_SHARE:
            sure.append(index)
        elif text in lines:
            maybe.append(index)
    if sum(segments[i].end - segments[i].start for i in sure) < MIN_TEXT / 2:
        return False
    kept = {i for i in maybe if sure[0] - 2 <= i <= sure[-1] + 1} | set(sure)
    if not _is_likely(judged, [segments[i].block for i in kept]):
        return False
    for index, segment in enumerate(segments):
        if index in kept:
            heading = view.blocks[segment.block].heading > 0
            segment.label = Label.HEADING if heading else Label.BODY
            segment.rule, segment.confidence = "trafilatura/aligned", 0.8
        else:
            segment.label, segment.rule, segment.confidence = Label.NAVIGATION, "trafilatura/left-out", 0.7
    return any(s.label in BODY_LABELS for s in segments)


def _is_likely(judged: Judged, blocks: Sequence[int]) -> bool:
    """Whether blocks can be the article, by what the model expects of them."""
    inside = np.isin(judged.units.blocks, blocks)
    expected = judged.body * judged.size
    share = float(expected[inside].sum() / max(expected.sum(), 1e-6))
    mean = float(expected[inside].sum() / max(judged.size[inside].sum(), 1.0))
    return share >= (LEAST_SHARE if mean >= LIKELY else LEAST_SHARE_UNLIKELY)


def _letters(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFC", text))


def _share_known(text: str, known: set[str]) -> float:
    """Share of a text's stretches, every third of them, that stand in the answer."""
    starts = range(0, len(text) - STRETCH + 1, 3)
    return sum(1 for i in starts if text[i : i + STRETCH] in known) / len(starts)
