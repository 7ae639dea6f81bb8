"""The day that a document states: at a place that speaks of the article, with what else is known of that moment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from cleaners.date_agreement import day_of, fits_weekday
from cleaners.date_places import SOLID
from cleaners.date_weighing import Choice, Weigher, choice_of, evidence_of, is_full
from cleaners.model import DateCandidate

BESIDE_HEADLINE = 0.78
"""From this trust on, a timestamp stands beside the headline."""
_STAMPED = frozenset({"jsonld", "meta"})


def stated(w: Weigher) -> Choice | None:
    """The full date at the most trusted place, where no other place shows that it is of another day."""
    full = [c for c in w.header if is_full(c)]
    if not full:
        return None
    best = full[0]
    if not fits_weekday(best):
        w.conflict(best)
        other = next((c for c in full if c is not best and fits_weekday(c)), None)
        return choice_of(other) if other is not None else choice_of(best, uncertain=True)
    local = _local_day(best, full)
    if local is not None:
        return choice_of(local, best, rule="dates/local_day")
    shown = _shown_before(best, full)
    if shown is None:
        return choice_of(best)
    w.note(f"is earlier than {evidence_of((best,))}")
    return choice_of(shown, rule="dates/shown_before_stamp")


def _shown_before(stamp: DateCandidate, others: Sequence[DateCandidate]) -> DateCandidate | None:
    """The day that the page shows its readers, or its address has, where that is before the day of a machine's stamp.

    What a reader is shown is when it was published or changed, and neither is before it was first published: the stamp is
    then of something later, such as a move to another system. Where several days are shown they may be of other articles.
    """
    if stamp.place not in _STAMPED:
        return None
    shown = [c for c in others if c.place not in _STAMPED and (c.trust >= BESIDE_HEADLINE or c.place == "url")]
    if len({day_of(c) for c in shown}) != 1 or not fits_weekday(shown[0]):
        return None
    before = (day_of(stamp) - day_of(shown[0])).days
    return shown[0] if before > (1 if shown[0].place == "url" else 0) else None  # an address may be of the eve


def _local_day(utc: DateCandidate, others: Sequence[DateCandidate]) -> DateCandidate | None:
    """The same moment as another place prints it in local time, where a machine's stamp is in UTC and a day apart.

    That is a local time a whole number of quarter hours away, or a day without a time in the address or a timestamp,
    where the stamp lies close enough to midnight.
    """
    if utc.offset != "+00:00" or utc.time is None:
        return None
    moment = _moment(utc)
    if any(
        c is not utc
        and day_of(c) == day_of(utc)
        and (
            c.place == "url"
            or c.offset not in (None, "+00:00")
            or (c.place == "timestamp" and c.time is not None and utc.time.startswith(c.time))
        )
        for c in others
    ):
        return None
    for c in others:
        days = (day_of(c) - day_of(utc)).days
        if abs(days) != 1 or c.offset == "+00:00":
            continue
        if c.time is None:
            if (c.place == "url" or (c.place == "timestamp" and c.trust >= BESIDE_HEADLINE)) and (
                utc.time < "12" if days < 0 else utc.time >= "10"
            ):
                return c
            continue
        apart = _moment(c) - moment
        if not apart % datetime.timedelta(minutes=15) and abs(apart) <= datetime.timedelta(hours=14):
            return c
    return None


def _moment(c: DateCandidate) -> datetime.datetime:
    return datetime.datetime.combine(day_of(c), datetime.time.fromisoformat(c.time or "00:00"))


def published_at(choice: Choice | None, candidates: Sequence[DateCandidate]) -> str | None:
    """The moment of a chosen day as ISO 8601 with its offset; None where no evidence of it prints both.

    That is the chosen date's own time, else that of a stamp of the same day; where the chosen one prints a time alone, the
    stamp's must be the same.
    """
    if choice is None or len(choice.edtf) != len("2025-02-04"):
        return None
    own = next((c for c in choice.parts if is_full(c) and c.time and c.offset), None)
    if own is None and is_full(day := choice.parts[0]):
        stamps = [
            c
            for c in candidates
            if c.time
            and c.offset
            and c.role == "published"
            and c.trust >= SOLID
            and is_full(c)
            and day_of(c) == day_of(day)
            and (day.time is None or c.time.startswith(day.time))
        ]
        own = max(stamps, key=lambda c: c.trust, default=None)
    if own is None or own.time is None:
        return None
    time = own.time if own.time.count(":") > 1 else f"{own.time}:00"
    return f"{day_of(own).isoformat()}T{time}{own.offset}"
