"""How much of a text is in which script (ISO 15924)."""

from __future__ import annotations

import re
import string
from collections import Counter

_SIGNS = {
    "Hang": r"\uac00-\ud7af\u1100-\u11ff\u3130-\u318f",
    "Kana": r"\u3040-\u30ff",
    "Hani": r"\u3400-\u9fff",
    "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u024f\u0259\u02bb\u1e00-\u1eff",
    "Cyrl": r"\u0400-\u052f",
    "Grek": r"\u0370-\u03ff\u1f00-\u1fff",
    "Arab": r"\u0600-\u06ff\u0750-\u077f",
    "Hebr": r"\u0590-\u05ff",
    "Thai": r"\u0e00-\u0e7f",
    "Deva": r"\u0900-\u097f",
    "Armn": r"\u0530-\u058f",
    "Geor": r"\u10a0-\u10ff",
    "Beng": r"\u0980-\u09ff",
    "Guru": r"\u0a00-\u0a7f",
    "Gujr": r"\u0a80-\u0aff",
    "Taml": r"\u0b80-\u0bff",
    "Telu": r"\u0c00-\u0c7f",
    "Knda": r"\u0c80-\u0cff",
    "Mlym": r"\u0d00-\u0d7f",
    "Sinh": r"\u0d80-\u0dff",
    "Laoo": r"\u0e80-\u0eff",
    "Mymr": r"\u1000-\u109f",
    "Khmr": r"\u1780-\u17ff",
    "Ethi": r"\u1200-\u137f",
}
SCRIPTS = {name: re.compile(f"[{signs}]") for name, signs in _SIGNS.items()}
"""Signs of each script; where two scripts are as frequent the first one counts."""
_LETTERS = string.ascii_letters.encode()
_OUTSIDE = re.compile(r"[^\x00-\x7f]+")
# Letters of one word in Latin weigh less than a syllable or an ideograph.
_WEIGHT = {"Hang": 2.5, "Kana": 2.0, "Hani": 3.0}


def script_counts(text: str) -> dict[str, float]:
    """How many signs of each script a text holds, by weight; letters of ASCII are counted apart, being most of it."""
    counts = {"Latn": 0.0}
    if not text.isascii():
        signs = Counter("".join(_OUTSIDE.findall(text)))
        distinct = "".join(signs)
        for name, pattern in SCRIPTS.items():
            found = pattern.findall(distinct)
            if found:
                counts[name] = counts.get(name, 0.0) + sum([signs[c] for c in found]) * _WEIGHT.get(name, 1.0)
    plain = text.encode("ascii", "ignore")
    counts["Latn"] += len(plain) - len(plain.translate(None, _LETTERS))
    return counts


def main_script(counts: dict[str, float]) -> str:
    """The script with the most signs."""
    return max(SCRIPTS, key=lambda name: counts.get(name, 0.0))


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")


def is_unspaced(name: str) -> bool:
    """Whether a name is one word in Chinese, Japanese or Korean, where no outlet's name is an ordinary word's as `Elle` or `Bild` are."""
    return _UNSPACED.fullmatch(name) is not None
