"""Feature tables with their targets, made once a document and kept in a folder."""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.features import Features, features_of, names
from training import targets
from training.exchange import EXCHANGED, SOURCE, exchanged
from training.kinds import KINDS, kinds_of
from training.samples import Sample, read_samples
from training.views import read

TEXT_DIALECTS = ("blocks", "nodes", "oneline")
MIXED = ("wcxb", "fundus", "daniel")
"""Collections whose pages exchange what stands around their articles."""


@dataclass(frozen=True, slots=True)
class Example:
    """One document as the labeller sees it."""

    id: str
    collection: str
    dialect: str
    site: str
    page: bool
    """It is markup, not text."""
    table: NDArray[np.float32]
    target: NDArray[np.float32]
    """Share of each unit that is body; NaN where that is not known."""
    kind: NDArray[np.int8]
    """Place of each unit's likely kind in `kinds.KINDS`; -1 where it can't be told."""
    size: NDArray[np.float32]
    """Words of each unit."""
    groups: NDArray[np.int64]
    """As in `Features.groups`."""


def example(sample: Sample, page: Sample | None = None) -> Example:
    """The example that a document makes; `page` is the same one as stored, where it was flattened."""
    view, stopwords = read(sample.data)
    features: Features = features_of(view, stopwords)
    units = features.units
    texts = [view.text[a:b] for a, b in zip(units.starts.tolist(), units.ends.tolist(), strict=True)]
    gold = sample.gold
    shares: Sequence[float | None] = (
        targets.cover(texts, gold.body) if gold.body is not None else targets.dump_cover(texts, gold)
    )
    target = np.array([np.nan if s is None else s for s in shares], np.float32)
    kinds = kinds_of(sample, page)
    return Example(
        id=sample.id,
        collection=sample.collection,
        dialect=sample.dialect,
        site=sample.site,
        page=view.form == "html",
        table=features.table,
        target=target,
        kind=np.array([KINDS.index(k) if k is not None else -1 for k in kinds], np.int8),
        size=features.size,
        groups=features.groups,
    )


def examples(corpus: Path, folder: Path, collections: Sequence[str], dialects: Sequence[str]) -> Iterator[Example]:
    """The examples of some collections in some dialects, made where the folder has none, in order."""
    for collection, dialect in _shards(collections, dialects):
        yield from _load(_shard(corpus, folder, collection, dialect))


def _shards(collections: Sequence[str], dialects: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Collection and dialect of each table; pages of several collections meet in `EXCHANGED`."""
    for collection in collections:
        for dialect in dialects:
            if dialect != EXCHANGED and (collection != "dumps" or dialect == "html"):
                yield collection, dialect
    if EXCHANGED in dialects:
        yield "mixed", EXCHANGED


def _shard(corpus: Path, folder: Path, collection: str, dialect: str) -> Path:
    key = hashlib.sha256("\n".join([*names(), _code()]).encode()).hexdigest()[:12]
    path = folder / f"{collection}-{dialect}-{key}.npz"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with multiprocessing.Pool() as pool:
            samples = _pairs(corpus, collection, dialect, folder / "flat")
            found = [e for e in pool.imap(_try, samples, chunksize=8) if e is not None and len(e.table)]
        _save(path, found)
    return path


def _pairs(corpus: Path, collection: str, dialect: str, cache: Path) -> Iterator[tuple[Sample, Sample | None]]:
    page: Sample | None = None
    if dialect == EXCHANGED:
        sources = [s for name in MIXED for s in read_samples(corpus, name, [SOURCE], cache)]
        yield from ((sample, None) for sample in exchanged(sources))
        return
    for sample in read_samples(corpus, collection, list(dict.fromkeys(["html", dialect])), cache):
        if sample.dialect == "html":
            page = sample
        if sample.dialect == dialect:
            yield sample, page


def _try(pair: tuple[Sample, Sample | None]) -> Example | None:
    sample, page = pair
    try:
        return example(sample, page)
    except Exception as error:  # noqa: BLE001 - one page must not cost the whole table; it is told
        print(f"{sample.collection} {sample.id}: {type(error).__name__}: {error}", file=sys.stderr)
        return None


def _code() -> str:
    """Fingerprint of the code that makes features."""
    folder = Path(__file__).resolve().parents[1] / "cleaners"
    files = [
        *sorted((folder / "labeller").glob("*.py")),
        folder / "labeller" / "hints.toml",
        folder / "labeller" / "furniture.toml",
        folder / "form.py",
        folder / "markup.py",
        folder / "walk.py",
        folder / "tags.py",
        folder / "plaintext.py",
    ]
    return hashlib.sha256(
        b"".join(
            f.read_bytes()
            for f in files
            if f.name not in ("model.py", "judge.py", "convention.py", "context.py", "selection.py", "__init__.py")
        )
    ).hexdigest()


def _save(path: Path, found: list[Example]) -> None:
    lengths = [len(e.table) for e in found]
    with path.open("wb") as sink:
        np.savez(
            sink,
            table=np.concatenate([e.table for e in found]),
            target=np.concatenate([e.target for e in found]),
            size=np.concatenate([e.size for e in found]),
            groups=np.concatenate([e.groups for e in found]).astype(np.int32),
            length=np.array(lengths),
            id=np.array([e.id for e in found]),
            site=np.array([e.site for e in found]),
            collection=np.array([e.collection for e in found]),
            dialect=np.array([e.dialect for e in found]),
            kind=np.concatenate([e.kind for e in found]),
            page=np.array([e.page for e in found]),
        )


def _load(path: Path) -> list[Example]:
    data = dict(np.load(path))
    ends = np.cumsum(data["length"])
    starts = ends - data["length"]
    return [
        Example(
            id=str(data["id"][i]),
            collection=str(data["collection"][i]),
            dialect=str(data["dialect"][i]),
            site=str(data["site"][i]),
            page=bool(data["page"][i]),
            table=data["table"][a:b],
            target=data["target"][a:b],
            kind=data["kind"][a:b],
            size=data["size"][a:b],
            groups=data["groups"][a:b].astype(np.int64),
        )
        for i, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))
    ]


def main() -> None:
    """Make the tables of all collections."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--dialects", nargs="+", default=["html", *TEXT_DIALECTS])
    parser.add_argument("--collections", nargs="+", default=["own", "dumps", "fundus", "daniel", "wcxb"])
    options = parser.parse_args()
    for collection, dialect in _shards(options.collections, options.dialects):
        found = _load(_shard(options.corpus, options.folder, collection, dialect))
        print(collection, dialect, len(found), sum(len(e.table) for e in found), flush=True)


if __name__ == "__main__":
    main()
