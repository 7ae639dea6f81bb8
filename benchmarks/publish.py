"""Measure publishing: a warehouse of many synthetic articles, some loaded on top, and a version made of it both ways.

    python benchmarks/publish.py --rows 1000000 --folder /big/disk

The articles are those of `load.py`; past 200,000 they are the same again under other ids, which publishing does not
notice. Each figure is one call of `warehouse.publish`, with the files as they are in the page cache.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

import load  # noqa: E402

import warehouse  # noqa: E402
from warehouse.connection import open_writer  # noqa: E402
from warehouse.places import Places  # noqa: E402

BATCH = 1_000
MADE = 200_000


def filled(folder: Path, rows: int) -> Path:
    """A warehouse of that many articles, made where it is missing; nothing of it is published yet."""
    path = folder / "publish.duckdb"
    if Places(path).working.exists():
        return path
    made = min(rows, MADE)
    warehouse.load(path, load.staged_files(folder, made, BATCH), publish=False)
    multiply(path, rows, made)
    return path


def multiply(path: Path, rows: int, made: int) -> None:
    """The articles again under other ids, until there are enough."""
    for number in range(1, rows // made):
        with open_writer(path) as con:
            tables = con.execute(
                "SELECT DISTINCT schema_name || '.' || table_name FROM duckdb_columns() "
                "WHERE database_name = 'warehouse' AND column_name = 'document_id' AND schema_name <> 'mart' "
                "AND table_name IN (SELECT table_name FROM duckdb_tables())"
            ).fetchall()
            for (table,) in tables:
                con.execute(
                    f"INSERT INTO {table} SELECT * REPLACE ('0{number:03}' || document_id[5:] AS document_id) "  # noqa: S608
                    f"FROM {table} WHERE document_id > '1'"
                )
        print(f"{(number + 1) * made:,} articles", flush=True)


def change(path: Path, folder: Path, first: int, count: int) -> float:
    """Load that many new articles, as a run does; seconds."""
    jobs = [
        (str(folder / f"more-{start}.parquet"), start, min(start + BATCH, first + count))
        for start in range(first, first + count, BATCH)
    ]
    for job in jobs:
        load._stage_one(job)
    start = time.perf_counter()
    warehouse.load(path, [Path(file) for file, _, _ in jobs], publish=False)
    return time.perf_counter() - start


def main() -> None:
    """Fill a warehouse, then load and publish, by a whole copy and by writing what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000, help="articles (default 200000)")
    parser.add_argument("--folder", type=Path, required=True, help="where files are kept: four times the warehouse")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path = filled(options.folder, options.rows)
    first = 10_000_000
    print(f"{'new articles':>12} {'way':<22} {'load s':>7} {'publish s':>9} {'processor s':>11} {'written MB':>10}")
    for keep, way in ((1, "whole copy"), (2, "what differs")):
        for _ in range(keep + 1):
            warehouse.publish(path, keep=keep, force=True)
        for count in (0, 1_000, 10_000):
            seconds = change(path, options.folder, first, count) if count else 0.0
            first += count
            before = written()
            start, processor = time.perf_counter(), time.process_time()
            warehouse.publish(path, keep=keep, force=True)
            took, used = time.perf_counter() - start, time.process_time() - processor
            megabytes = (written() - before) / 1e6
            print(f"{count:>12,} {way:<22} {seconds:>7.1f} {took:>9.1f} {used:>11.1f} {megabytes:>10,.0f}", flush=True)
    sizes = {file.name: file.stat().st_size / 1e6 for file in sorted(Places(path).folder.glob("*.duckdb"))}
    print(", ".join(f"{name} {size:,.0f} MB" for name, size in sizes.items()))


def written() -> int:
    """Bytes that this process has handed to the disk so far."""
    (line,) = (line for line in Path("/proc/self/io").read_text().splitlines() if line.startswith("write_bytes"))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
