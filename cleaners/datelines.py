"""Place and agency printed before the lead: `Beijing (ANTARA) -`, `(서울=연합뉴스)`, `新华社北京2月3日电`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cleaners.byline_words import alternation, byline_words
from cleaners.lexicon import Lexicon
from cleaners.model import Dateline
from cleaners.organisations import agency_names, is_agency, is_team

_HAN = r"\u3040-\u30ff\u3400-\u9fff々ヶ"
_OPEN, _CLOSE = r"[(\[【〈<（［]\s*", r"\s*[)\]】〉>）］]"
_WIRED = "[综綜合外]*[电電讯訊]"
_LATIN_PLACE = r"[^\W\d_](?:[\w'’.-]|,(?=\s\D)|[ /·](?=[^\W\d_])){1,60}?"
_GLUED_AGENCY = re.compile(rf"[{_HAN}]+|[a-z]{{2,4}}")
"""Names of agencies that Japanese glues to a place: 共同, AFP."""
_GLUED_CITY = re.compile(rf"[{_HAN}]+")
"""Cities that Chinese glues to what stands before and behind."""
_DASH = r"\s*\.?\s*(?:[-–—―−‒_:]{1,3}|$)"
_DAY = r"(?:,?\s+(?:\d{1,2}(?:er|º|°)?\.?(?:\s+(?:de\s+)?[^\W\d_]{3,10}\.?)?|[^\W\d_]{3,10}\.?\s+\d{1,2})(?:,?\s+(?:de\s+)?\d{4})?\.?)?"


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a dateline, each with what it was written for."""
    cities = alternation(city for city in byline_words().words["cities"] if _GLUED_CITY.fullmatch(city))
    agencies = alternation(name for name in agency_names() if _GLUED_AGENCY.fullmatch(name))
    patterns = (
        # (서울=연합뉴스), [런던·서울=뉴스1], 【ソウル=聯合ニュース】
        _OPEN + r"(?P<location>[^()\[\]【】=＝]{1,30}?)\s*[=＝]\s*(?P<agency>[^()\[\]【】=＝]{1,24}?)" + _CLOSE,
        # ［ワシントン　３日　ロイター］, [東京 4日 時事]
        _OPEN
        + rf"(?P<location>[{_HAN}]{{2,12}})[\s\u3000]+\d{{1,2}}日[\s\u3000]+(?P<agency>[{_HAN}A-Za-z]{{2,12}})"
        + _CLOSE,
        # 【北京共同】, 【ワシントン時事】
        _OPEN + rf"(?P<location>[{_HAN}]{{2,12}}?)(?P<agency>(?i:{agencies}))" + _CLOSE,
        # （中央社記者王小明台北3日電）, （中央社台北3日電）
        _OPEN
        + rf"(?P<agency>[{_HAN}]{{2,6}}社)(?:[记記]者[{_HAN}、]{{2,12}}?)?(?P<location>{cities})\d{{1,2}}日"
        + _WIRED
        + _CLOSE,
        _OPEN
        + rf"(?P<agency>[{_HAN}]{{2,6}}社)(?:[记記]者[{_HAN}]{{2,3}})?(?P<location>[{_HAN}]{{2,4}})\d{{1,2}}日"
        + _WIRED
        + _CLOSE,
        # 新华社北京2月3日电, 中新社东京4日电, 中新网2月3日电, 本报上海2月3日讯
        rf"(?P<agency>[{_HAN}]{{2,4}}?[社网網报報])(?P<location>[{_HAN}]{{2,10}}?)?\s*(?:\d{{1,2}}月)?\d{{1,2}}日?\s*[电電讯訊].*",
        # МОСКВА, 3 фев — РИА Новости; МОСКВА, 3 февраля. /ТАСС/
        r"(?P<location>[А-ЯЁ][А-ЯЁа-яё -]{2,30}),\s+\d{1,2}\s+[а-яё]{3,8}\.?\s*[-–—/]\s*(?P<agency>[А-ЯЁ][^/.\n]{1,20}?)(?:[/.].*|\s*)$",
        # (ANSA) - ROMA, 03 FEB -
        r"\((?P<agency>[^()\d]{2,20})\)\s*[-–—]\s*(?P<location>" + _LATIN_PLACE + r")" + _DAY + _DASH,
        # Beijing (ANTARA) -, SEOUL, Aug. 20 (Yonhap) --, BEIJING, 3 février (Xinhua) --, MADRID, 3 (EUROPA PRESS) -, Berlin/Paris (dpa)
        r"(?P<location>" + _LATIN_PLACE + r")" + _DAY + r"\s*\(\s*(?P<agency>[^()\d]{2,30})\s*\)" + _DASH,
        # TEMPO.CO, Jakarta -, TRIBUNNEWS.COM, JAKARTA --
        r"(?P<agency>[A-Za-z0-9]{2,20}\.[A-Za-z]{2,3}(?:\.[A-Za-z]{2})?),?\s+(?P<location>"
        + _LATIN_PLACE
        + r")"
        + _DASH,
        # KUTA, KOMPAS.com —
        r"(?P<location>"
        + _LATIN_PLACE
        + r"),\s+(?P<agency>[A-Za-z0-9]{2,20}\.[A-Za-z]{2,3}(?:\.[A-Za-z]{2})?)"
        + _DASH,
        # PARIS —, Jakarta -, NEW YORK, Feb. 3 —
        r"(?P<location>" + _LATIN_PLACE + r")" + _DAY + r"\s*(?:[-–—―−_]{1,3})",
    )
    return tuple(map(re.compile, patterns))


_STRANGER = re.compile(rf"[{_HAN}]{{2,4}}(?:[\s\u3000][{_HAN}]{{1,3}})?")


def read_dateline(text: str, lexicons: Sequence[Lexicon]) -> Dateline | None:
    """Place and agency of a printed dateline; None where the text is none.

    Args:
        text: the dateline alone; in Korean it may run on into a byline, `(서울=연합뉴스) 이름 기자 =`.
        lexicons: whose teams are publishers too.
    """
    printed = " ".join(text.replace("\u3000", " ").split())
    for form in _forms():
        match = form.match(printed)
        if match is None:
            continue
        if match.end() != len(printed) and not printed.startswith(("(", "[", "【", "〈", "<", "（", "［")):
            continue
        groups = match.groupdict()
        place, agency = _tidy(groups.get("location")), _tidy(groups.get("agency"))
        if agency is not None and not _is_publisher(agency, lexicons):
            agency = None
        if place is not None or agency is not None:
            return Dateline(place, agency)
    return None


def _tidy(text: str | None) -> str | None:
    return (text or "").strip(" ,.:-–—/") or None


def _is_publisher(text: str, lexicons: Sequence[Lexicon]) -> bool:
    """Han and kana behind a place may be a reporter: 【ワシントン=山田太郎】; all else there is a publisher."""
    return (
        is_agency(text)
        or is_team(text, lexicons)
        or byline_words().publisher_end.search(text) is not None
        or _STRANGER.fullmatch(text) is None
    )
