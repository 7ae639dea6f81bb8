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
    book = rulebook()
    head = book.lexicons.heads.get(book.languages.lexicon_of(detect_language(view, book.languages)) or "")
    return view, frozenset(head.stopwords) if head is not None else frozenset()


def portal_of(data: bytes, source: str) -> str | None:
    """The portal that a document was scraped from, where a profile recognises it."""
    profiles = recognise(view_of(decode(data).text), source, rulebook().profiles.values())
    return profiles[-1].id if profiles else None
