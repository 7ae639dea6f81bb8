"""Which languages a text is in: by script first, then by function words and letters, and by what the page says of itself.

No trained model: function words weighed by how few languages share them tell running text of a sentence or two, need
no download, and can be shown as evidence. Neighbours (Danish and Norwegian, Indonesian and Malay) are told by the words
that part them; where none stands in the text, the page is believed, else the commoner one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from cleaners.language_table import LETTER, LanguageTable
from cleaners.model import LanguageShare
from cleaners.scripts import main_script, script_counts
from cleaners.view import View

SAMPLE = 3000
"""Characters that are looked at to tell the language of a document."""
BODY_SAMPLE = 20_000
"""Characters of the body that are searched for a second language."""
LEAST = 0.045
"""Least weighed share of function words for a language to be named; running text has 0.1–0.35."""
CLOSE = 0.75
"""A language with this part of the best score is as good: the page, or the rest of the text, decides between them."""
RIVAL = 0.4
"""A paragraph in which the text's language has more than this part of the best score is in a neighbour at most."""
PLAIN = 0.25
"""A paragraph with this part of function words of the text's language needs no further look."""
LEAST_WORDS = 8
"""A paragraph with fewer words is of the language of the others."""
LEAST_SHARE = 0.1
"""A second language with less of the body is a quotation."""
LEAST_CHARS = 100

_WORD = re.compile(r"[^\W\d_]+")
_DEVANAGARI = re.compile(r"[\u0900-\u0963\u0971-\u097f]+")
"""Words of Devanagari hold marks that are no letters."""
_ALONE = {
    "Hang": "ko", "Kana": "ja", "Grek": "el", "Hebr": "he", "Thai": "th", "Armn": "hy", "Geor": "ka", "Beng": "bn",
    "Guru": "pa", "Gujr": "gu", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml", "Sinh": "si", "Laoo": "lo",
    "Mymr": "my", "Khmr": "km", "Ethi": "am",
}  # fmt: skip
"""Scripts that one language alone is written in, as far as news goes."""
_UNSPACED = {"Kana": 2.0, "Hani": 2.0, "Thai": 5.0, "Laoo": 5.0, "Mymr": 5.0, "Khmr": 5.0}
"""Characters a word in scripts without spaces."""
_TRADITIONAL = frozenset("這國會為個們來時說後對學發經過還沒與點關開長門東電車馬語書見讓請問題實際應該將從處務報導記")
_SIMPLIFIED = frozenset("这国会为个们来时说后对学发经过还没与点关开长门东电车马语书见让请问题实际应该将从处务报导记")
_SIMPLIFIED_ALONE = _SIMPLIFIED - _TRADITIONAL
_TRADITIONAL_ALONE = _TRADITIONAL - _SIMPLIFIED
_ALIASES = {
    "no": "nb",
    "jp": "ja",
    "kr": "ko",
    "cn": "zh",
    "iw": "he",
    "in": "id",
    "sr": "sr-Cyrl",
    "gr": "el",
    "ua": "uk",
}
"""Old or wrong codes that pages give; `sr` is a choice between scripts, told by the text."""
_REGIONS = {
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "tw": "zh-Hant",
}


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """The languages of a text."""

    language: str | None
    evidence: str | None
    """What told it: script, function words and what the page says."""
    languages: tuple[LanguageShare, ...]


@dataclass(frozen=True, slots=True)
class LanguageTold:
    """The language of a text as a whole."""

    tag: str | None
    evidence: str
    score: float = 0.0
    """The weighed share of its function words."""
    words: float = 0.0
    """How many words were looked at."""
    held: float = 0.0
    """The same share for the language that the page, or the rest of the text, says it is in."""


