"""Names in bylines: tidied, split, and held against what a name can be in their script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cleaners.byline_words import byline_words
from cleaners.name_words import name_words

LONGEST = 60
"""A longer text is no name."""

_GLUED_BY = re.compile(r"[a-z]{3}By\b")
"""`Ada VerneBy`, where markup parted the two."""
_EDGES = ' \t\n\r\u00a0\u3000,;:|·•–—-=/<>«»"“”*'
_UNLIKELY = re.compile(
    r"[\d@#_{}\[\]\\|<>;:!?。！？…=+%&]|https?:|www\.|\.(?:com|net|org|co|de|fr|id|kr)\b", re.IGNORECASE
)
_DEGREES = re.compile(r"(?:,\s*(?:Ph\.?\s?D|M\.?\s?D|Dr|MSc|BSc|[A-Z]{2,6}(?:-[A-Z]{1,4})?)\.?[®*]?)+$")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々〆ヶ]")
_HANGUL_NAME = re.compile(
    r"[\uac00-\ud7a3]{2,4}|[\uac00-\ud7a3]{1,6}(?<![은는을를에의며])(?:[ ·][\uac00-\ud7a3]{1,6}(?<![은는을를에의며])){1,3}"
)
_SPACED_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_HAN_NAME = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff々〆ヶ]{2,8}|[\u3040-\u30ff\u3400-\u9fff々〆ヶ]{1,12}(?:[ \u3000·・＝][\u3040-\u30ff\u3400-\u9fff々〆ヶ]{1,12}){1,4}"
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’‘`´ʼ.‑-]*[^\W\d_.]\.?|\.)?(?:\.-?[^\W\d_]\.)*")


def clean_name(text: str) -> str:
    """A name without the punctuation around it, its white space single."""
    name = " ".join(text.split()).strip(_EDGES)
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1].strip(_EDGES)
    return name


def without_degrees(text: str) -> str:
    """A name without the degrees printed behind it: `Ada Verne, PhD, RD`."""
    return clean_name(_DEGREES.sub("", clean_name(text)))


def split_names(text: str, separators: Sequence[str]) -> list[str]:
    """The names in a list of names; white space alone parts none."""
    pattern = _splitter(tuple(dict.fromkeys(separators)))
    return [name for part in pattern.split(text) if (name := clean_name(part))]


@lru_cache(maxsize=64)
def _splitter(separators: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted((s.strip() for s in separators if s.strip() and s.strip()[0].isalpha()), key=len, reverse=True)
    signs = sorted((s.strip() for s in separators if s.strip() and not s.strip()[0].isalpha()), key=len, reverse=True)
    spaced = [w for w in words if not _glued(w)]
    glued = [w for w in words if _glued(w)]
    parts = []
    if spaced:
        parts.append(r",?\s+(?:" + "|".join(map(re.escape, spaced)) + r")\s+")
    if glued:  # 와, 과, 和: behind a name and before a space, since they are syllables of names too
        parts.append(
            r"(?:\s+(?:"
            + "|".join(map(re.escape, glued))
            + r")\s+|(?<=\S\S)(?:"
            + "|".join(map(re.escape, glued))
            + r")\s+)"
        )
    if signs:
        parts.append(r"\s*(?:" + "|".join(map(re.escape, signs)) + r")\s*")
    return re.compile("|".join(parts) or r"(?!)")


def _glued(word: str) -> bool:
    return bool(_HANGUL.search(word) or _HAN_KANA.search(word))


def split_spaced_names(name: str, languages: Iterable[str] = ()) -> Iterator[str]:
    """`박마바 이사아`, and in Chinese `严甲乙 王丙`, as two names: where every word is a whole name by itself."""
    words = name.split()
    korean = all(len(w) == 3 and _HANGUL_NAME.fullmatch(w) for w in words)
    if len(words) > 1 and (korean or ("zh" in languages and all(_SPACED_HAN.fullmatch(w) for w in words))):
        yield from words
    else:
        yield name


def is_person(name: str) -> bool:
    """Whether a text can be a person's name, by its script: nothing is a name that might as well be something else."""
    if not 1 < len(name) <= LONGEST or _UNLIKELY.search(name):
        return False
    if _HANGUL.search(name):
        return _HANGUL_NAME.fullmatch(name) is not None
    if _HAN_KANA.search(name):
        return _HAN_NAME.fullmatch(name) is not None
    words = name.replace(",", " ").split()
    cased = [w for w in words if any(c.islower() or c.isupper() for c in w)]
    if not cased:  # scripts without capitals
        return len(words) <= 6 and any(c.isalpha() for c in name)
    if (name.split(" ", 1)[0] in name_words().never_first and " " in name) or _GLUED_BY.search(name):
        return False
    if byline_words().no_name.search(name):
        return False
    proper = [w for w in words if not is_particle(w)]
    if not 0 < len(proper) <= 5 or len(words) > 8 or not all(_WORD.fullmatch(w) for w in words):
        return False
    if len(words) == 1 and name.isupper() and len(name) <= 4:  # initials, or an agency
        return False
    return all(_is_capital(w) for w in proper)


def is_particle(word: str) -> bool:
    """Whether a word is one of the small words of names: `van`, `de la`, `bin`."""
    return word.casefold() in name_words().particles


def _is_capital(word: str) -> bool:
    """`Ada`, `d’Arc`, `al-Rashid`, `McAda`, `‘t`: a capital at the start of one of its parts."""
    return any(part[:1].isupper() for part in re.split(r"['’‘`´ʼ.‑-]", word)) or not word[:1].islower()
