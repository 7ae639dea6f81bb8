"""Measure what comes out, and how fast, on an open corpus of pages with gold, beside other extractors.

    python benchmarks/quality.py --corpus CORPUS --with trafilatura resiliparse densest
    python benchmarks/quality.py --corpus CORPUS --sets fundus --dialects html blocks --limit 50 --worst 5
    python benchmarks/quality.py --corpus CORPUS --models FOLDS      cross-validated: each page by a model that saw no page of its site

A dialect is `html`, or a way to flatten the page to text. `dumps` come as they were scraped. trafilatura and resiliparse
are asked for markup only, densest (the run of lines that looks most like sentences) for text only; all for `dumps`.

    f1 <.5         words of the body, averaged over pages; share of the pages under 0.5
    exact          raw dumps: both edges, every snippet and nothing else
    kept left      share of the body's snippets that are kept, of other snippets that are left in
    start end      raw dumps: edges that are right
    title author date
    named          share of the pages without an author in their gold for which one is given
    ms xtraf       median milliseconds a page, one thread; the same as a share of trafilatura's
    asked%         pages for which this project took trafilatura's answer

The systems take turns page by page in one process, so that the ratios hold on a noisy machine as well.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.quality_plot import plot  # noqa: E402
from benchmarks.systems import (  # noqa: E402
    BODY_ONLY,
    MARKUP_ONLY,
    PEERS,
    PROJECT,
    TEXT_ONLY,
    OwnAnswer,
    Page,
    System,
    peer,
    project,
)
from training.samples import read_samples  # noqa: E402
from training.scores import Answer, means, scores  # noqa: E402

SETS = ("fundus", "wcxb", "daniel", "dumps")
DIALECTS = ("html", "blocks", "nodes", "oneline")
RAW = "raw"
"""The dialect of `dumps`."""
COLUMNS = {
    "f1": "f1",
    "bad": "<.5",
    "exact": "exact",
    "must": "kept",
    "must_not": "left",
    "start": "start",
    "end": "end",
    "title": "title",
    "author": "author",
    "named": "named",
    "date": "date",
}


FIELDS = frozenset({"title", "author", "named", "date"})


@dataclass(slots=True)
class Run:
    """What one system made of a set in a dialect."""

    scores: list[dict[str, float]] = field(default_factory=list)
    """One a page."""
    ids: list[str] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    asked: list[bool] = field(default_factory=list)
    """Whether trafilatura was asked; empty for a peer."""
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The means of the scores, the median time, the share of pages on which trafilatura was asked."""
        found = means(self.scores) | {"ms": statistics.median(self.ms)}
        if self.asked:
            found["asked"] = sum(self.asked) / len(self.asked)
        return found

    def worst(self, count: int) -> list[tuple[str, dict[str, float]]]:
        """The pages with the lowest f1, or where that is not known the least exact: (id, scores)."""
        pages = sorted(
            zip(self.ids, self.scores, strict=True), key=lambda page: page[1].get("f1", page[1].get("exact", 0))
        )
        return pages[:count]


def pages(corpus: Path, collection: str, dialect: str, cache: Path | None = None) -> Iterator[Page]:
    """The documents of a collection in a dialect, in the order of its gold; of `dumps` as they are."""
    with (corpus / collection / "gold.jsonl").open(encoding="utf-8") as lines:
        golds = {row["id"]: row for row in map(json.loads, lines)}
    stored = "html" if dialect == RAW else dialect
    for sample in read_samples(corpus, collection, [stored], cache):
        yield Page(golds[sample.id], dialect, sample.site, sample.data)


def measure(found: Iterable[Page], systems: Mapping[str, System]) -> dict[str, Run]:
    """Run systems over pages, in turn on each page, each of them first now and then."""
    runs = {name: Run() for name in systems}
    order = list(systems)
    for number, page in enumerate(found):
        if not number:
            for name in order:
                _answer(systems[name], page)  # imports and caches are not timed
        for name in order:
            answer, seconds, error = _answer(systems[name], page)
            run = runs[name]
            run.ids.append(str(page.gold["id"]))
            found_scores = scores(page.gold, answer)
            run.scores.append({k: v for k, v in found_scores.items() if k not in FIELDS or name not in BODY_ONLY})
            run.ms.append(seconds * 1000)
            if isinstance(answer, OwnAnswer):
                run.asked.append(answer.asked)
            if error:
                run.errors.append(f"{page.gold['id']}: {error}")
        order.append(order.pop(0))
    return runs


