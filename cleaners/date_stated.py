"""The day that a document states: at a place that speaks of the article, with what else is known of that moment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from cleaners.date_agreement import day_of, fits_weekday
from cleaners.date_places import ABOVE, SOLID
from cleaners.date_weighing import Choice, Weigher, choice_of, evidence_of, is_full
from cleaners.model import DateCandidate

BESIDE_HEADLINE = 0.78
"""From this trust on, a timestamp stands beside the headline."""
APART = 2
"""Fewest days by which what is shown must be later than a stamp."""
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
    below = _below_masthead(best, full)
    if below is not None:
        w.note(f"is earlier than {evidence_of((best,))}")
        return choice_of(below, rule="dates/below_masthead")
    local = _local_day(best, full)
    if local is not None:
        return choice_of(local, best, rule="dates/local_day")
    shown = _shown_before(best, full, w.header)
    if shown is not None:
        w.note(f"is earlier than {evidence_of((best,))}")
        return choice_of(shown, rule="dates/shown_before_stamp")
    first = _first_stamp(best, full, w)
    if first is not None:
        w.note(f"is earlier than {evidence_of((best,))}")
        return choice_of(first, rule="dates/first_stamp")
    shown = _shown_after(best, full, w)
    if shown is not None:
        w.note(f"is later than {evidence_of((best,))}")
        return choice_of(shown, rule="dates/shown_after_stamp")
    return choice_of(best)


def _below_masthead(best: DateCandidate, full: Sequence[DateCandidate]) -> DateCandidate | None:
    """The stamp with a time of day below, where the most trusted date is a day of the week and no more above the headline.

    Such a line of a page's masthead is of the day the page was fetched.
    """
    if best.place != "timestamp" or best.trust > ABOVE or best.weekday is None or best.time is not None:
        return None
    stamps = [c for c in full if c is not best and c.time is not None and c.weekday is None and c.place == "timestamp"]
    if len({day_of(c) for c in stamps}) != 1 or day_of(stamps[0]) >= day_of(best):
        return None
    return stamps[0]


def _first_stamp(stamp: DateCandidate, full: Sequence[DateCandidate], w: Weigher) -> DateCandidate | None:
    """Another stamp of the head, where the most trusted one is days after every stated change and the other before all.

    Nothing is changed before it is published, but for a text that waits for its day, whose head knows of no other.
    """
    changes = [day_of(c) for c in w.changes() if c.place in _STAMPED]
    if stamp.place not in _STAMPED or not changes or (day_of(stamp) - max(changes)).days < APART:
        return None
    before = [c for c in full if c.place in _STAMPED and day_of(c) <= min(changes)]
    return before[0] if before else None


def _shown_before(
    stamp: DateCandidate, full: Sequence[DateCandidate], others: Sequence[DateCandidate]
) -> DateCandidate | None:
    """The day that the page shows its readers, or its address has, where that is before the day of a machine's stamp.

    What a reader is shown is when it was published or changed, and neither is before it was first published: the stamp is
    then of something later, such as a move to another system. Where several days are shown they may be of other articles.
    """
    if stamp.place not in _STAMPED:
        return None
    shown = [c for c in full if c.place not in _STAMPED and (c.trust >= BESIDE_HEADLINE or c.place == "url")]
    if len({day_of(c) for c in shown}) != 1 or not fits_weekday(shown[0]):
        return None
    before = (day_of(stamp) - day_of(shown[0])).days
    if before <= (1 if shown[0].place == "url" else 0):  # an address may be of the eve
        return None
    return None if any(_denies(c, stamp, shown[0]) for c in others) else shown[0]


def _shown_after(stamp: DateCandidate, full: Sequence[DateCandidate], w: Weigher) -> DateCandidate | None:
    """The day that the page shows below its headline, where that is days after a machine's stamp and is not said to be a change's.

    The stamp is then of when the text was entered. What equals a stamp of the last change is that; a stamp whose day is
    shown, too, is right; what is a day apart may be
    the day of the printed paper; and `09.10` beside a stamp of the 10th of September is that day.
    """
    if stamp.place not in _STAMPED:
        return None
    shown = [c for c in full if c.place not in (*_STAMPED, "url") and c.trust > ABOVE]
    if len({day_of(c) for c in shown}) != 1 or not fits_weekday(shown[0]):
        return None
    day = shown[0]
    if (day_of(day) - day_of(stamp)).days < APART or (day.month, day.day, day.year) == (
        stamp.day,
        stamp.month,
        stamp.year,
    ):
        return None
    if any(is_full(c) and day_of(c) == day_of(day) for c in w.all if c.role == "modified"):
        return None
    if any(day_of(c) == day_of(stamp) for c in full if c.place not in _STAMPED):
        return None
    return None if any(_denies(c, stamp, day) for c in w.header) else day


def _denies(path: DateCandidate, stamp: DateCandidate, shown: DateCandidate) -> bool:
    """Whether the month or year in the page's address is that of the stamp and not that of what is shown."""
    if path.place != "url" or path.day is not None or path.year is None:
        return False
    of_stamp = path.year == stamp.year and path.month in (None, stamp.month)
    return of_stamp and not (path.year == shown.year and path.month in (None, shown.month))


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
        and (c.trust >= BESIDE_HEADLINE or c.place in _STAMPED)  # comments have the days after
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
            if (c.place == "url" or (c.place in ("timestamp", "byline") and c.trust >= BESIDE_HEADLINE)) and (
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
