"""Dumps of our own making: the article of one page between what stands around the article of another.

A page's menus, boxes and comments come with one article only in the collections; here they meet another, so that trees learn what
an article is and not which site it is on. Both pages are of one fold, so that a site left out is left out of these as well, and in
one language, which would tell them apart otherwise.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaners.language import language_of
from cleaners.rulebook import rulebook
from training.folds import fold_of
from training.samples import Sample
from training.targets import cover

EXCHANGED = "exchanged"
"""The dialect of these documents: made of `nodes`, joined as `oneline` is."""
SOURCE = "nodes"
REACH = 15
"""Up to so many lines beside an article go with it, such as headline and byline, and are left out beside the other one."""
ENOUGH = 3
"""With fewer partners in its own collection, an article meets pages of the others."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A flattened page: its lines, and those from the first to the last that is body."""

    sample: Sample
    lines: list[str]
    first: int
    end: int
    language: str | None


def exchanged(samples: Sequence[Sample]) -> Iterator[Sample]:
    """One document for each page whose article is found in it and that has a partner, in order; always the same ones.

    Args:
        samples: pages in the dialect `SOURCE`, of any collections.
    """
    found = [parts for parts in map(parts_of, samples) if parts is not None]
    groups: dict[tuple[str | None, int], list[Parts]] = {}
    for parts in found:
        groups.setdefault((parts.language, fold_of(parts.sample.site)), []).append(parts)
    for article in found:
        others = [
            p for p in groups[article.language, fold_of(article.sample.site)] if p.sample.site != article.sample.site
        ]
        near = [p for p in others if p.sample.collection == article.sample.collection]
        partners = near if len(near) >= ENOUGH else others
        if partners:
            chance = zlib.crc32(f"{article.sample.collection}/{article.sample.id}".encode())
            yield _joined(article, partners[chance % len(partners)], chance)


def parts_of(sample: Sample) -> Parts | None:
    """The parts of a page, None where its body is not known or not in it."""
    if sample.gold.body is None:
        return None
    lines = sample.data.decode("utf-8", "replace").split("\n")
    body = [index for index, share in enumerate(cover(lines, sample.gold.body)) if share >= 0.5]
    if not body:
        return None
    language = language_of(sample.gold.body, rulebook().languages)
    return Parts(sample, lines, body[0], body[-1] + 1, language)


def _joined(article: Parts, around: Parts, chance: int) -> Sample:
    above, below, drop_above, drop_below = (chance // (REACH + 1) ** place % (REACH + 1) for place in range(4))
    lines = [
        *around.lines[: max(0, around.first - drop_above)],
        *article.lines[max(0, article.first - above) : article.end + below],
        *around.lines[around.end + drop_below :],
    ]
    return replace(article.sample, dialect=EXCHANGED, data=" ".join(lines).encode())
