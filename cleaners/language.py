"""Which language a text is in: by script first, then by the function words of the lexicons."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Mapping

from cleaners.lexicon import LexiconHead
from cleaners.view import View

SAMPLE = 5000
"""Characters that are looked at."""
MIN_STOPWORDS = 0.08
"""Least share of function words for a language to be named; running text of the languages covered has 0.25–0.5."""

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "Hang": re.compile(r"[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]"),
    "Kana": re.compile(r"[\u3040-\u30ff]"),
    "Hani": re.compile(r"[\u3400-\u9fff]"),
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Cyrl": re.compile(r"[\u0400-\u04ff]"),
    "Grek": re.compile(r"[\u0370-\u03ff]"),
    "Arab": re.compile(r"[\u0600-\u06ff]"),
    "Hebr": re.compile(r"[\u0590-\u05ff]"),
    "Thai": re.compile(r"[\u0e00-\u0e7f]"),
    "Deva": re.compile(r"[\u0900-\u097f]"),
}
"""Signs of each script, where two scripts are as frequent the first one counts."""
_LETTERS = string.ascii_letters.encode()
_OUTSIDE = re.compile(r"[^\x00-\x7f]+")
# Letters of one word in Latin weigh less than a syllable or an ideograph.
_WEIGHT = {"Hang": 2.5, "Kana": 2.0, "Hani": 3.0}
_ALONE = {"Hang": "ko", "Kana": "ja", "Grek": "el", "Hebr": "he", "Thai": "th", "Deva": "hi"}
_TRADITIONAL = frozenset("這國會為個們來時說後對學發經過還沒與點關開長門東電車馬語書見讓請問題實際應該將從處務報導記")
_SIMPLIFIED = frozenset("这国会为个们来时说后对学发经过还没与点关开长门东电车马语书见让请问题实际应该将从处务报导记")
_SIMPLIFIED_ALONE = _SIMPLIFIED - _TRADITIONAL


def detect_language(view: View, lexicons: Mapping[str, LexiconHead]) -> str | None:
    """The BCP 47 tag of a view's running text, or None where nothing tells.

    Args:
        view: the document; its longest blocks are looked at.
        lexicons: the lexicons by id; their `stopwords` decide between languages of one script.
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
    return language_of("\n".join(sample), lexicons, view.page.lang)


def language_of(text: str, lexicons: Mapping[str, LexiconHead], hint: str | None = None) -> str | None:
    """The BCP 47 tag of a text.

    Args:
        text: running text.
        lexicons: the lexicons by id.
        hint: what the page says of itself; believed where the text does not speak against it.
    """
    text = text[:SAMPLE]
    counts = _scripts(text)
    script = max(counts, key=counts.__getitem__)
    most = counts[script]
    declared = _primary(hint)
    if most < 10:
        return declared
    if script == "Hani" and counts["Kana"] > 0.05 * most:
        return "ja"
    if script == "Hani":
        traditional, simplified = (sum(map(signs.__contains__, text)) for signs in (_TRADITIONAL, _SIMPLIFIED_ALONE))
        return "zh-Hant" if traditional > 2 * simplified else "zh"
    if script in _ALONE:
        return _ALONE[script]
    words = _WORD.findall(text.lower()) if text.isascii() else [w.lower() for w in _WORD.findall(text)]
    tally = Counter(words)
    shares = {
        lexicon.id: sum([tally[w] for w in lexicon.stopwords if w in tally]) / max(1, len(words))
        for lexicon in lexicons.values()
        if script in lexicon.scripts and lexicon.stopwords and lexicon.id != "und"
    }
    best = max(shares, key=lambda k: (shares[k], k), default=None)
    if best is not None and shares[best] >= MIN_STOPWORDS:
        if declared in shares and shares[declared] >= 0.8 * shares[best]:
            return declared
        if declared is None or declared in shares or shares[best] > 2 * MIN_STOPWORDS:
            return best
    return declared or best if best is not None and shares[best] >= MIN_STOPWORDS / 2 else declared


def _scripts(text: str) -> dict[str, float]:
    """How many signs of each script a text holds, by weight; letters of ASCII are counted apart, being most of it."""
    counts = dict.fromkeys(_SCRIPTS, 0.0)
    if not text.isascii():
        signs = Counter("".join(_OUTSIDE.findall(text)))
        distinct = "".join(signs)
        for name, pattern in _SCRIPTS.items():
            counts[name] = sum([signs[c] for c in pattern.findall(distinct)]) * _WEIGHT.get(name, 1.0)
    plain = text.encode("ascii", "ignore")
    counts["Latn"] += len(plain) - len(plain.translate(None, _LETTERS))
    return counts


def _primary(tag: str | None) -> str | None:
    """The primary language of a declared tag (`ko-KR` → `ko`), where it is one."""
    if not tag:
        return None
    first = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return first if re.fullmatch(r"[a-z]{2,3}", first) else None
