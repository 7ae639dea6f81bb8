"""What the labeller is to say: the share of each unit's text that the gold body claims.

    python -m training.targets --corpus ../shared/corpus

prints how well the units alone allow the gold to be met: mean f1 of keeping all units that it claims by half.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from training.align import align
from training.dump_targets import dump_cover as dump_cover
from training.metrics import f1, is_spaced

WORD_GRAM = 4
"""Tokens that make a run, where words are spaced."""
LETTER_GRAM = 6
"""The same in scripts without spaces."""

_UNSPACED = "\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_TOKEN = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


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
    claims = align(page, wanted, WORD_GRAM if is_spaced(gold) else LETTER_GRAM, starts)
    shares = []
    for a, b in pairwise(starts):
        whole = sum(sizes[a:b])
        shares.append(sum(s for s, c in zip(sizes[a:b], claims[a:b], strict=True) if c >= 0) / (whole or 1))
    return shares


def found(units: Sequence[str], shares: Sequence[float], gold: str) -> float:
    """The share of the gold body, by characters, that the units hold: near 0 for a page that shows none of it."""
    sizes = [sum(map(len, tokens(u))) for u in units]
    whole = sum(map(len, tokens(gold)))
    return sum(share * size for share, size in zip(shares, sizes, strict=True)) / (whole or 1)


def ceiling(units: Sequence[str], gold: str) -> float:
    """F1 of keeping every unit that the gold claims by half or more."""
    kept = [u for u, share in zip(units, cover(units, gold), strict=True) if share >= 0.5]
    return f1("\n".join(kept), gold)


def main() -> None:
    """Print the mean ceiling of each set and dialect."""
    from cleaners.decode import decode
    from cleaners.errors import UndecodableError
    from cleaners.form import TooDeepError
    from cleaners.pipeline import view_of
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
                    view = view_of(decode(sample.data).text)
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
