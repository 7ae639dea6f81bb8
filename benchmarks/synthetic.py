"""Synthetic articles of realistic length: the same number gives the same article, whatever was made before.

One in ten is a repost of one of the nine before it, as portals make them: with a dateline before it, cut, or just so.
"""

from __future__ import annotations

import random
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleaners.model import (
    Article,
    Author,
    DateCandidate,
    Dateline,
    Image,
    Label,
    LanguageShare,
    LedgerEntry,
    Outlet,
)

LANGUAGES = ("ko", "ko", "ko", "id", "fr", "en", "zh-Hans")
PORTALS = tuple(f"portal-{number:02}" for number in range(20))
BODY_BYTES = 3_000


def article(number: int) -> Article:
    """One synthetic article; the same number gives the same one."""
    rng = random.Random(number)  # noqa: S311
    original = original_of(number)
    language = LANGUAGES[original % len(LANGUAGES)]
    portal = PORTALS[number % len(PORTALS)]
    words = vocabulary(language)
    paragraphs = _paragraphs(original, words)
    if original != number:
        paragraphs = _reposted(paragraphs, rng)
    outlet = f"outlet-{number % 50}"
    names = [words.pick(rng, 2) for _ in range(rng.randint(1, 2))]
    headline = words.pick(rng, 9)
    date = f"{2018 + number % 8}-{1 + number // 7 % 12:02}-{1 + number // 3 % 28:02}"
    parts = [
        (Label.NAVIGATION, f"Home > News > {portal}"),
        (Label.HEADLINE, headline),
        (Label.TIMESTAMP, f"Published {date} 10:{number % 60:02}"),
        (Label.BYLINE, " / ".join(names)),
        *((Label.BODY, paragraph) for paragraph in paragraphs),
        (Label.CAPTION, words.pick(rng, 12)),
        (Label.RELATED, words.pick(rng, 25)),
        (Label.SHARE, "Facebook Twitter KakaoTalk Copy link"),
        (Label.COPYRIGHT, f"Copyright {outlet}. All rights reserved."),
        (Label.FOOTER, f"{portal}: terms of use, privacy, contact, about us"),
    ]
    ledger, text = [], ""
    for label, part in parts:
        ledger.append(LedgerEntry(len(text), len(text) + len(part) + 1, label, f"{portal}/{label}", 0.9))
        text += part + "\n"
    candidates = tuple(
        DateCandidate(
            date, place, f"{place}/iso", "published", date, None, None, None, None, None, None, None, 0.9, None, None
        )
        for place in ("time", "timestamp")
    )
    return Article(
        document_id=sha256(str(number).encode()).hexdigest()[:32],
        source=f"dumps/{portal}/{number:08}.html",
        portal=portal,
        outlet=Outlet(outlet, outlet.title(), f"{outlet}.example"),
        outlet_evidence=f'copyright "Copyright {outlet}"',
        wire=None,
        republisher=None,
        headline=headline,
        headline_evidence=f"line: {headline}",
        subheadlines=(),
        body="\n\n".join(paragraphs),
        byline=" / ".join(names),
        authors=tuple(Author(name, "reporter", f"{number}@{outlet}.example", None, outlet) for name in names),
        dateline=Dateline("Seoul", outlet),
        date_published=date,
        date_min=date,
        date_max=date,
        date_precision="day",
        date_evidence=f"{date} (time)",
        date_rule="dates/stated",
        date_published_at=None,
        date_modified=None,
        date_modified_min=None,
        date_modified_max=None,
        date_modified_precision=None,
        date_modified_evidence=None,
        images=(Image(f"https://{outlet}.example/{number}.jpg", headline, outlet),),
        language=language,
        language_evidence=None,
        languages=(LanguageShare(language, 1.0),),
        copyright_notice=f"Copyright {outlet}. All rights reserved.",
        usage_terms=None,
        is_complete=True,
        encoding="utf-8",
        profiles=(portal,),
        rules_version="bench-1",
        date_candidates=candidates,
        outlet_candidates=(),
        ledger=tuple(ledger),
        visible_text=text,
    )


def original_of(number: int) -> int:
    """The number of the article that this one is a repost of, or its own."""
    return number - 1 - number // 10 % 9 if number % 10 == 9 else number


def _paragraphs(number: int, words: Vocabulary) -> list[str]:
    rng = random.Random(f"body {number}")  # noqa: S311
    paragraphs: list[str] = []
    room = BODY_BYTES * rng.uniform(0.4, 1.6) / words.bytes_a_letter
    while room > 0:
        paragraph = words.pick(rng, rng.randint(30, 70)) + "."
        paragraphs.append(paragraph)
        room -= len(paragraph) + 2
    return paragraphs


def _reposted(paragraphs: list[str], rng: random.Random) -> list[str]:
    kind = rng.randrange(4)
    if kind == 0:
        return paragraphs
    if kind == 1:
        return [f"Seoul (Sea Agency) - {paragraphs[0]}", *paragraphs[1:]]
    return paragraphs[: max(2, round(len(paragraphs) * (0.75 if kind == 2 else 0.4)))]


class Vocabulary:
    """Invented words in the script of a language: stems, frequent and rare ones as in real text (Zipf's law), with endings.

    Of 500,000 words that are drawn a quarter are different ones, and as in real news most of these come once or twice. The text
    is about as compressible as the real dumps are: zstd makes 2.3 to 2.7 of 1, 2.0 to 2.6 of those.
    """

    def __init__(self, language: str) -> None:
        rng = random.Random(language)  # noqa: S311
        syllables, most = _SCRIPTS.get(language, (_LATIN, 4))
        stems = ["".join(rng.choices(syllables, k=rng.randint(1, most))) for _ in range(_STEMS)]
        ends = [""] * 6 + ["".join(rng.choices(syllables, k=rng.randint(1, 2))) for _ in range(_ENDS)]
        if language == "zh-Hans":
            ends = [""]
        drawn = [_zipf(len(of), seed).tolist() for of, seed in ((stems, 20261122), (ends, 20261123))]
        self.words = [stems[stem] + ends[end] for stem, end in zip(*drawn, strict=True)]
        self.between = "" if language == "zh-Hans" else " "
        sample = self.pick(rng, 2_000)
        self.bytes_a_letter = len(sample.encode()) / len(sample)

    def pick(self, rng: random.Random, count: int) -> str:
        """That many words, with a blank between them where the script has blanks."""
        bits, words = rng.getrandbits(20 * count), self.words
        return self.between.join([words[bits >> shift & 0xFFFFF] for shift in range(0, 20 * count, 20)])


_STEMS, _ENDS = 200_000, 60
_LATIN = [first + vowel + last for first in "bcdfghklmnprstvw" for vowel in "aeiou" for last in ("", "", "n", "r", "s")]
_SCRIPTS = {
    "ko": ([chr(0xAC00 + number * 17) for number in range(600)], 3),
    "zh-Hans": ([chr(0x4E00 + number * 7) for number in range(2_500)], 3),
}


def _zipf(kinds: int, seed: int) -> NDArray[np.int64]:
    weights = 1 / np.arange(2, kinds + 2)
    return np.random.default_rng(seed).choice(kinds, size=1 << 20, p=weights / weights.sum())


vocabulary = cache(Vocabulary)