def tell_language(view: View, table: LanguageTable) -> LanguageTold:
    """The language of a view's running text.

    Args:
        view: the document; its longest blocks are looked at.
        table: what tells languages apart.
    """
    longest = sorted(view.blocks, key=lambda b: b.start - b.text_end)
    sample, size = [], 0
    for block in longest:
        if block.link_chars * 2 > block.text_end - block.start:
            continue
        sample.append(view.block_text(block))
        size += block.text_end - block.start
        if size > SAMPLE:
            break
    return _tell("\n".join(sample)[:SAMPLE], table, _declared(view.page.lang))


def detect_language(view: View, table: LanguageTable) -> str | None:
    """The BCP 47 tag of a view's running text, or None where nothing tells."""
    return tell_language(view, table).tag


def language_of(text: str, table: LanguageTable, hint: str | None = None) -> str | None:
    """The BCP 47 tag of a text.

    Args:
        text: running text.
        table: what tells languages apart.
        hint: what the page says of itself; believed where the text does not speak against it.
    """
    return _tell(text[:SAMPLE], table, _declared(hint)).tag


def read_languages(body: str, table: LanguageTable, told: LanguageTold, hint: str | None = None) -> LanguageReading:
    """The languages of an article's body, paragraph by paragraph.

    Args:
        body: paragraphs with a blank line between them.
        table: what tells languages apart.
        told: the language of the document as a whole; that of paragraphs that tell nothing.
        hint: what the page says of itself.
    """
    main = told.tag
    if main is None:
        return LanguageReading(None, None, ())
    sizes = Counter({main: 0})
    for paragraph in body[:BODY_SAMPLE].split("\n\n"):
        sizes[_of_paragraph(paragraph, main, table)] += len(paragraph)
    total = sum(sizes.values())
    for tag, size in list(sizes.items()):
        if tag != main and (size < LEAST_SHARE * total or size < LEAST_CHARS):
            sizes[main] += sizes.pop(tag)
    shares = [LanguageShare(tag, round(size / total, 3)) for tag, size in sizes.most_common() if size and total]
    evidence = told.evidence + (f'; the page says "{hint[:40]}"' if hint else "")
    return LanguageReading(shares[0].language if shares else main, evidence, tuple(shares))


def _of_paragraph(paragraph: str, main: str, table: LanguageTable) -> str:
    """The language of a paragraph: another one than the text's only where it clearly is."""
    if _plainly(paragraph, table.own.get(main)):
        return main
    told = _tell(paragraph, table, main)
    same = (
        told.held > RIVAL * told.score
        or told.tag is None
        or told.tag == main
        or told.tag.split("-")[0] == main.split("-")[0]
    )
    return main if same or told.words < LEAST_WORDS or told.score < 2 * LEAST else told.tag or main


def _plainly(paragraph: str, own: frozenset[str] | None) -> bool:
    """Whether a paragraph can be told at a glance to be in a language, by its function words or, without such, by its script."""
    if own is None:
        return len(paragraph.encode("ascii", "ignore")) < len(paragraph) / 2
    words = paragraph.lower().split()
    return sum(map(own.__contains__, words)) >= PLAIN * len(words)


def _tell(text: str, table: LanguageTable, declared: str | None) -> LanguageTold:
    counts = script_counts(text)
    script = main_script(counts)
    most, total = counts.get(script, 0.0), sum(counts.values())
    if most < 10:
        return LanguageTold(declared, "too little text")
    if script == "Hani" and counts.get("Kana", 0.0) > 0.05 * most:
        script = "Kana"
    share = f"script {script} {most / total:.0%}"
    if script == "Hani":
        return _chinese(text, share, declared, most)
    if script in _ALONE:
        words = most / _UNSPACED[script] if script in _UNSPACED else len(text.split())
        return LanguageTold(_ALONE[script], share, 1.0, words)
    return _by_words(text, script, share, table, declared)


