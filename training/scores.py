"""How right an answer is: what the shared evaluator counts for a page, computed in the same way.

A score is there only where the gold says what is right; all are 0–1. `f1` compares the body, `bad` is whether that is
under 0.5; `must` and `must_not` are the shares of the snippets found that belong and do not belong into the body;
`title`, `author` and `date` compare the other fields. For raw dumps, of whose body the gold knows the edges only,
`start` and `end` say whether these are right, `exact` whether everything is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from training.metrics import f1

BAD = 0.5
"""A body with less f1 than this is of no use."""

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system made of a document; None and empty where it found nothing."""

    body: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    """Begins with the ISO date."""


def scores(gold: Mapping[str, Any], answer: Answer) -> dict[str, float]:
    """The scores of an answer.

    Args:
        gold: a line of a collection's `gold.jsonl`.
        answer: what a system made of that page.
    """
    found: dict[str, float] = {}
    body = answer.body or ""
    if gold.get("body"):
        found["f1"] = f1(body, gold["body"])
        found["bad"] = float(found["f1"] < BAD)
    flat = _squash(body)
    for key, snippets in (("must", gold.get("must_contain")), ("must_not", gold.get("must_not_contain"))):
        if snippets:
            found[key] = sum(_squash(s) in flat for s in snippets) / len(snippets)
    if "body_first_80" in gold:
        found |= _edges(gold, flat, found)
    if gold.get("headline"):
        found["title"] = float(_key(answer.headline or "") == _key(gold["headline"]))
    # A person without a name can't be met; the evaluator counts it all the same.
    names = [a["name"] if isinstance(a, dict) else a for a in gold.get("authors") or []]
    if names:
        found["author"] = _set_f1({_key(n) for n in answer.authors} - {""}, {_key(str(n)) for n in names})
    elif "authors" in gold:
        found["named"] = float(bool(answer.authors))
    if gold.get("date"):
        found["date"] = float((answer.date or "")[:10] == gold["date"][:10])
    return found


def means(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each score over the pages that have it."""
    values: dict[str, list[float]] = {}
    for row in rows:
        for key, value in row.items():
            values.setdefault(key, []).append(value)
    return {key: sum(v) / len(v) for key, v in values.items()}


def _edges(gold: Mapping[str, Any], flat: str, found: Mapping[str, float]) -> dict[str, float]:
    """The scores of a raw dump's edges; a dump without an article is exact where no body is found."""
    if not gold["must_contain"]:
        return {"exact": float(not flat)}
    head, tail = _squash(gold["body_first_80"])[:40], _squash(gold["body_last_80"])[-40:]
    prefix = _squash(gold["lead_prefix"] or "")
    start = flat.startswith(head) or (bool(prefix) and flat.startswith(prefix + head))
    end = flat.endswith(tail)
    exact = start and end and found["must"] == 1 and not found.get("must_not")
    return {"start": float(start), "end": float(end), "exact": float(exact)}


def _set_f1(got: set[str], want: set[str]) -> float:
    if not got or not want:
        return float(not got and not want)
    return 2 * len(got & want) / (len(got) + len(want))


def _key(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _squash(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFC", text)).lower()
