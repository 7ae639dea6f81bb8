"""Silver labels: what each unit of a document most likely is, from the gold, the markup and the lexicons.

    python -m training.kinds --corpus ../shared/corpus --set fundus --dialect html

prints how many units of each kind there are; `--show KIND` prints some of them, for reading.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from training.align import align
from training.kind_document import KEEP, SOME_BODY, Document, document_of, is_seen, own_kinds
from training.kind_gold import first_running
from training.metrics import is_spaced
from training.samples import COLLECTIONS, Sample, read_samples
from training.targets import LETTER_GRAM, WORD_GRAM, tokens

KINDS = (
    "body", "heading", "headline", "subheadline", "byline", "timestamp", "caption", "related", "comments", "navigation",
    "share", "subscribe", "advertisement", "notice", "footer",
)  # fmt: skip
"""The values of `cleaners.model.Label` that units are named with."""

_AGREED = 0.85
"""Least share of a unit's text that must stand for units of one kind on the page."""


_GOLD = frozenset({"body", "heading", "headline", "byline", "timestamp"})
"""Kinds that a text tells by itself, also where its page is silent."""


@dataclass(frozen=True, slots=True)
class Named:
    """The units of a document and their kinds."""

    texts: tuple[str, ...]
    kinds: tuple[str | None, ...]


def kinds_of(sample: Sample, page: Sample | None = None) -> list[str | None]:
    """The likely kind of each unit of a document, in the order of `units_of`; None where it cannot be told.

    Args:
        sample: the document, in any dialect.
        page: the same document as it is stored (dialect `html`), which tells what the units of a flattened one are.
    """
    if page is not None and page.dialect == sample.dialect:
        page = None
    return list(named(sample, page).kinds)


@lru_cache(maxsize=2)
def named(sample: Sample, page: Sample | None = None) -> Named:
    """The units of a document and their kinds; see `kinds_of`."""
    document = document_of(sample)
    texts = tuple(document.texts)
    if not is_seen(document, sample):
        return Named(texts, (None,) * len(texts))
    kinds = own_kinds(document, sample)
    if page is not None:
        kinds = _with_page(document, kinds, named(page))
    return Named(texts, tuple(kinds))


def _with_page(d: Document, kinds: Sequence[str | None], page: Named) -> list[str | None]:
    """The kinds of a flattened page: its own gold first, then those of the units on the page that its text stands for."""
    ids: dict[str, int] = {}
    wanted: list[int] = []
    origin: list[str | None] = []
    for text, kind in zip(page.texts, page.kinds, strict=True):
        for token in tokens(text):
            wanted.append(ids.setdefault(token, len(ids)))
            origin.append(kind)
    flat: list[int] = []
    sizes: list[int] = []
    starts = [0]
    for text in d.texts:
        words = tokens(text)
        flat += [ids.get(t, -1) for t in words]
        sizes += map(len, words)
        starts.append(len(flat))
    claims = align(flat, wanted, WORD_GRAM if is_spaced(d.view.text) else LETTER_GRAM, starts)
    result: list[str | None] = []
    for i, (a, b) in enumerate(pairwise(starts)):
        weights: defaultdict[str | None, int] = defaultdict(int)
        for claim, size in zip(claims[a:b], sizes[a:b], strict=True):
            weights[origin[claim] if claim >= 0 else None] += size
        whole = sum(weights.values())
        known = any(claim >= 0 for claim in claims[a:b])
        best = max((k for k in weights if k is not None), key=lambda k: weights[k], default=None)
        agreed = best if best is not None and weights[best] >= _AGREED * whole else None
        own = kinds[i] if not known or agreed is not None or kinds[i] in _GOLD else None
        result.append(_merged(d, i, own, agreed))
    return result


def _merged(d: Document, i: int, own: str | None, page: str | None) -> str | None:
    """One kind from what the text itself tells of a unit, and what the page does."""
    if page == "headline":
        first = first_running(d.body, d.sizes)
        return page if first is None or i <= first else None
    if d.body[i]:
        return page if page in ("heading", "body") else ("body" if page is None and own == "body" else None)
    if page in ("body", "heading") or (d.shares[i] or 0.0) > SOME_BODY:
        return None
    if d.view.blocks[int(d.units.blocks[i])].soft and own != "headline":
        return page  # a piece of a sentence is no line, so that no rule for lines holds
    if page == "timestamp" and len(d.texts[i]) < 4:
        return None
    if own is None or page is None or own == page:
        return page or own
    return page if page in KEEP and own not in ("headline", "byline", "timestamp") else None


def main() -> None:
    """Count the kinds of a set, or show some units of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--set", choices=COLLECTIONS, required=True)
    parser.add_argument("--dialect", default="html")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only each Nth document")
    parser.add_argument("--show", help="a kind, or none")
    parser.add_argument("--number", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    shown: list[tuple[str, ...]] = []
    documents, seconds = 0, 0.0
    dialects = list(dict.fromkeys(["html", options.dialect]))
    page: Sample | None = None
    for k, sample in enumerate(read_samples(options.corpus, options.set, dialects, options.cache)):
        if sample.dialect == "html":
            page = sample
        if sample.dialect != options.dialect or k // len(dialects) % options.every:
            continue
        start = time.perf_counter()
        result = named(sample, page if page is not None and page.dialect != sample.dialect else None)
        seconds += time.perf_counter() - start
        documents += 1
        counts.update(kind or "none" for kind in result.kinds)
        for i, kind in enumerate(result.kinds):
            if (kind or "none") == options.show:
                shown.append((sample.id, *(t[:160] for t in result.texts[max(0, i - 1) : i + 2])))
    sys.stdout.write(f"{documents} documents, {1000 * seconds / max(documents, 1):.0f} ms each\n")
    for name in (*KINDS, "none"):
        sys.stdout.write(f"{name:14} {counts[name]}\n")
    for row in random.Random(options.seed).sample(shown, min(options.number, len(shown))):  # noqa: S311 - no secret
        sys.stdout.write(" | ".join(row) + "\n")


if __name__ == "__main__":
    main()
