"""Which tokens of a page stand for which tokens of a gold body.

Common runs are found over n-grams. The heaviest chain of runs that stand in the same order in both claims first, so
that the real paragraphs win over a teaser that repeats them; then the rest of the gold goes to the longest runs
anywhere; then what is too short for an n-gram is aligned between its neighbours. Each token of the gold is claimed at
most once.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_MOST_PLACES = 32
"""An n-gram that the gold repeats more often says nothing."""
_DISTANCE = 0.001
"""What a chain of runs pays for each token of the page that it spans: of two equal ones the tighter one wins."""
_LARGEST_GAP = 60_000
"""Largest gap between claimed runs, page tokens × gold tokens, that is aligned token by token."""


class _Run(NamedTuple):
    page: int
    gold: int
    size: int


def align(page: Sequence[int], gold: Sequence[int], n: int, starts: Sequence[int]) -> list[int]:
    """For each token of the page the place of the gold token that it stands for, -1 for none.

    Args:
        page: token ids of the page, -1 for a token that the gold does not hold.
        gold: token ids of the gold.
        n: fewest tokens that make a run.
        starts: where the units of the page start, and its length last.
    """
    claims = _Claims(len(page), len(gold))
    _claim_runs(_runs(page, gold, n, starts), n, claims)
    _claim_between(page, gold, claims)
    return claims.page


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


def _claim_runs(runs: Sequence[_Run], n: int, claims: _Claims) -> None:
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


def _runs(page: Sequence[int], gold: Sequence[int], n: int, starts: Sequence[int]) -> list[_Run]:
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
            runs.append(_without_chance(_Run(i, j, size), n, starts))
    return runs


def _without_chance(run: _Run, n: int, starts: Sequence[int]) -> _Run:
    """The run without the few words of a neighbouring unit that happen to go on like the gold."""
    first, end = run.page, run.page + run.size
    head, tail = bisect_right(starts, first) - 1, bisect_left(starts, end) - 1
    if head == tail:
        return run
    if starts[tail + 1] > end and end - starts[tail] < n:
        end = starts[tail]
    if starts[head] < first and starts[head + 1] - first < n:
        first = starts[head + 1]
    if end - first < n:
        return run
    return _Run(first, run.gold + first - run.page, end - first)


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


def _claim_between(page: Sequence[int], gold: Sequence[int], claims: _Claims) -> None:
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
