"""Reads how long ago something was: `2 hours ago`, `어제 14:20`, `il y a 3 jours`. What day that was, only a time of scraping tells."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.date_text import Printed, clock_of
from cleaners.lexicon import AgeRule, Calendar, Lexicon
from cleaners.pattern_facts import fold

MOST_SIGNS = 200
"""Longest line that is read: ages stand in short ones, and in longer ones they are of what is told."""
_UNITS = {"minutes": "PT{}M", "hours": "PT{}H", "weeks": "P{}W", "months": "P{}M", "years": "P{}Y"}
HOURS = 24


class AgeReader:
    """Reads ages with the rules of some lexicons."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._rules = [
            (rule, f"{lexicon.id}/{rule.id}", [other.calendar for other in lexicons])
            for lexicon in lexicons
            for rule in lexicon.age
        ]

    def read(self, text: str) -> list[Printed]:
        """Every age of a line, in order and without overlap: the first to begin, of these the longest, of these the first rule."""
        if len(text) > MOST_SIGNS:
            return []
        folded = fold(text)
        found = [
            (match.start(), -match.end(), order, printed)
            for order, (rule, name, calendars) in enumerate(self._rules)
            if not rule.needs or any(word in folded for word in rule.needs)
            for match in rule.regex.finditer(text)
            if (printed := _printed(match.span(), match[0], match.groupdict(), rule, name, calendars)) is not None
        ]
        kept: list[Printed] = []
        for start, _, _, printed in sorted(found, key=lambda item: item[:3]):
            if not kept or start >= kept[-1].end:
                kept.append(printed)
        return kept


def _printed(
    span: tuple[int, int],
    text: str,
    groups: dict[str, str | None],
    rule: AgeRule,
    name: str,
    calendars: Sequence[Calendar],
) -> Printed | None:
    printed = {key: value for key, value in groups.items() if value}
    time = clock_of(printed, calendars)
    if "hour" in printed and time is None:
        return None
    return Printed(
        start=span[0],
        end=span[1],
        text=" ".join(text.split()),
        rule=name,
        role=rule.role,
        time=time,
        age=rule.age or _age(printed),
    )


def _age(groups: dict[str, str]) -> str | None:
    """The age as an ISO 8601 duration. Days that have passed are hours, for a day is what the calendar changes at midnight."""
    if "days" in groups:
        return f"PT{int(groups['days']) * HOURS}H"
    return next((form.format(int(groups[unit])) for unit, form in _UNITS.items() if unit in groups), None)
