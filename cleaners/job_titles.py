"""Names with a job printed beside them and no sign between: `Ada Verne Executive Digital Editor`, `Chefredakteurin Anna Müller`."""

from __future__ import annotations

from cleaners.byline_words import byline_words
from cleaners.known_names import is_known_name

FULL_NAME = 2
"""Words of a full name, at least."""


def without_job(name: str) -> str:
    """The name of a person without the job printed behind or before it.

    As it is where there is no job, and where what remains is not known to be a name: `Harbour News Editor`.
    """
    words = name.split()
    jobs = [_is_job(word) for word in words]
    if len(words) <= FULL_NAME or not any(jobs):
        return name
    parts = [job or word.casefold() in byline_words().qualifiers for word, job in zip(words, jobs, strict=True)]
    for at in range(FULL_NAME, len(words)):
        if parts[at] and any(jobs[at:]):
            return _known(words[:at]) or name
    start = parts.index(False) if False in parts else 0
    return (_known(words[start:]) if start and any(jobs[:start]) and not any(jobs[start:]) else None) or name


def _is_job(word: str) -> bool:
    return byline_words().job.fullmatch(word.strip("().,")) is not None


def _known(words: list[str]) -> str | None:
    name = " ".join(words).rstrip(",")
    return name if is_known_name(name) else None
