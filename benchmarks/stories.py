"""Measure how well reposts are found: labelled pairs through the warehouse, precision and recall by kind of edit.

    python benchmarks/stories.py ../shared/corpus             the table
    python benchmarks/stories.py ../shared/corpus --missed 5  and what was told wrongly

The pairs of a kind are articles of one warehouse, among all articles of the corpus. A pair is found where both belong to one story.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import warehouse  # noqa: E402
from benchmarks.story_pairs import Pair, pairs, texts  # noqa: E402
from benchmarks.synthetic import article  # noqa: E402
from cleaners.model import Article, Label, LedgerEntry  # noqa: E402


def record(number: int, body: str, language: str) -> Article:
    """An article with that body; its other fields say nothing of what it is a repost of."""
    whole = (LedgerEntry(0, len(body), Label.BODY, "bench", 1.0),)
    return replace(
        article(number),
        document_id=sha256(f"pair {number}".encode()).hexdigest()[:32],
        source=f"pair/{number:05}",
        language=language or None,
        body=body,
        visible_text=body,
        ledger=whole,
    )


def found(made: Sequence[Pair], others: Path, folder: Path) -> list[bool]:
    """Of each pair, whether the warehouse has both articles in one story."""
    records = [
        record(2 * at + side, body, pair.language)
        for at, pair in enumerate(made)
        for side, body in enumerate((pair.first, pair.second))
    ]
    # A warehouse of its own: beside a published file stands a working database, which a copy would not replace.
    with tempfile.TemporaryDirectory(dir=folder) as own:
        path = Path(own) / "pairs.duckdb"
        shutil.copy(others, path)
        warehouse.load(path, [warehouse.stage(records, Path(own) / "pairs.parquet").path])
        warehouse.refresh(path)
        rows = warehouse.query(path, "SELECT document_id, story_id FROM mart.story_articles").to_pylist()
    story = {row["document_id"]: row["story_id"] for row in rows}
    stories = [story.get(one.document_id, one.document_id) for one in records]
    return [first == second for first, second in zip(stories[::2], stories[1::2], strict=True)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder of the open corpus")
    parser.add_argument("--each", type=int, default=60, help="pairs of each kind (default 60)")
    parser.add_argument("--missed", type=int, default=0, help="print that many pairs that were told wrongly")
    options = parser.parse_args()
    made = pairs(options.corpus, options.each)
    answers: list[bool] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = [record(1_000_000 + at, text.body, text.language) for at, text in enumerate(texts(options.corpus))]
        others = folder / "others.duckdb"
        warehouse.load(others, [warehouse.stage(corpus, folder / "others.parquet").path])
        warehouse.refresh(others)
        print(f"{len(made)} pairs, {sum(pair.same for pair in made)} of them the same story")
        print("\n| kind | pairs | told right |\n|---|---|---|")
        for kind in dict.fromkeys(pair.kind for pair in made):
            some = [pair for pair in made if pair.kind == kind]
            answers += found(some, others, folder)
            right = sum(answer == pair.same for pair, answer in zip(some, answers[-len(some) :], strict=True))
            print(
                f"| {'same' if some[0].same else 'other'}: {kind} | {len(some)} | {right / len(some):.1%} |", flush=True
            )
    hits = sum(answer and pair.same for pair, answer in zip(made, answers, strict=True))
    recall, precision = hits / sum(pair.same for pair in made), hits / max(1, sum(answers))
    print(f"\nprecision {precision:.4f}, recall {recall:.4f}")
    wrong = [(pair, at) for at, (pair, answer) in enumerate(zip(made, answers, strict=True)) if answer != pair.same]
    for pair, at in wrong[: options.missed]:
        print(f"\n--- {at} {pair.kind} ({pair.name}, {pair.language})\n{pair.first[:400]}\n  ...\n{pair.second[:400]}")


if __name__ == "__main__":
    main()
