"""Labelled documents made of lines, and what is decided of their outlets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cleaners.model import Author, Dateline, Label
from cleaners.outlets import OutletDecision, find_outlet
from cleaners.rulebook import rulebook
from cleaners.tiling import Segment
from cleaners.view import Block, Page, Picture, View

REGISTRY = rulebook().outlets
NOTHING = OutletDecision(None, None, None, None, ())
BODY = "시의회는 어제 새 조례를 통과시켰다. 조례는 다음 달부터 시행된다."


def document(*lines: tuple[Label, str], page: Page | None = None) -> tuple[View, list[Segment]]:
    text, blocks, segments = "", [], []
    for i, (label, line) in enumerate(lines):
        start = len(text)
        text += line + "\n"
        blocks.append(Block(start, len(text), len(text) - 1))
        segments.append(Segment(start, len(text), i, label, "test", 1.0))
    return View(text, "html" if page else "text", blocks, page or Page()), segments


def decide(
    *lines: tuple[Label, str],
    page: Page | None = None,
    profiles: Iterable[str] = (),
    authors: Iterable[Author] = (),
    dateline: Dateline | None = None,
    source: str = "dump.txt",
    language: str | None = None,
    reposted: bool = False,
) -> OutletDecision:
    view, segments = document(*lines, page=page)
    return find_outlet(
        view, segments, list(profiles), list(authors), dateline, REGISTRY, source, language=language, reposted=reposted
    )


def name_of(decision: OutletDecision) -> str | None:
    return decision.outlet.name if decision.outlet else None


def author(**more: Any) -> Author:
    return Author(
        **{"name": "김하늘", "role": "reporter", "email": None, "location": None, "organization": None, **more}
    )


def picture(url: str, at: int) -> Picture:
    return Picture((url,), "", None, None, at, None, frozenset())
