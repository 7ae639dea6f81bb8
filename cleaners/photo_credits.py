"""The credit in a caption: its trailing part, which names photographer or agency, without the brackets around it.

`인천=연합뉴스`, `로이터 연합뉴스`, `사진=연합뉴스`, `ANTARA FOTO/Budi`, `© AFP`, `Xinhua/Li Wei`, `山田太郎撮影`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.lexicon import Lexicon
from cleaners.model import Label
from cleaners.outlet_index import index_of
from cleaners.print_words import print_words
from cleaners.rulebook import rulebook

LONGEST_TAIL = 60
"""A longer last sentence is about the picture."""

SHORT = 5
"""Most words of a credit in brackets that has no colon."""
LONGEST_CREDIT = 90
LONGEST_CAPTION = 500
"""So much of a caption's end is searched."""

_BRACKETED = re.compile(r"[(\[（【〈]\s*([^()\[\]（）【】〈〉]{2,80}?)\s*[)\]）】〉]\s*\.?$")
_SLASHED = re.compile(
    r"(?:^|[\s.…”\"'’])/\s?([^/\s][^/]{1,39})$|(?:^|[\s.(])((?:[A-Z][A-Z.]*[A-Z]\s?){1,4}/[^/.]{2,40})$"
)
_JAPANESE = re.compile(r"[^、。（）()\s＝=]{2,30}(?:撮影|提供)$")
_CHINESE = re.compile(
    r"(?:(?:新华社|中新社)?(?:记者|發|发)\s?)?[\u3400-\u9fff·]{2,12}\s[摄攝]$|(?:新华社|中新社)(?:记者|发)\s?[\u3400-\u9fff·]{2,12}\s?[摄攝]$"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]?\s+|[。！？]|\s[|–—-]\s")
_GLUED = re.compile(
    r"(?:^|(?<=[\s.)\]]))(?:(?:AFP|AP|EPA|UPI|DPA|로이터|타스|신화|교도|AFPBBNews|[가-힣]{2,4})\s?[=/·]\s?|(?:AFP|AP|EPA|UPI|DPA|로이터|타스|신화|교도)\s)?"
    r"(?:연합뉴스|뉴시스|뉴스1)(?:\s자료사진)?$|(?<=[\s.)\]/])(?:로이터|AFP|AP)$"
)


def credit_of(caption: str, lexicons: Sequence[Lexicon] = ()) -> str | None:
    """The credit of a caption; None where it names none. The photo-credit rules of `lexicons` speak first."""
    for rule in (
        r
        for lexicon in lexicons
        for r in lexicon.rule
        if r.label is Label.PHOTO_CREDIT and r.scope in ("end", "inline")
    ):
        hits = [m for m in rule.regex.finditer(caption) if m.end() >= len(caption) - 2 and 1 < len(m[0]) < len(caption)]
        if hits:
            return bare(hits[-1][0])
    return bare(_found(caption[-LONGEST_CAPTION:]) or "")


def bare(credit: str) -> str | None:
    """A credit without the brackets and signs around it."""
    text = " ".join(credit.split()).strip(" /|.–—-")
    while len(text) > 1 and text[0] + text[-1] in ("()", "[]", "（）", "【】", "〈〉", "<>"):
        text = text[1:-1].strip()
    unopened = text.endswith((")", "）", "]")) and not set(text) & set("(（[")
    return (text[:-1] if unopened else text).strip(" /|") or None


def _found(caption: str) -> str | None:
    index = index_of(rulebook().outlets)
    bracket = _BRACKETED.search(caption)
    if bracket and (
        any(
            p.search(bracket[1])
            for p in (print_words().worded_credit, print_words().picture_agency, _JAPANESE, print_words().korean_credit)
        )
        or (print_words().pictured.match(bracket[1]) and len(bracket[1].split()) <= SHORT)
        or index.first_in(bracket[1])
    ):
        return bracket[1]
    start = max((m.end() for m in _SENTENCE_END.finditer(caption) if m.end() < len(caption)), default=0)
    worded = next(
        (
            m
            for m in print_words().worded_credit.finditer(caption)
            if m.start() >= start or not _SENTENCE_END.search(caption, m.end())
        ),
        None,
    )
    slashed = _SLASHED.search(caption)
    marks = [m.start(m.lastindex or 0) for m in (worded, slashed) if m and len(caption) - m.start() <= LONGEST_CREDIT]
    if marks:
        return caption[min(marks) :]
    tail = caption[start:]
    if start and len(tail) <= LONGEST_TAIL and (print_words().picture_agency.search(tail) or index.first_in(tail)):
        return tail
    shape = next((m for p in (_GLUED, print_words().korean_credit, _JAPANESE, _CHINESE) if (m := p.search(tail))), None)
    if shape is None:
        return None
    return tail if start and len(tail) <= LONGEST_TAIL // 2 else shape[0]
