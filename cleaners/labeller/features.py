"""The feature table of a document: one row a unit, the same columns for pages and for text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller import containers
from cleaners.labeller.characters import Kind
from cleaners.labeller.measures import Floats, Measures, measure, running_text, share_of_words, word_codes, words_of
from cleaners.labeller.repetition import among, repeats, shared, vocabulary
from cleaners.labeller.units import Units, units_of
from cleaners.labeller.windows import neighbour_names, neighbours, window_names, window_sums
from cleaners.labeller.wording import wording_features, wording_names
from cleaners.view import Block, View

CHROME_COST = 6.0
"""What a unit that is no running text costs the densest run, in words; a longer one costs less, 2 at least."""
RUN_WEIGHT = 60.0
"""Words of running text that a unit counts for at most in the densest run."""

_TAGS = (
    "p",
    "li",
    "td",
    "div",
    "span",
    "figcaption",
    "button",
    "label",
    "dt",
    "dd",
    "section",
    "article",
    "blockquote",
    "a",
)
_TAG_PLACES = {tag: place for place, tag in enumerate(_TAGS)}
_SHARES = (Kind.UPPER, Kind.DIGIT, Kind.COMMA, Kind.STOP, Kind.QUOTE, Kind.BAR, Kind.PUNCTUATION, Kind.OTHER)
_FIRSTS = (Kind.LOWER, Kind.UPPER, Kind.DIGIT, Kind.QUOTE, Kind.BAR)


@dataclass(frozen=True, slots=True)
class Features:
    """The units of a document and their features."""

    units: Units
    table: Floats
    """Shape (units, len(names()))."""
    good: Floats
    """Words of running text of each unit."""
    size: Floats
    """Words of each unit."""
    groups: NDArray[np.int64]
    """Numbers that units of one group share, as `context.GROUPS` names them, shape (units, groups)."""


def features_of(view: View, stopwords: frozenset[str] = frozenset()) -> Features:
    """The features of a view's units.

    Args:
        view: the document.
        stopwords: function words of its language.
    """
    units = units_of(view)
    if not len(units):
        nothing = np.zeros(0, np.float32)
        return Features(units, np.zeros((0, len(names())), np.float32), nothing, nothing, np.zeros((0, 3), np.int64))
    m = measure(view.text, units)
    blocks = [view.blocks[i] for i in units.blocks.tolist()]
    link_chars = np.array([b.link_chars for b in blocks], np.float32)
    link_share: Floats = np.minimum(link_chars / np.maximum(m.length, 1), 1).astype(np.float32)
    good = running_text(m, link_share)
    own = _own(m, blocks, link_share, good, stopwords)
    run = densest_run(good, m.size)
    again = repeats(m.words, len(units))
    around = _around(view, units, m, good, run, again)
    key = np.stack(
        [
            np.log1p(m.size), np.log1p(good), m.ends_stop, link_share, own[:, 3], again[:, 0] + again[:, 1],
            own[:, 4], np.array([b.heading > 0 for b in blocks], np.float32),
        ],
        1,
    )  # fmt: skip
    context = neighbours(key)
    sums = window_sums(np.stack([good, m.size, link_share * m.size, m.ends_stop], 1))
    if view.elements:
        holder = np.array([b.element for b in blocks], np.int64)
        holder = np.maximum(holder, 0)
        kin = containers.kin_of(view.elements, holder)
        held, hints = containers.container_features(view.elements, holder, kin, good, m.size, link_share * m.size)
        groups = np.stack([units.blocks, kin[:, 0], holder], 1)
    else:
        alone = np.arange(len(units))
        groups = np.stack([units.blocks, alone, alone], 1)
        held = np.full((len(units), len(containers.NAMES)), -1, np.float32)
        hints = np.zeros((len(units), 3 * len(containers.hint_groups()[0])), np.float32)
    whole = _document(view, units, m, good, run, link_share)
    wording = wording_features(m, link_share, word_codes(stopwords))
    table = np.concatenate([own, again, around, context, sums, held, hints, whole, wording], 1)
    return Features(units, table.astype(np.float32, copy=False), good, m.size, groups)


@cache
def names() -> tuple[str, ...]:
    """The names of the columns."""
    key = ("size", "good", "ends_stop", "links", "stopwords", "repeat", "short_words", "heading")
    groups = containers.hint_groups()[0]
    return (
        "length", "size", "word_length", "stopwords", "short_words", "capitals", "good", "ends_stop", "ends_other",
        "inner_stops", "links", "heading", "gap", "soft",
        *(f"share_{kind.name.lower()}" for kind in _SHARES),
        *(f"first_{kind.name.lower()}" for kind in _FIRSTS),
        *(f"tag_{tag}" for tag in _TAGS),
        "same_before", "same_after", "phrases_before", "phrases_after",
        "place", "good_before", "good_after", "in_run", "from_run_start", "to_run_end", "last_good", "next_good",
        "run_words", "title_words", "summary_words", "title_same", "piece_first", "piece_last", "line_size", "line_stop",
        *neighbour_names(key), *window_names(("good", "size", "links", "stops")),
        *containers.NAMES,
        *(f"{group}_{level}" for level in ("near", "wide", "any") for group in groups),
        "document_units", "document_good", "document_links", "hangul", "dense", "cased", "page", "one_line", "run_share",
        *wording_names(),
    )  # fmt: skip


def densest_run(good: Floats, size: Floats) -> tuple[int, int]:
    """The run of units richest in running text: first unit, and the one after the last."""
    weights = np.where(good > 0, np.minimum(good, RUN_WEIGHT), -np.maximum(2.0, CHROME_COST - size / 2)).tolist()
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, where = total, (start, index + 1)
    return where


def _own(m: Measures, blocks: list[Block], link_share: Floats, good: Floats, stopwords: frozenset[str]) -> Floats:
    count = len(blocks)
    length = np.maximum(m.counts.sum(1) - m.counts[:, Kind.SPACE], 1)
    words = np.maximum(np.bincount(m.words.unit, minlength=count), 1)
    letters = np.bincount(m.words.unit, m.words.length, minlength=count)
    function = among(m.words.code, word_codes(stopwords))
    short = (m.words.length <= 3) & ~m.words.dense & ~m.words.upper
    return np.concatenate(
        [
            np.stack(
                [
                    np.log1p(m.length), np.log1p(m.size), letters / words,
                    share_of_words(m.words, count, function), share_of_words(m.words, count, short),
                    share_of_words(m.words, count, m.words.upper), np.log1p(good), m.ends_stop, m.ends_other,
                    m.inner_stops / np.maximum(m.size, 1) * 10, link_share,
                    np.array([b.heading for b in blocks]), np.minimum([b.gap_before for b in blocks], 3),
                    np.array([b.soft for b in blocks]),
                ],
                1,
            ),
            m.counts[:, _SHARES] / length[:, None],
            np.stack([m.first == kind for kind in _FIRSTS], 1),
            np.array([_TAG_PLACES.get(b.tag, -1) for b in blocks])[:, None] == np.arange(len(_TAGS)),
        ],
        1,
    ).astype(np.float32)  # fmt: skip


def _around(view: View, units: Units, m: Measures, good: Floats, run: tuple[int, int], again: Floats) -> Floats:
    count = len(units)
    place = np.arange(count)
    total = max(float(good.sum()), 1.0)
    before = np.cumsum(good) - good
    start, end = run
    in_run = (place >= start) & (place < end)
    prose = good > 0
    last = np.maximum.accumulate(np.where(prose, place, -50))
    last = np.append(-50, last[:-1])
    following = np.minimum.accumulate(np.where(prose, place, count + 50)[::-1])[::-1]
    following = np.append(following[1:], count + 50)
    code, owner = vocabulary(m.words)
    of_run = code[in_run[owner]] if len(code) else code
    outside = shared(code, owner, count, of_run)
    run_words = np.where(in_run, shared(code, owner, count, of_run, 2), outside)
    title = " ".join(t for t in (view.page.title, view.page.meta("og:title")) if t)
    summary = view.page.meta("og:description", "description", "twitter:description") or ""
    title_code, summary_code = _codes_of(title), _codes_of(summary)
    title_words = shared(code, owner, count, title_code)
    held = np.bincount(owner, minlength=count) if len(owner) else np.zeros(count)
    title_same = (title_words >= 0.8) & (held >= 0.5 * len(np.unique(title_code))) & (held > 1)
    line_size = np.bincount(units.blocks, m.size)[units.blocks]
    first = np.append(True, units.blocks[1:] != units.blocks[:-1])
    final = np.append(first[1:], True)
    line_stop = np.bincount(units.blocks, m.ends_stop * final)[units.blocks]
    return np.stack(
        [
            place / count, before / total, (total - before - good) / total, in_run,
            np.clip(place - start, -30, 100), np.clip(end - 1 - place, -30, 100),
            np.minimum(place - last, 20), np.minimum(following - place, 20),
            run_words, title_words, shared(code, owner, count, summary_code), title_same,
            first, final, np.log1p(line_size), line_stop,
        ],
        1,
    ).astype(np.float32)  # fmt: skip


def _codes_of(text: str) -> NDArray[np.uint64]:
    if not text.strip():
        return np.zeros(0, np.uint64)
    return vocabulary(words_of(text))[0]


def _document(view: View, units: Units, m: Measures, good: Floats, run: tuple[int, int], link_share: Floats) -> Floats:
    totals = m.counts.sum(0)
    letters = max(float(totals[1:8].sum()), 1.0)
    row = [
        np.log1p(len(units)),
        np.log1p(good.sum()),
        float((link_share * m.size).sum() / max(m.size.sum(), 1)),
        totals[Kind.HANGUL] / letters,
        (totals[Kind.HAN] + totals[Kind.KANA] + totals[Kind.THAI]) / letters,
        (totals[Kind.LOWER] + totals[Kind.UPPER]) / letters,
        float(view.form == "html"),
        float(any(b.soft for b in view.blocks)),
        float(good[run[0] : run[1]].sum() / max(good.sum(), 1)),
    ]
    return np.broadcast_to(np.array(row, np.float32), (len(units), len(row)))
