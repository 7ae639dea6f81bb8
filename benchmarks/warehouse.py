"""Measure the warehouse at several sizes: load, load again, stories and marts, publish, release, verify, and every recipe.

    python benchmarks/warehouse.py --rows 10000 100000 1000000 --out growth.json --plot docs/warehouse.svg

The articles are synthetic, of realistic length, one in ten a repost; their staged files are made first, the same ones every
time, and are no part of the figures. Each step runs in a process of its own, so that its peak of memory is its own.
Processor time is measured beside the time on the clock: on a machine that does other work too, it is what can be compared.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import warehouse  # noqa: E402
from benchmarks.synthetic import article  # noqa: E402
from benchmarks.warehouse_plot import plot  # noqa: E402

RECIPES = re.findall(
    r"^### (\d+\. .*?)\n.*?```sql\n(.*?)```", (ROOT / "docs" / "sql.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
BATCH, NEW_ROWS = 1_000, 1_000


def _stage(job: tuple[str, int, int]) -> None:
    path, first, last = job
    if not Path(path).exists():
        warehouse.stage((article(number) for number in range(first, last)), path)


def staged_files(folder: Path, first: int, last: int) -> list[Path]:
    """The staged files of those articles, made where they are missing."""
    jobs = [
        (str(folder / "staged" / f"{at:09}-{min(at + BATCH, last):09}.parquet"), at, min(at + BATCH, last))
        for at in range(first, last, BATCH)
    ]
    with multiprocessing.Pool() as pool:
        pool.map(_stage, jobs, chunksize=1)
    return [Path(path) for path, _, _ in jobs]


def load(folder: Path, rows: int) -> str:
    """All articles into a new warehouse."""
    report = warehouse.load(folder / "w.duckdb", staged_files(folder, 0, rows), publish=False)
    return f"{sum(batch.added for batch in report.batches):,} added"


def load_again(folder: Path, rows: int) -> str:
    """The same files once more."""
    report = warehouse.load(folder / "w.duckdb", staged_files(folder, 0, rows), publish=False)
    return f"{sum(batch.added for batch in report.batches):,} added"


def refresh(folder: Path, rows: int) -> str:
    """Stories and marts, of all articles."""
    report = warehouse.refresh(folder / "w.duckdb", publish=False)
    return "nothing new" if report is None else f"{report.stories:,} stories of {report.articles:,} articles"


def publish(folder: Path, rows: int) -> str:
    """The published file."""
    version = warehouse.publish(folder / "w.duckdb")
    return f"{_size(folder / 'w.duckdb')}" if version is not None else "nothing new"


def load_new(folder: Path, rows: int) -> str:
    """A thousand new articles."""
    warehouse.load(folder / "w.duckdb", staged_files(folder, rows, rows + NEW_ROWS), publish=False)
    return f"{NEW_ROWS:,} added"


def release(folder: Path, rows: int) -> str:
    """A release of all articles."""
    made = warehouse.write_release(folder / "w.duckdb", folder / "releases", software="bench")
    return f"{made.rows:,} rows, {made.bytes / 1e6:,.0f} MB"


def verify(folder: Path, rows: int) -> str:
    """The release compared with its manifest."""
    (found,) = (one for one in (folder / "releases").iterdir() if one.is_dir())
    return f"{warehouse.verify_release(found).rows:,} rows"


def recipes(folder: Path, rows: int) -> dict[str, float]:
    """Milliseconds of each recipe of docs/sql.md, the best of three, in one connection that has read each once."""
    found: dict[str, float] = {}
    for title, sql in RECIPES:
        times = []
        for _ in range(3):
            began = time.process_time()
            warehouse.query(folder / "w.duckdb", sql)
            times.append(time.process_time() - began)
        found[title] = 1000 * min(times)
    return found


STEPS: dict[str, Callable[[Path, int], Any]] = {
    "load": load,
    "load again": load_again,
    "refresh": refresh,
    "publish": publish,
    "release": release,
    "verify": verify,
    "recipes": recipes,
    "load 1,000 more": load_new,
    "refresh with them": refresh,
    "publish with them": publish,
}


def run_step(name: str, folder: Path, rows: int) -> dict[str, Any]:
    """Run one step in this process; what it took, and what it says of its result."""
    began, processor = time.perf_counter(), _processor()
    note = STEPS[name](folder, rows)
    return {
        "step": name,
        "rows": rows,
        "seconds": time.perf_counter() - began,
        "processor": _processor() - processor,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk_mb": sum(file.stat().st_blocks * 512 for file in folder.glob("w.duckdb*/**/*") if file.is_file()) / 1e6,
        "note": note,
    }


def _processor() -> float:
    """Seconds of processor of this process; those of the pool that stages are not in it."""
    return time.process_time()


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:,.0f} MB"


def measure(folder: Path, rows: int) -> list[dict[str, Any]]:
    """All steps at one size, each in its own process."""
    (folder / "staged").mkdir(parents=True, exist_ok=True)
    staged_files(folder, 0, rows)
    staged_files(folder, rows, rows + NEW_ROWS)
    for left in (*folder.glob("w.duckdb*"), folder / "releases"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
    found = []
    for name in STEPS:
        command = [sys.executable, __file__, "--step", name, "--folder", str(folder), "--rows", str(rows)]
        answer = subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ}).stdout
        one = json.loads(answer)
        found.append(one)
        note = one["note"] if isinstance(one["note"], str) else f"slowest {max(one['note'].values()):.0f} ms"
        print(
            f"{rows:>9,} {name:<18}{one['seconds']:>9.1f}{one['processor']:>10.1f}{one['peak_mb']:>9.0f}"
            f"{one['disk_mb']:>9.0f}  {note}",
            flush=True,
        )
    return found


def main() -> None:
    """Measure, print the table, write figures and plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000], help="sizes (default 10000)")
    parser.add_argument("--folder", type=Path, help="keep staged files here (default: a temporary folder)")
    parser.add_argument("--out", type=Path, help="write the figures here, as JSON; sizes that stand there already stay")
    parser.add_argument("--plot", type=Path, help="draw the growth curve here, as SVG")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(run_step(options.step, options.folder, options.rows[0])))
        return
    figures: list[dict[str, Any]] = []
    if options.out and options.out.exists():
        figures = [one for one in json.loads(options.out.read_text("utf-8")) if one["rows"] not in options.rows]
    print(f"{'articles':>9} {'step':<18}{'seconds':>9}{'processor':>10}{'peak MB':>9}{'disk MB':>9}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        for rows in options.rows:
            figures += measure(folder, rows)
            if options.out:
                options.out.write_text(json.dumps(figures, indent=1), "utf-8")
    if options.plot:
        options.plot.write_text(plot(figures), "utf-8")


if __name__ == "__main__":
    main()
