"""Documents as the labeller gets them."""

from __future__ import annotations

from cleaners.decode import decode
from cleaners.language import detect_language
from cleaners.pipeline import view_of
from cleaners.recognise import recognise
from cleaners.rulebook import rulebook
from cleaners.view import View


def read(data: bytes) -> tuple[View, frozenset[str]]:
    """The view of a document, and the function words of its language."""
    view = view_of(decode(data).text)
    lexicons = rulebook().lexicons.heads
    language = (detect_language(view, lexicons) or "").split("-")[0]
    return view, frozenset(lexicons[language].stopwords) if language in lexicons else frozenset()


def portal_of(data: bytes, source: str) -> str | None:
    """The portal that a document was scraped from, where a profile recognises it."""
    profiles = recognise(view_of(decode(data).text), source, rulebook().profiles.values())
    return profiles[-1].id if profiles else None
