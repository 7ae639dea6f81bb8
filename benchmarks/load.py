"""Measure the warehouse: load, load again, release, verify, query, on synthetic articles of realistic length.

    python benchmarks/load.py --rows 200000

The staged files are made first, the same ones every time, and are not part of the figures. Each step runs in a
process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import warehouse  # noqa: E402
from cleaners.model import (  # noqa: E402
    Article,
    Author,
    DateCandidate,
    Dateline,
    Image,
    Label,
    LanguageShare,
    LedgerEntry,
    Outlet,
)

LANGUAGES = ("ko", "ko", "ko", "id", "fr", "en", "zh-Hans")
PORTALS = tuple(f"portal-{number:02}" for number in range(20))
BODY_BYTES = 3_000
QUERIES = (
    "SELECT count(*) FROM mart.articles_by_outlet_day",
    "SELECT * FROM mart.boilerplate_by_rule ORDER BY chars DESC LIMIT 10",
    "SELECT * FROM mart.coverage",
    "SELECT * FROM mart.null_rates",
    "SELECT * FROM mart.repeated_lines WHERE portal = 'portal-03' ORDER BY documents DESC LIMIT 10",
)


def article(number: int) -> Article:
    """One synthetic article; the same number gives the same one."""
    rng = random.Random(number)  # noqa: S311
    language = LANGUAGES[number % len(LANGUAGES)]
    portal = PORTALS[number % len(PORTALS)]
    words = vocabulary(language)
    paragraphs: list[str] = []
    room = BODY_BYTES * rng.uniform(0.4, 1.6) / words.bytes_a_letter
    while room > 0:
        paragraph = words.pick(rng, rng.randint(30, 70)) + "."
        paragraphs.append(paragraph)
        room -= len(paragraph) + 2
    outlet = f"outlet-{number % 50}"
    names = [words.pick(rng, 2) for _ in range(rng.randint(1, 2))]
    headline = words.pick(rng, 9)
    date = f"{2018 + number % 8}-{1 + number // 7 % 12:02}-{1 + number // 3 % 28:02}"
    parts = [
        (Label.NAVIGATION, f"Home > News > {portal}"),
        (Label.HEADLINE, headline),
        (Label.TIMESTAMP, f"Published {date} 10:{number % 60:02}"),
        (Label.BYLINE, " / ".join(names)),
        *((Label.BODY, paragraph) for paragraph in paragraphs),
        (Label.CAPTION, words.pick(rng, 12)),
        (Label.RELATED, words.pick(rng, 25)),
        (Label.SHARE, "Facebook Twitter KakaoTalk Copy link"),
        (Label.COPYRIGHT, f"Copyright {outlet}. All rights reserved."),
        (Label.FOOTER, f"{portal}: terms of use, privacy, contact, about us"),
    ]
    ledger, text = [], ""
    for label, part in parts:
        ledger.append(LedgerEntry(len(text), len(text) + len(part) + 1, label, f"{portal}/{label}", 0.9))
        text += part + "\n"
    candidates = tuple(
        DateCandidate(
            date, place, f"{place}/iso", "published", date, None, None, None, None, None, None, 0.9, None, None
        )
        for place in ("time", "timestamp")
    )
    return Article(
        document_id=sha256(str(number).encode()).hexdigest()[:32],
        source=f"dumps/{portal}/{number:08}.html",
        portal=portal,
        outlet=Outlet(outlet, outlet.title(), f"{outlet}.example"),
        outlet_evidence=f'copyright "Copyright {outlet}"',
        wire=None,
        republisher=None,
        headline=headline,
        subheadlines=(),
        body="\n\n".join(paragraphs),
        byline=" / ".join(names),
        authors=tuple(Author(name, "reporter", f"{number}@{outlet}.example", None, outlet) for name in names),
        dateline=Dateline("Seoul", outlet),
        date_published=date,
        date_min=date,
        date_max=date,
        date_precision="day",
        date_evidence=f"{date} (time)",
        date_modified=None,
        date_modified_min=None,
        date_modified_max=None,
        date_modified_precision=None,
        date_modified_evidence=None,
        images=(Image(f"https://{outlet}.example/{number}.jpg", headline, outlet),),
        language=language,
        language_evidence=None,
        languages=(LanguageShare(language, 1.0),),
        copyright_notice=f"Copyright {outlet}. All rights reserved.",
        usage_terms=None,
        is_complete=True,
        encoding="utf-8",
        profiles=(portal,),
        rules_version="bench-1",
        date_candidates=candidates,
        outlet_candidates=(),
        ledger=tuple(ledger),
        visible_text=text,
    )


class Vocabulary:
    """Invented words in the script of a language, frequent and rare ones as in real text (Zipf's law).

    Text made of them is about as compressible as the real dumps are: zstd makes 2.0 to 2.6 of 1.
    """

    def __init__(self, language: str) -> None:
        rng = random.Random(language)  # noqa: S311
        low, high, longest = {"ko": (0xAC00, 0xD7A3, 4), "zh-Hans": (0x4E00, 0x9FA5, 3)}.get(language, (97, 122, 11))
        letters = [chr(rng.randint(low, high)) for _ in range(600)]
        self.words = ["".join(rng.choices(letters, k=rng.randint(1, longest))) for _ in range(20_000)]
        self.weights = list(accumulate(1 / rank for rank in range(2, 20_002)))
        sample = self.pick(rng, 2_000)
        self.bytes_a_letter = len(sample.encode()) / len(sample)

    def pick(self, rng: random.Random, count: int) -> str:
        """That many words with a blank between them."""
        return " ".join(rng.choices(self.words, cum_weights=self.weights, k=count))


vocabulary = cache(Vocabulary)


def _stage_one(job: tuple[str, int, int]) -> str:
    path, first, last = job
    warehouse.stage((article(number) for number in range(first, last)), path)
    return path


def staged_files(folder: Path, rows: int, batch: int) -> list[Path]:
    """The staged files of `rows` articles, made where they are missing."""
    jobs = [
        (str(folder / f"batch-{rows}-{batch}-{first:08}.parquet"), first, min(first + batch, rows))
        for first in range(0, rows, batch)
    ]
    missing = [job for job in jobs if not Path(job[0]).exists()]
    with multiprocessing.Pool() as pool:
        pool.map(_stage_one, missing, chunksize=1)
    return [Path(path) for path, _, _ in jobs]


def step(name: str, folder: Path, rows: int, batch: int) -> str:
    """Run one step in this process and return what to say of its result."""
    path = folder / "bench.duckdb"
    if name in ("load", "load again"):
        files = [folder / f"batch-{rows}-{batch}-{first:08}.parquet" for first in range(0, rows, batch)]
        report = warehouse.load(path, files)
        return f"{sum(b.added for b in report.batches):,} added, file {_megabytes(path)}"
    if name == "plan":
        known = warehouse.known_documents(path, (article(number).document_id for number in range(0, rows, 100)))
        return f"{len(known):,} known"
    if name == "release":
        release = warehouse.write_release(path, folder / "releases", software="bench")
        return f"{release.rows:,} rows, {release.bytes / 1e6:,.0f} MB"
    if name == "verify":
        (release_folder,) = (found for found in (folder / "releases").iterdir() if found.is_dir())
        return f"{warehouse.verify_release(release_folder).rows:,} rows"
    sql = QUERIES[int(name.removeprefix("query "))]
    return f"{warehouse.query(path, sql).num_rows:,} rows: {sql[:60]}"


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.0f} MB"


def steps() -> Iterator[str]:
    """The names of the steps, in order."""
    yield from ("load", "load again", "plan", "release", "verify")
    yield from (f"query {number}" for number in range(len(QUERIES)))


def main() -> None:
    """Make the staged files, run each step in its own process, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000, help="articles (default 200000)")
    parser.add_argument("--batch", type=int, default=1_000, help="articles a staged file (default 1000)")
    parser.add_argument("--folder", type=Path, help="keep files here (default: a temporary folder)")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        began = time.perf_counter()
        note = step(options.step, options.folder, options.rows, options.batch)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([options.step, seconds, peak, note]))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = staged_files(folder, options.rows, options.batch)
        shutil.rmtree(folder / "releases", ignore_errors=True)
        for left in folder.glob("bench.duckdb*"):
            left.unlink()
        print(f"{len(files)} staged files, {sum(file.stat().st_size for file in files) / 1e6:,.0f} MB")
        print(f"{'step':<12}{'seconds':>9}{'peak MB':>9}  result")
        for name in steps():
            command = [sys.executable, __file__, "--step", name, "--folder", str(folder)]
            command += ["--rows", str(options.rows), "--batch", str(options.batch)]
            answer = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
            _, seconds, peak, note = json.loads(answer)
            print(f"{name:<12}{seconds:>9.2f}{peak:>9.0f}  {note}", flush=True)


if __name__ == "__main__":
    main()
