"""Documents with dates for the tests: labelled lines, a page's head, and a small lexicon of many languages."""

from __future__ import annotations

from typing import Any

from cleaners.dates import DateDecision, date_candidates, decide_dates
from cleaners.lexicon import Lexicon
from cleaners.model import Label
from cleaners.tiling import Segment, Tiling
from cleaners.view import Block, Page, Picture, View

DAYS = r"(?P<day>[0-3]?\d)"


def rule(name: str, pattern: str, text: str, role: str = "context") -> dict[str, Any]:
    return {"id": name, "pattern": pattern, "role": role, "examples": [{"text": text}]}


MIXED = Lexicon.model_validate(
    {
        "id": "xx",
        "name": "Test",
        "scripts": ["Latn"],
        "calendar": {
            "months": {"februari": 2, "novembre": 11, "feb": 2},
            "weekdays": {"rabu": 3, "kamis": 4, "월": 1},
            "halves": {"오후": "pm", "오전": "am"},
            "eras": {"令和": 2018, "พ.ศ.": -543},
        },
        "date": [
            rule("posted", r"작성일\s(?P<month>\d{1,2})-" + DAYS + r"(?![\d-])", "작성일 08-04", "published"),
            rule("short", r"(?<![\d-])(?P<year2>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", "26-02-03"),
            rule("md", r"(?<![\d-])(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])", "08-04"),
            rule("full", r"(?P<year>\d{4})[.-]\s?(?P<month>\d{1,2})[.-]\s?(?P<day>\d{1,2})", "2025.02.05"),
            rule(
                "sent", r"입력\s(?P<year>\d{4})[.](?P<month>\d{1,2})[.](?P<day>\d{1,2})", "입력 2025.2.5", "published"
            ),
            rule(
                "changed",
                r"수정\s(?:(?P<year>\d{4})[.])?(?P<month>\d{1,2})[.](?P<day>\d{1,2})",
                "수정 2025.2.6",
                "modified",
            ),
            rule(
                "clock",
                r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d) (?P<half>오전|오후) (?P<hour>\d+):(?P<minute>\d\d)",
                "2025-02-05 오후 3:04",
            ),
            rule(
                "weekday",
                r"(?P<weekday>Rabu|Kamis) \((?P<day>\d+)/(?P<month>\d+)(?:/(?P<year>\d{4}))?\)",
                "Rabu (12/2)",
            ),
            rule("named", r"(?P<day>\d{1,2})(?:er)? (?P<month>Februari|novembre)(?: (?P<year>\d{4}))?", "1er novembre"),
            rule("day", r"(?<![\d월])(?P<day>\d{1,2})일", "4일"),
            rule("era", r"(?P<era>令和|พ.ศ.)\s?(?P<year>元|\d+)年?(?P<month>\d+)?月?(?P<day>\d+)?日?", "令和7年2月4日"),
        ],
    }
)


def document(*lines: tuple[Label, str], page: Page | None = None) -> tuple[View, list[Segment]]:
    """A document of one block a line, each with its label."""
    text = "".join(line + "\n" for _, line in lines)
    blocks, at = [], 0
    for _, line in lines:
        blocks.append(Block(at, at + len(line) + 1, at + len(line), tag="p" if page else ""))
        at += len(line) + 1
    view = View(text=text, form="html" if page else "text", blocks=blocks, page=page or Page())
    segments = Tiling(view).segments
    for segment, (label, _) in zip(segments, lines, strict=True):
        segment.label = label
    return view, segments


def decide(*lines: tuple[Label, str], page: Page | None = None, source: str = "") -> DateDecision:
    view, segments = document(*lines, page=page)
    return decide_dates(date_candidates(view, segments, [MIXED], source))


def published(*lines: tuple[Label, str], page: Page | None = None, source: str = "") -> str | None:
    return decide(*lines, page=page, source=source).published.edtf


def head(*metas: tuple[str, str], **more: Any) -> Page:
    return Page(metas=metas, **more)


def picture(url: str, at: int = 0) -> Picture:
    return Picture((url,), "", None, None, at, None, frozenset())


BODY = (Label.BODY, "Die Stadt baut eine Brücke über den Fluss.")
