"""How print speaks of publishers, whatever the words: leads, signatures, addresses; the words of sources and rights are in `print_words`."""

from __future__ import annotations

import re

REPUBLISHED = re.compile(
    r"\W*(?:this|the)\s(?:article|story|report|piece|essay)\b.{0,50}?\b(?:republished from|(?:first|originally) (?:appeared|published) (?:in|on|by|at))\s+(.{3,40})"
    r"|\W*(?:first|originally) published (?:in|on|by|at)\s+(.{3,40})",
    re.IGNORECASE,
)
"""A sentence that says where a text was first published."""
SIGNATURE = re.compile(r"(?<!\w)[(\[（【/–—-]\s?([^()\[\]（）【】\n]{2,50}?)[)\]）】/]?\.?$")
"""What signs a paragraph: `(dpa/AFP)`, `[Reuters]`, `/ritzau/`, `– AFP`."""
_PARTED = re.compile(r"[/,;+&|·、＝]|\s(?:und|and|et|y|e|i|og|och|en|dan|ve|и)\s")
_INITIALS = re.compile(r"[^\W\d_]{1,4}|[\d.\s]*|\d{1,2}\.\s?\w+(?:\s\d{4})?")
REPORT_BY = re.compile(
    r"\b[Tt]his report by (.{2,40}?) was first published|^(?:[Tt]he )?([A-Z][\w ]{1,30}?) contributed to this (?:report|story)"
)
"""A sentence that says which agency a report is by, or is partly by."""
LEAD = re.compile(
    r"[(\[【〈<（][^)\]】〉>）]{2,50}[)\]】〉>）]|.{2,50}?(?:\s[-–—]{1,2}\s|--|—|\)\.?\s?[-–—]|\s/[^/\s]{2,12}/\.)|.{2,30}?(?:日[电電讯訊]|[电電讯訊]\s?[（(])"
)
"""The unit before the lead: `(서울=연합뉴스)`, `[이데일리 이름 기자]`, `Beijing (ANTARA) -`, `KUTA, KOMPAS.com —`, `新华社北京2月3日电`."""
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
"""An e-mail address; the group is its host."""


def signers(signature: str) -> list[str]:
    """The parts of a signature: `dpa/jbr, 3.5.2024` has three."""
    return [part.strip() for part in _PARTED.split(signature) if part.strip()]


def is_initials(part: str) -> bool:
    """Whether a part of a signature is somebody's initials, or a date."""
    return _INITIALS.fullmatch(part) is not None
