"""Measure the warehouse: load, load again, release, verify, query, on synthetic articles of realistic length.

    python benchmarks/load.py --rows 200000

The staged files are made first, the same ones every time, and are not part of the figures. Each step runs in a
process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from synthetic import article  # noqa: E402

import warehouse  # noqa: E402
from warehouse.places import Places  # noqa: E402

QUERIES = (
    "SELECT count(*) FROM mart.articles_by_outlet_day",
    "SELECT * FROM mart.boilerplate_by_rule ORDER BY chars DESC LIMIT 10",
    "SELECT * FROM mart.coverage",
    "SELECT * FROM mart.null_rates",
    "SELECT * FROM mart.repeated_lines WHERE portal = 'portal-03' ORDER BY documents DESC LIMIT 10",
)


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
        report = warehouse.load(path, files, publish=False)
        return f"{sum(b.added for b in report.batches):,} added, file {_megabytes(Places(path).working)}"
    if name == "publish":
        return f"version {warehouse.publish(path)}, file {_megabytes(path)}"
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
    yield from ("load", "load again", "publish", "plan", "release", "verify")
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
        shutil.rmtree(folder / "bench.duckdb.d", ignore_errors=True)
        (folder / "bench.duckdb").unlink(missing_ok=True)
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
