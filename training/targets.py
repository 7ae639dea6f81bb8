"""What the labeller is to say: the share of each unit's text that the gold body claims.

    python -m training.targets --corpus ../shared/corpus

prints how well the units alone allow the gold to be met: mean f1 of keeping all units that it claims by half.

Both texts become tokens: words, single characters in scripts without spaces. Their common runs are found over n-grams.
The heaviest chain of runs that stand in the same order in both claims first, so that the real paragraphs win over a
teaser that repeats them; then the rest of the gold goes to the longest runs anywhere; then what is too short for an
n-gram is aligned between its neighbours. Each token of the gold is claimed at most once.
"""

from __future__ import annotations

import argparse
import heapq
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from training.metrics import f1, is_spaced

WORD_GRAM = 4
"""Tokens that make a run, where words are spaced."""
LETTER_GRAM = 6
"""The same in scripts without spaces."""

_MOST_PLACES = 32
"""An n-gram that the gold repeats more often says nothing."""
_DISTANCE = 0.001
"""What a chain of runs pays for each token of the page that it spans: of two equal ones the tighter one wins."""
_LARGEST_GAP = 60_000
"""Largest gap between claimed runs, page tokens × gold tokens, that is aligned token by token."""

_UNSPACED = "\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class _Run(NamedTuple):
    page: int
    gold: int
    size: int


def tokens(text: str) -> list[str]:
    """Words, and single characters of scripts without spaces, in lower case and Unicode composition NFKC."""
    return _TOKEN.findall(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower())


def cover(units: Sequence[str], gold: str) -> list[float]:
    """For each unit the share of its text that the gold body claims.

    Args:
        units: the texts of a document's units, in order.
        gold: the body.

    Returns:
        A number 0–1 for each unit, by characters; 0 for a unit without letters and digits.
    """
    ids: dict[str, int] = {}
    wanted = [ids.setdefault(t, len(ids)) for t in tokens(gold)]
    page: list[int] = []
    sizes: list[int] = []
    starts = [0]
    for unit in units:
        found = tokens(unit)
        page += [ids.get(t, -1) for t in found]
        sizes += map(len, found)
        starts.append(len(page))
    claims = _Claims(len(page), len(wanted))
    _claim_runs(page, wanted, WORD_GRAM if is_spaced(gold) else LETTER_GRAM, claims)
    _claim_between(page, wanted, claims)
    shares = []
    for a, b in pairwise(starts):
        whole = sum(sizes[a:b])
        shares.append(sum(s for s, c in zip(sizes[a:b], claims.page[a:b], strict=True) if c >= 0) / (whole or 1))
    return shares


class _Claims:
    """Which token of the gold each token of the page stands for."""

    def __init__(self, page: int, gold: int) -> None:
        self.page = [-1] * page
        self.gold = [-1] * gold

    def take(self, run: _Run) -> None:
        """Claim what is still free of a run."""
        for i, j in zip(range(run.page, run.page + run.size), range(run.gold, run.gold + run.size), strict=True):
            if self.page[i] < 0 and self.gold[j] < 0:
                self.page[i], self.gold[j] = j, i

    def free(self, run: _Run) -> _Run:
        """The longest part of the run that nothing has claimed on either side."""
        best, start = (0, 0), 0
        for k in range(run.size + 1):
            if k == run.size or self.page[run.page + k] >= 0 or self.gold[run.gold + k] >= 0:
                best = max(best, (k - start, -start))
                start = k + 1
        return _Run(run.page - best[1], run.gold - best[1], best[0])


def _claim_runs(page: list[int], gold: list[int], n: int, claims: _Claims) -> None:
    runs = _runs(page, gold, n)
    for run in _chain(runs):
        claims.take(run)
    queue = [(-run.size, run) for run in runs]
    heapq.heapify(queue)
    while queue:
        size, run = heapq.heappop(queue)
        free = claims.free(run)
        if free.size < n:
            continue
        if free.size == -size:
            claims.take(free)
        else:
            heapq.heappush(queue, (-free.size, free))
            if run.size - free.size > n:  # other parts of it may be free as well
                for rest in _without(run, free):
                    heapq.heappush(queue, (-rest.size, rest))


def _without(run: _Run, part: _Run) -> list[_Run]:
    before = part.page - run.page
    after = run.size - before - part.size
    rests = [
        _Run(run.page, run.gold, before),
        _Run(part.page + part.size, part.gold + part.size, after),
    ]
    return [r for r in rests if r.size]