def _answer(system: System, page: Page) -> tuple[Answer, float, str]:
    """(answer, seconds, error); a crash is a result to be counted."""
    began = time.perf_counter()
    answer, error = Answer(), ""
    try:
        answer = system(page)
    except Exception as raised:  # noqa: BLE001
        error = f"{type(raised).__name__}: {raised}"[:200]
    return answer, time.perf_counter() - began, error


def rows(collection: str, dialect: str, runs: Mapping[str, Run]) -> list[dict[str, Any]]:
    """The lines of the table for a set in a dialect, one a system."""
    found: list[dict[str, Any]] = []
    reference = runs["trafilatura"].figures()["ms"] if "trafilatura" in runs else None
    for name, run in runs.items():
        row: dict[str, Any] = {
            "set": collection,
            "dialect": dialect,
            "system": name,
            "pages": len(run.ids),
            **run.figures(),
        }
        if reference:
            row["ratio"] = row["ms"] / reference
        if run.errors:
            row["errors"] = len(run.errors)
        found.append(row)
    return found


def header() -> str:
    """The first line of the table."""
    names = "".join(f"{title:>8}" for title in COLUMNS.values())
    return f"{'set':<8}{'dialect':<15}{'system':<13}{'pages':>5}{names}{'ms':>8}{'xtraf':>7}{'asked%':>8}"


def line(row: Mapping[str, Any]) -> str:
    """A line of the table."""
    names = "".join(f"{row[key]:>8.3f}" if key in row else f"{'-':>8}" for key in COLUMNS)
    ratio = f"{row['ratio']:>7.2f}" if "ratio" in row else f"{'-':>7}"
    asked = f"{100 * row['asked']:>8.1f}" if "asked" in row else f"{'-':>8}"
    head = f"{row['set']:<8}{row['dialect']:<15}{row['system']:<13}{row['pages']:>5}"
    return f"{head}{names}{row['ms']:>8.2f}{ratio}{asked}"


def usable(peers: Sequence[str]) -> dict[str, System]:
    """The peers that are installed; says which are not."""
    found = {}
    for name in peers:
        system = peer(name)
        if system is None:
            print(f"{name} is not installed and left out; pip install {name} adds it", file=sys.stderr)
        else:
            found[name] = system
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with one folder a set")
    parser.add_argument("--with", dest="peers", nargs="*", default=[], choices=PEERS, help="systems to compare with")
    parser.add_argument("--sets", nargs="+", default=list(SETS), choices=SETS)
    parser.add_argument("--dialects", nargs="+", default=list(DIALECTS), choices=DIALECTS)
    parser.add_argument("--limit", type=int, help="pages a set at most, the first ones")
    parser.add_argument("--models", type=Path, help="folder with the models of a cross-validation")
    parser.add_argument("--cache", type=Path, help="folder outside the repository for flattened pages")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--plot", type=Path, help="write an SVG of f1 against time here")
    parser.add_argument("--worst", type=int, default=0, help="also print this many of this project's worst pages")
    options = parser.parse_args(arguments)
    dialects = list(options.dialects)
    if "blocks" in dialects and find_spec("resiliparse") is None:
        print("resiliparse is not installed: the dialect blocks, which it makes, is left out", file=sys.stderr)
        dialects.remove("blocks")
    for collection in options.sets:
        if not (options.corpus / collection / "gold.jsonl").is_file():
            parser.error(f"--corpus: {options.corpus} holds no {collection}/gold.jsonl")
    try:
        systems = {PROJECT: project(options.models), **usable(options.peers)}
    except FileNotFoundError as error:
        parser.error(f"--models: {error.filename} is missing; python -m training.fit --folds 5 --out DIR makes it")
    table: list[dict[str, Any]] = []
    print(header())
    for collection in options.sets:
        for dialect in [RAW] if collection == "dumps" else dialects:
            unfit = {"html": TEXT_ONLY, RAW: frozenset[str]()}.get(dialect, MARKUP_ONLY)
            found = islice(pages(options.corpus, collection, dialect, options.cache), options.limit)
            runs = measure(found, {name: system for name, system in systems.items() if name not in unfit})
            if not runs[PROJECT].ids:
                continue
            for row in rows(collection, dialect, runs):
                print(line(row), flush=True)
                table.append(row)
            for name, run in runs.items():
                for failure in run.errors:
                    print(f"    {name} failed on {failure}")
            for identity, row in runs[PROJECT].worst(options.worst):
                print(f"    {identity} " + " ".join(f"{key}={value:.3f}" for key, value in row.items()))
    if options.json:
        about = {"cross_validated": options.models is not None, "limit": options.limit, "rows": table}
        options.json.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    if options.plot:
        options.plot.write_text(plot(table), encoding="utf-8")


if __name__ == "__main__":
    main()
