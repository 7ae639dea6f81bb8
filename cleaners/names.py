"""Names in bylines: split, told from teams and agencies, and held against what a name can be in their script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cleaners.lexicon import Lexicon

LONGEST = 60
"""A longer text is no name."""

AGENCIES = frozenset(
    [
        *(
            "aa",
            "afp",
            "agence france-presse",
            "ani",
            "anp",
            "ansa",
            "antara",
            "antara news",
            "ap",
            "apa",
            "associated press",
        ),
        *(
            "the associated press",
            "ats",
            "belga",
            "bernama",
            "bloomberg",
            "canadian press",
            "the canadian press",
            "cna",
            "dpa",
        ),
        *(
            "dpa-afx",
            "efe",
            "epa",
            "epd",
            "europa press",
            "ians",
            "interfax",
            "jiji",
            "jiji press",
            "kna",
            "kyodo",
            "kyodo news",
        ),
        *(
            "lusa",
            "ntb",
            "pa media",
            "pap",
            "press association",
            "pti",
            "reuters",
            "reuter",
            "ria",
            "ritzau",
            "sda",
            "sid",
            "stt",
        ),
        *(
            "tass",
            "tt",
            "ttxvn",
            "upi",
            "vna",
            "xinhua",
            "yonhap",
            "yonhap news",
            "yonhap news agency",
            "zeit online",
            "agencies",
        ),
        *(
            "연합뉴스",
            "뉴시스",
            "뉴스1",
            "신화",
            "로이터",
            "교도",
            "신화통신",
            "新华社",
            "新華社",
            "中新社",
            "中新网",
            "中央社",
            "法新社",
        ),
        *(
            "路透社",
            "路透",
            "美联社",
            "時事",
            "共同",
            "時事通信",
            "共同通信",
            "ロイター",
            "聯合ニュース",
            "тасс",
            "риа новости",
            "интерфакс",
        ),
    ]
)
"""News agencies as datelines and bylines print them (https://en.wikipedia.org/wiki/List_of_news_agencies), in lower case."""

_TEAM = re.compile(
    r"\b(?:team|staff|newsroom|news ?desk|desk|editors|editorial|redaktion|newsredaktion|agentur(?:en)?|r[ée]daction|redacci[oó]n|reda[cç][aã]o"
    r"|redazione|redactie|redaksi|redakcja|редакция|agenc(?:y|ies)|agences?|press release|online|newsletter|bureau|service|association|company|inc|ltd)\b"
    r"|(?:뉴스|취재|보도|온라인|디지털|특별|콘텐츠|영상|데이터)\s?(?:팀|부|국|룸)$|편집부$|뉴스룸$|(?:신문|일보|뉴스|방송|통신|타임스|투데이|닷컴)$|編集部|取材班|编辑部|編輯部|编辑室|記者団|报道组",
    re.IGNORECASE,
)
PARTICLE = re.compile(
    r"af|al|av|aus|bin|bint|da|dal|das|de|degli|dei|dela?|della|den|der|des|di|do|dos|du|el?|i|ibn|la|le|les|los?|och|of|op|'t|ten?|ter|und"
    r"|van|vander?|vom|von|y|zu|zum|zur|ze",
    re.IGNORECASE,
)
_FIRST_NEVER = re.compile(r"(?:i|e|y|und|of|och|og|zu|zum|zur|ze|la|le|les|der|die|das|des)\s")
"""Words inside names that begin none when written small."""
_OURS = re.compile(
    r"(?-i:[a-z]{3}By)\b|\b(?:nostr[aoei]|notre|nos|unser\w{0,2}|our|onze|nuestr[ao]s?|noss[ao]s?|recent|latest|posts|category|subscribe|newsletter|share|follow|comments?)\b",
    re.IGNORECASE,
)
"""Words that no name holds: `dalla nostra`, `notre envoyé`, `Recent Posts`."""
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


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's."""
    return name.casefold().removesuffix(".") in AGENCIES


def is_team(name: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a name is an organisation's and no person's."""
    folded = name.casefold()
    if is_agency(name) or _TEAM.search(name):
        return True
    for lexicon in lexicons:
        for team in lexicon.teams:
            other = team.casefold()
            if folded == other or folded.endswith(" " + other) or (len(other) > 3 and folded.startswith(other + " ")):
                return True
    return False


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
    if _FIRST_NEVER.match(name) or _OURS.search(name):
        return False
    proper = [w for w in words if not PARTICLE.fullmatch(w)]
    if not 0 < len(proper) <= 5 or len(words) > 8 or not all(_WORD.fullmatch(w) for w in words):
        return False
    if len(words) == 1 and name.isupper() and len(name) <= 4:  # initials, or an agency
        return False
    return all(_is_capital(w) for w in proper)


def _is_capital(word: str) -> bool:
    """`Ada`, `d’Arc`, `al-Rashid`, `McAda`, `‘t`: a capital at the start of one of its parts."""
    return any(part[:1].isupper() for part in re.split(r"['’‘`´ʼ.‑-]", word)) or not word[:1].islower()
