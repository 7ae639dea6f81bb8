"""The systems that `benchmarks/quality.py` compares: this project and its peers, which are imported only if asked for."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cleaners import Article, Rejected, clean
from training.scores import Answer

PROJECT = "cleancopy"
PEERS = ("trafilatura", "resiliparse", "densest")
MARKUP_ONLY = frozenset({"trafilatura", "resiliparse"})
"""Peers that look for elements: in a page flattened to text they find nothing, or all of it."""
TEXT_ONLY = frozenset({"densest"})
BODY_ONLY = frozenset({"resiliparse", "densest"})
"""Peers that give no headline, authors or date."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_UNIT = re.compile(r"\n|(?<=[.!?。！？])\s+(?=\S{25})")
_CLOSING = tuple('.!?"”’»…。！？」』')


@dataclass(frozen=True, slots=True)
class Page:
    """A document in one dialect, with what is right for it."""

    gold: Mapping[str, Any]
    """Its line of `gold.jsonl`."""
    dialect: str
    site: str
    """What cross-validation splits by."""
    data: bytes

    @property
    def source(self) -> str:
        """Its address, or the path in its collection where it has none."""
        return str(self.gold.get("url") or self.gold["page"])


@dataclass(frozen=True, slots=True)
class OwnAnswer(Answer):
    """What this project made of a document."""

    asked: bool = False
    """Whether trafilatura was asked, and its answer taken."""


System = Callable[[Page], Answer]


def project(models: Path | None = None) -> System:
    """This project.

    Args:
        models: folder with the models of a cross-validation (`python -m training.fit --folds 5 --out …`); each page is
            then cleaned with the one that did not see its site. None: the installed model.
    """
    if models is None:
        return lambda page: _own_answer(clean(page.data, page.source))
    by_site: Any = import_module("training.folds")
    read_model: Any = import_module("cleaners.labeller.model").read_model
    folds = []
    for number in range(by_site.FOLDS):
        with (models / f"fold-{number}.npz").open("rb") as source:
            folds.append(read_model(source))
    clean_with: Any = clean
    return lambda page: _own_answer(clean_with(page.data, page.source, model=folds[by_site.fold_of(page.site)]))


def peer(name: str) -> System | None:
    """A peer by its name, imported; None where it is not installed."""
    if name == "densest":
        return _densest
    if find_spec(name) is None:
        return None
    return {"trafilatura": _trafilatura, "resiliparse": _resiliparse}[name]()


def _own_answer(record: Article | Rejected) -> Answer:
    asked = any(entry.rule.startswith("trafilatura/") for entry in record.ledger)
    if isinstance(record, Rejected):
        return OwnAnswer(asked=asked)
    authors = tuple(a.name for a in record.authors if a.name)
    return OwnAnswer(record.body, record.headline, authors, record.date_published, asked)


def _trafilatura() -> System:
    extract: Any = import_module("trafilatura").bare_extraction
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def answer(page: Page) -> Answer:
        found = extract(page.data, url=page.source, with_metadata=True, include_comments=False)
        if found is None:
            return Answer()
        return Answer(found.text, found.title, tuple((found.author or "").split("; ")), found.date)

    return answer


def _resiliparse() -> System:
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    encoding: Any = import_module("resiliparse.parse.encoding")

    def answer(page: Page) -> Answer:
        text = encoding.bytes_to_str(page.data, encoding.detect_encoding(page.data))
        return Answer(extract(text, main_content=True, alt_texts=False))

    return answer


def _densest(page: Page) -> Answer:
    """The shared evaluator's yardstick for text: the run of lines, or sentences, richest in what looks like sentences."""
    units = [u for u in _UNIT.split(page.data.decode("utf-8", "replace")) if u.strip()]
    best, where, run, start = 0.0, (0, 0), 0.0, 0
    for index, unit in enumerate(units):
        if run <= 0:
            run, start = 0.0, index
        size = len(unit.split()) + len(_UNSPACED.findall(unit)) / 2
        good = size >= 25 or (size >= 8 and unit.rstrip().endswith(_CLOSING))
        run += min(size, 60) if good else -max(4, 8 - size / 2)
        if run > best:
            best, where = run, (start, index + 1)
    return Answer("\n".join(units[slice(*where)]))
