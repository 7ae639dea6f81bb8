"""The documents that the labeller learns from, one shape for all collections."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cleaners.form import is_markup
from training.flatten import flatten
from training.views import portal_of

ROOT = Path(__file__).resolve().parents[1]
COLLECTIONS = ("wcxb", "fundus", "daniel", "dumps", "own")

BODY = "body"
"""A dialect beside those of `flatten`: the gold's own body, as somebody stores it who has cleaned the page before."""

# Names of one site that its host and our profiles give.
_SAME_SITE = {
    "naver-news": "naver",
    "naver-textdump": "naver",
    "xinhuanet": "xinhua",
    "news-cn": "xinhua",
    "yna": "yonhap",
    "antaranews": "antara",
    "cnnindonesia": "cnn-indonesia",
}
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "go", "gr", "info", "ne", "net", "or", "org"})


@dataclass(frozen=True, slots=True)
class Gold:
    """What is right for a document; what its collection does not say is None or empty."""

    body: str | None = None
    """The whole body, a paragraph a line; None where only snippets of it are known (`dumps`)."""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    """ISO date."""
    must_contain: tuple[str, ...] = ()
    """Snippets of the body."""
    must_not_contain: tuple[str, ...] = ()
    """Snippets of the document that are no body."""
    optional: tuple[str, ...] = ()
    """Snippets that may be body or not (`dumps`)."""
    body_first_80: str | None = None
    """First 80 characters of the body (`dumps`); empty for a document that holds no article."""
    body_last_80: str | None = None
    body_chars: int | None = None
    """Characters of the body, white space collapsed (`dumps`)."""
    lead_prefix: str | None = None
    """Dateline or byline that may stand before `body_first_80` (`dumps`)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document in one dialect, and what is right for it."""

    id: str
    """Unique in its collection, the same in all dialects."""
    collection: str
    dialect: str
    """One of `flatten.DIALECTS`; `html` is the document as stored, which in `dumps` and `own` may be text."""
    site: str
    """What cross-validation splits by: the same for all documents of a site or portal, in all collections."""
    convention: str
    """What the gold calls an article: `blog` keeps lists and captions, `news` does not."""
    url: str
    """Empty where it is not known."""
    data: bytes
    gold: Gold


def read_samples(corpus: Path, collection: str, dialects: Sequence[str], cache: Path | None = None) -> Iterator[Sample]:
    """The documents of a collection, each in all the dialects asked for, in the order of its gold.

    Args:
        corpus: the folder with one folder a collection.
        collection: wcxb, fundus, daniel or dumps; or own, which needs no corpus.
        dialects: names of `flatten.DIALECTS`. Documents that are text already come as `html`, as stored, only.
        cache: a folder outside the repository for flattened pages.
    """
    if collection not in COLLECTIONS:
        raise ValueError(f"no collection is called {collection!r}; there are {', '.join(COLLECTIONS)}")
    if collection == "own":
        yield from own_samples(dialects, cache)
        return
    with (corpus / collection / "gold.jsonl").open(encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if collection != "dumps" and not row["body"]:
                continue
            data = gzip.decompress((corpus / collection / row["page"]).read_bytes())
            document = Sample(
                id=row["id"],
                collection=collection,
                dialect="html",
                site=_site_of_row(collection, row, data),
                convention="blog" if collection == "wcxb" else "news",
                url=row.get("url") or "",
                data=data,
                gold=_gold(row),
            )
            yield from _in_dialects(document, dialects, cache, flat=".html" in row["page"])


def own_samples(dialects: Sequence[str] = ("html",), cache: Path | None = None) -> Iterator[Sample]:
    """The seeds and goldens of the repository that end as articles."""
    seeds = [(p, ROOT / "tests" / "seed_gold" / f"{p.name}.json") for p in sorted((ROOT / "seeds").iterdir())]
    folders = sorted((ROOT / "tests" / "goldens").glob("*/*"))
    goldens = [(p, p.with_suffix(".json")) for p in folders if p.suffix in (".txt", ".html")]
    for path, answer in [*seeds, *goldens]:
        if not answer.exists():
            continue
        row = json.loads(answer.read_text(encoding="utf-8"))
        if not row.get("body"):
            continue
        data = path.read_bytes()
        portal = path.parent.name if (path, answer) in goldens else portal_of(data, path.name)
        dates = row.get("date_published")
        document = Sample(
            id=f"{path.parent.name}/{path.name}",
            collection="own",
            dialect="html",
            site=same_site(portal or path.stem),
            convention="news",
            url="",
            data=data,
            gold=_gold({**row, "body": "\n".join(row["body"]), "date": dates[0] if isinstance(dates, list) else dates}),
        )
        yield from _in_dialects(document, dialects, cache, flat=is_markup(data.decode("utf-8", "replace")))


def site_of(host: str) -> str:
    """The name that a site registered: `sina` of `news.sina.com.tw`, which is also that of `sina.com.cn`."""
    labels = host.lower().split(":")[0].strip(".").removeprefix("www.").split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        labels = labels[:-1]
    return same_site(labels[-2] if len(labels) > 1 else labels[0])


def same_site(name: str) -> str:
    """One name for what is called differently by host and profile."""
    return _SAME_SITE.get(name, name)


def _site_of_row(collection: str, row: Mapping[str, Any], data: bytes) -> str:
    if collection == "dumps":
        group = re.sub(r"^[a-z]{2}-|-(?:textdump|page)$", "", str(row["group"]))
        return same_site(portal_of(data, row["page"]) or row["outlet"] or group)
    return site_of(urlsplit(row["url"]).netloc if row.get("url") else str(row["group"]))


def _gold(row: Mapping[str, Any]) -> Gold:
    authors = [a["name"] if isinstance(a, dict) else a for a in row.get("authors") or []]
    return Gold(
        body=row.get("body"),
        headline=row.get("headline"),
        authors=tuple(a for a in authors if a),
        date=row.get("date"),
        must_contain=tuple(row.get("must_contain") or ()),
        must_not_contain=(*(row.get("must_not_contain") or ()), *(row.get("captions") or ())),
        optional=tuple(row.get("optional") or ()),
        body_first_80=row.get("body_first_80"),
        body_last_80=row.get("body_last_80"),
        body_chars=row.get("body_chars"),
        lead_prefix=row.get("lead_prefix"),
    )


def _in_dialects(document: Sample, dialects: Sequence[str], cache: Path | None, *, flat: bool) -> Iterator[Sample]:
    for dialect in dialects:
        if dialect == "html":
            yield document
        elif dialect == BODY:
            if document.gold.body is not None:
                yield replace(document, dialect=BODY, data=document.gold.body.encode())
        elif flat:
            yield Sample(
                document.id,
                document.collection,
                dialect,
                document.site,
                document.convention,
                document.url,
                flatten(document.data, dialect, cache),
                document.gold,
            )
