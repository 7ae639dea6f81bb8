"""Measure which publisher is told, on pages whose address says whose page it is; the address is kept from the cleaner.

    python benchmarks/outlets.py --corpus CORPUS --sets fundus daniel --dialects html blocks --wrong

The gold is the outlet of the page's host in the registry, else the host itself. A page that carries another's article is
counted as wrong where that other one is named, so the share of wrong ones is an upper bound: `--wrong` lists them with
their evidence, to be judged by reading. `republished` of them say so themselves: `republisher` is the gold.

    right wrong none    share of the articles
    known               share of the articles whose host the registry knows
    wire                share of the articles whose text is told to be an agency's
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cleaners import Article, clean  # noqa: E402
from cleaners.model import Outlet  # noqa: E402
from cleaners.outlet_index import OutletIndex, index_of  # noqa: E402
from cleaners.rulebook import rulebook  # noqa: E402
from training.flatten import flatten  # noqa: E402

SETS = ("fundus", "wcxb", "daniel")
DIALECTS = ("html", "blocks", "nodes", "oneline")


def pages_of(corpus: Path, name: str, dialect: str) -> Iterator[tuple[str, bytes]]:
    """The host of each page of a set, by its address or the group it is filed under, and the page in a dialect."""
    with (corpus / name / "gold.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            data = gzip.decompress((corpus / name / row["page"]).read_bytes())
            host = urlsplit(row.get("url") or "").hostname or str(row.get("group") or "")
            yield host.removeprefix("www."), flatten(data, dialect)


def is_outlet_of(outlet: Outlet, host: str, index: OutletIndex) -> bool:
    """Whether an outlet is the one of a host: the registry's, else by its domain, name or initials."""
    known = index.of_host(host)
    if known is not None:
        return outlet.id == known.id
    if outlet.domain and (f".{host}".endswith("." + outlet.domain) or f".{outlet.domain}".endswith("." + host)):
        return True
    labels = [_letters(label) for label in host.split(".")[:-1]]
    name = _letters(outlet.name)
    initials = "".join(word[0] for word in re.findall(r"\w+", outlet.name)).lower()
    return initials in labels or any(len(label) > 3 and (label in name or name in label) for label in labels)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def judged(pages: Iterable[tuple[str, bytes]], index: OutletIndex) -> Iterator[tuple[str, str, Article]]:
    """Of each article the verdict, the host and what was told."""
    for host, data in pages:
        article = clean(data, "page")
        if not isinstance(article, Article):
            continue
        if article.outlet is None:
            yield "none", host, article
        elif is_outlet_of(article.outlet, host, index):
            yield "right", host, article
        else:
            site = article.republisher
            republished = site is not None and is_outlet_of(site, host, index)
            yield "republished" if republished else "wrong", host, article


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a set and dialect."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--dialects", nargs="+", choices=DIALECTS, default=["html", "blocks"])
    parser.add_argument("--limit", type=int)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong, with its evidence")
    options = parser.parse_args(arguments)
    index = index_of(rulebook().outlets)
    for name in options.sets:
        for dialect in options.dialects:
            pages = islice(pages_of(options.corpus, name, dialect), options.limit)
            rows = list(judged(pages, index))
            counts = Counter(verdict for verdict, *_ in rows)
            shares = " ".join(f"{v}={counts[v] / len(rows):.3f}" for v in ("right", "republished", "wrong", "none"))
            known = sum(index.of_host(host) is not None for _, host, _ in rows) / len(rows)
            wire = sum(article.wire is not None for *_, article in rows) / len(rows)
            print(f"{name}:{dialect} n={len(rows)} {shares} known={known:.3f} wire={wire:.3f}", flush=True)
            for verdict, host, article in rows if options.wrong else ():
                if verdict == "wrong" and article.outlet is not None:
                    print(f"    {host}: {article.outlet.name} · {article.outlet_evidence}")


if __name__ == "__main__":
    main()