def _runs(page: list[int], gold: list[int], n: int) -> list[_Run]:
    """All longest common runs of n or more tokens, in page order."""
    places: dict[tuple[int, ...], list[int]] = {}
    for j in range(len(gold) - n + 1):
        places.setdefault(tuple(gold[j : j + n]), []).append(j)
    runs = []
    for i in range(len(page) - n + 1):
        if page[i] < 0:
            continue
        found = places.get(tuple(page[i : i + n]), ())
        for j in found[:_MOST_PLACES]:
            if i and j and page[i - 1] == gold[j - 1]:
                continue  # inside a run that began before
            size, most = n, min(len(page) - i, len(gold) - j)
            while size < most and page[i + size] == gold[j + size]:
                size += 1
            runs.append(_Run(i, j, size))
    return runs


def _chain(runs: Sequence[_Run]) -> list[_Run]:
    """The heaviest chain of runs in the order of both texts."""
    if not runs:
        return []
    inner = []
    for run in runs:  # two runs of one chain may overlap by a few tokens
        trim = min(3, (run.size - 1) // 3)
        inner.append((run.page + trim, run.gold + trim, run.size - 2 * trim))
    best: list[tuple[float, int]] = [(0.0, -1)] * (max(j + s for _, j, s in inner) + 2)
    scores: list[float] = [0.0] * len(runs)
    before: list[int] = [-1] * len(runs)
    ending = sorted(range(len(runs)), key=lambda k: inner[k][0] + inner[k][2])
    ended = 0
    for k in sorted(range(len(runs)), key=lambda k: inner[k]):
        i, j, _ = inner[k]
        while inner[ending[ended]][0] + inner[ending[ended]][2] <= i:
            e = ending[ended]
            worth = (scores[e] + _DISTANCE * (inner[e][0] + inner[e][2]), e)
            at = inner[e][1] + inner[e][2] + 1
            while at < len(best):
                best[at] = max(best[at], worth)
                at += at & -at
            ended += 1
        top, at = (_DISTANCE * i, -1), j + 1
        while at:
            top = max(top, best[at])
            at -= at & -at
        scores[k], before[k] = top[0] - _DISTANCE * i + runs[k].size, top[1]
    at = max(range(len(runs)), key=lambda k: scores[k])
    chain = []
    while at >= 0:
        chain.append(runs[at])
        at = before[at]
    return chain[::-1]


def _claim_between(page: list[int], gold: list[int], claims: _Claims) -> None:
    """Align what is left of the gold with what is left of the page between the same two claimed tokens."""
    anchors = [(-1, -1), *((i, j) for j, i in enumerate(claims.gold) if i >= 0), (len(page), len(gold))]
    for (i, j), (i2, j2) in pairwise(anchors):
        size = j2 - j - 1
        if not size or i2 <= i + 1:
            continue
        reach = 3 * size + 40  # the title above and the menus below are no neighbours
        a, b = i + 1, i2
        if i < 0:
            a = max(a, b - reach)
        if i2 == len(page):
            b = min(b, a + reach)
        a, b = max(a, b - 20 * reach), b
        if (b - a) * size > _LARGEST_GAP or any(c >= 0 for c in claims.page[a:b]):
            continue
        matcher = SequenceMatcher(None, page[a:b], gold[j + 1 : j2], autojunk=False)
        for block in matcher.get_matching_blocks():
            claims.take(_Run(a + block.a, j + 1 + block.b, block.size))


def ceiling(units: Sequence[str], gold: str) -> float:
    """F1 of keeping every unit that the gold claims by half or more."""
    kept = [u for u, share in zip(units, cover(units, gold), strict=True) if share >= 0.5]
    return f1("\n".join(kept), gold)


def main() -> None:
    """Print the mean ceiling of each set and dialect."""
    from cleaners.decode import decode
    from cleaners.errors import UndecodableError
    from cleaners.form import TooDeepError
    from cleaners.pipeline import _view
    from training.samples import COLLECTIONS, read_samples

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=[c for c in COLLECTIONS if c != "dumps"])
    parser.add_argument("--dialects", nargs="*", default=["html", "blocks", "nodes", "oneline"])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only each Nth document")
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    for collection in args.sets:
        for dialect in args.dialects:
            scores, seconds = [], []
            for k, sample in enumerate(read_samples(args.corpus, collection, [dialect], args.cache)):
                if k % args.every or sample.gold.body is None:
                    continue
                try:
                    view = _view(decode(sample.data).text)
                except (UndecodableError, TooDeepError):
                    continue
                units = [view.block_text(b) for b in view.blocks]
                start = time.perf_counter()
                scores.append((ceiling(units, sample.gold.body), sample.id))
                seconds.append(time.perf_counter() - start)
            sys.stdout.write(
                f"{collection}:{dialect} n={len(scores)} ceiling={statistics.mean(s for s, _ in scores):.4f}"
                f" ms={1000 * statistics.mean(seconds):.1f} worst_ms={1000 * max(seconds):.0f}\n"
            )
            for score, name in sorted(scores)[: args.worst]:
                sys.stdout.write(f"    {score:.3f} {name}\n")


if __name__ == "__main__":
    main()
