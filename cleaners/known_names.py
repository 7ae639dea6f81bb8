"""Names that a person is likely to bear: what tells a line that is nothing but a name from any other line of two capitals."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

from cleaners.names import is_person

FILE = "known_names.toml"

_INITIALS = re.compile(
    r"(?!U\.\s?[SKN]\.|E\.U\.|D\.C\.)(?:[A-ZÀ-ÞА-ЯЁ]\.[ -]?){1,3} ?[A-ZÀ-ÞА-ЯЁ][\w'’-]{2,20}(?: [A-ZÀ-ÞА-ЯЁ][\w'’-]{2,20})?"
)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々ヶ]{3,6}")
_NO_JAPANESE_NAME = re.compile(r"[県市区町村駅港湾島県州部課局社会館園寺院学校店氏]$")


def is_known_name(name: str) -> bool:
    """Whether a text can be a person's full name and begins with a given name (in Japanese a family name) that is in the lists,
    or with initials. One word alone is not a full name.
    """
    if not is_person(name):
        return False
    japanese = _names()[1]
    family, _, rest = name.partition(" ")
    if family in japanese and _JAPANESE.fullmatch(family + rest):
        return True
    if _JAPANESE.fullmatch(name):
        return any(name[:size] in japanese for size in (2, 3)) and not _NO_JAPANESE_NAME.search(name)
    words = name.split()
    if not 2 <= len(words) <= 5 or not _COMMON.isdisjoint(words):
        return False
    if _INITIALS.fullmatch(name):
        return True
    return is_given_name(words[0]) or (words[0].casefold() in _TITLES and is_given_name(words[1]))


_COMMON = frozenset(
    ["of", "the", "for", "and", "or", "in", "on", "to", "The", "For", "And", "Or", "In", "On", "To", "Of"]
)
_TITLES = frozenset({"dr", "dr.", "prof", "prof.", "drs.", "ir.", "mr", "mr.", "mrs", "mrs.", "ms", "ms."})


def is_given_name(word: str) -> bool:
    """Whether a word, or the first part of a hyphened one, is a given name of the lists."""
    given = _names()[0]
    folded = _folded(word)
    return folded in given or ("-" in folded and folded.split("-")[0] in given)


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """(given names, folded; Japanese family names)."""
    data = tomllib.loads(files("cleaners").joinpath(FILE).read_text(encoding="utf-8"))
    given = frozenset(_folded(name) for names in data["given"].values() for name in names.split())
    return given, frozenset(data["family"]["ja"].split())


def _folded(word: str) -> str:
    """Lower case, without accents."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
