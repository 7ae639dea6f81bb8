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
    """Invented words in the script of a language, frequent and rare ones as in real text (Zipf's law).

    Text made of them is about as compressible as the real dumps are: zstd makes 2.0 to 2.6 of 1.
    """

    def __init__(self, language: str) -> None:
        rng = random.Random(language)  # noqa: S311
        low, high, longest = {"ko": (0xAC00, 0xD7A3, 4), "zh-Hans": (0x4E00, 0x9FA5, 3)}.get(language, (97, 122, 11))
        letters = [chr(rng.randint(low, high)) for _ in range(600)]
        self.words = ["".join(rng.choices(letters, k=rng.randint(1, longest))) for _ in range(20_000)]
        weights = 1 / np.arange(2, 20_002)
        drawn = np.random.default_rng(20261122).choice(20_000, size=1 << 20, p=weights / weights.sum())
        self.drawn: list[int] = drawn.tolist()
        sample = self.pick(rng, 2_000)
        self.bytes_a_letter = len(sample.encode()) / len(sample)

    def pick(self, rng: random.Random, count: int) -> str:
        """That many words with a blank between them."""
        bits = rng.getrandbits(20 * count)
        words, drawn = self.words, self.drawn
        return " ".join([words[drawn[bits >> shift & 0xFFFFF]] for shift in range(0, 20 * count, 20)])


vocabulary = cache(Vocabulary)