def _chinese(text: str, share: str, declared: str | None, most: float) -> LanguageTold:
    """Chinese in the one script or the other; the signs that differ decide, then the page."""
    traditional, simplified = (sum(map(signs.__contains__, text)) for signs in (_TRADITIONAL_ALONE, _SIMPLIFIED_ALONE))
    evidence = f"{share}; {simplified} simplified and {traditional} traditional signs"
    if max(traditional, simplified) > 2 * min(traditional, simplified):
        return LanguageTold("zh-Hant" if traditional > simplified else "zh-Hans", evidence, 1.0, most / 6)
    return LanguageTold(declared if declared and declared.startswith("zh") else "zh", evidence, 1.0, most / 6)


def _by_words(text: str, script: str, share: str, table: LanguageTable, declared: str | None) -> LanguageTold:
    word = _DEVANAGARI if script == "Deva" else _WORD
    words = word.findall(text.lower()) if text.isascii() else [w.lower() for w in word.findall(text)]
    tally = Counter(words)
    scores = _scores(tally, text, script, table)
    ranked = sorted(scores, key=lambda k: (-scores[k], k))
    if not ranked or scores[ranked[0]] < LEAST / 2:
        return LanguageTold(declared, f"{share}; no function words", 0.0, len(words))
    best = ranked[0]
    second = f" ({ranked[1]} {scores[ranked[1]]:.2f})" if len(ranked) > 1 else ""
    evidence = f"{share}; function words of {best} {scores[best]:.2f}{second}"
    primary = declared.split("-")[0] if declared else None
    held = next((tag for tag in (declared, primary) if tag in scores), None)
    share_held = scores[held] if held is not None else 0.0
    if held is not None and share_held >= CLOSE * scores[best]:
        return LanguageTold(_variant(held, declared, tally, table), evidence, share_held, len(words), share_held)
    if scores[best] >= LEAST and (
        declared is None
        or primary in table.of_script.get(script, frozenset())
        or declared in scores
        or scores[best] > 2 * LEAST
    ):
        return LanguageTold(_variant(best, declared, tally, table), evidence, scores[best], len(words), share_held)
    return LanguageTold(declared, evidence, scores[best], len(words), share_held)


def _scores(tally: Counter[str], text: str, script: str, table: LanguageTable) -> dict[str, float]:
    """The weighed share of each language's function words and letters."""
    scores: dict[str, float] = {}
    known, letters = table.words.get(script, {}), table.letters.get(script, {})
    for word, count in tally.items():
        for tag, weight in known.get(word, ()):
            scores[tag] = scores.get(tag, 0.0) + count * weight
    if letters and not text.isascii():
        signs = Counter(text.lower())
        for sign, count in signs.items():
            for tag, weight in letters.get(sign, ()):
                scores[tag] = scores.get(tag, 0.0) + LETTER * count * weight
    size = max(1, sum(tally.values()))
    return {tag: score / size for tag, score in scores.items()}


def _variant(tag: str, declared: str | None, tally: Counter[str], table: LanguageTable) -> str:
    """The language, or its variant where the text uses the words of that one alone, or the page says so and no word denies it."""
    hits = {name: len(words & tally.keys()) for name, words in table.variants.get(tag, {}).items()}
    told = [name for name, count in hits.items() if count >= 2 and count == sum(hits.values())]
    if told:
        return told[0]
    return declared if declared in hits and sum(hits.values()) == hits[declared] else tag


def _declared(hint: str | None) -> str | None:
    """What the page says: the language alone, but script and the variants that are told (`ko-KR` → `ko`, `zh-TW` → `zh-Hant`)."""
    parts = re.split(r"[-_]", hint.strip(), maxsplit=3) if hint else []
    if not parts or not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]):
        return None
    whole = "-".join(parts[:2]).lower()
    if whole in _REGIONS:
        return _REGIONS[whole]
    first = _ALIASES.get(parts[0].lower(), parts[0].lower())
    second = parts[1] if len(parts) > 1 else ""
    if re.fullmatch(r"[A-Za-z]{4}", second):
        return f"{first.split('-')[0]}-{second.title()}"
    return f"pt-{second.upper()}" if first == "pt" and second.upper() in ("BR", "PT") else first
