"""Names that a person is likely to bear: what tells a line that is nothing but a name from any other line of two capitals."""

from __future__ import annotations

import re

from cleaners.byline_words import byline_words
from cleaners.name_words import folded, name_words
from cleaners.names import is_person

_INITIALS = re.compile(
    r"(?!U\.\s?[SKN]\.|E\.U\.|D\.C\.)(?:[A-ZÀ-ÞА-ЯЁ]\.[ -]?){1,3} ?[A-ZÀ-ÞА-ЯЁ][\w'’-]{2,20}(?: [A-ZÀ-ÞА-ЯЁ][\w'’-]{2,20})?"
)
_MIDDLE_INITIAL = re.compile(r"[^\W\d_]\.?")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ơưƠƯ]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々ヶ]{3,6}")


def is_known_name(name: str) -> bool:
    """Whether a text can be a person's full name and begins with a given name (in Japanese a family name) that is in the lists,
    or with initials. One word alone is not a full name.
    """
    if not is_person(name) or name.casefold() in byline_words().cities:
        return False
    known = name_words()
    family, _, rest = name.partition(" ")
    if family in known.japanese and _JAPANESE.fullmatch(family + rest):
        return True
    if _JAPANESE.fullmatch(name):
        return any(name[:size] in known.japanese for size in (2, 3)) and not name.endswith(known.no_family_ends)
    words = name.split()
    if not 2 <= len(words) <= 5 or not known.phrases.isdisjoint(words) or words[-1].casefold() in known.places:
        return False
    if _INITIALS.fullmatch(name):
        return True
    return is_given_name(words[0]) or (words[0].casefold() in known.titles and is_given_name(words[1]))


def is_given_name(word: str) -> bool:
    """Whether a word, or the first part of a hyphened one, is a given name of the lists. Accents may be left out or added, but those
    of Vietnamese, where they make another word of it: `Bến` is no `Ben`.
    """
    known = name_words()
    if _VIETNAMESE.search(word):
        return word.casefold() in known.printed
    plain = folded(word)
    return plain in known.given or word.casefold() in known.printed or plain.split("-")[0] in known.given


def bears_word_as_surname(name: str) -> bool:
    """Whether a name is a given name and a surname that is a word of jobs, menus or papers as well: `Emily Post`, `Edith A. Head`."""
    if " " not in name.strip():
        return False
    first, *middle, last = name.split()
    return (
        last.istitle()
        and folded(last) in name_words().surnames
        and all(map(_MIDDLE_INITIAL.fullmatch, middle))
        and is_given_name(first)
    )
