"""`clean`: bytes in, record out. Each step is a module of its own; this one only says in which order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from cleaners.assemble import assemble
from cleaners.decode import decode, is_binary
from cleaners.errors import UndecodableError
from cleaners.feed import is_feed, page_of_feed
from cleaners.form import TooDeepError, is_markup
from cleaners.head_bylines import label_head_bylines
from cleaners.label_profile import label_by_profiles, label_inside
from cleaners.label_text import label_text
from cleaners.language import tell_language
from cleaners.lexicon import Lexicon
from cleaners.line_rules import REGION_AFTER, apply_line_rules
from cleaners.markup import view_of_markup
from cleaners.model import Article, Label, Reason, Rejected
from cleaners.outlets import names_outlet
from cleaners.plaintext import view_of_text
from cleaners.profile import Profile
from cleaners.recognise import recognise
from cleaners.rule_prints import EVERYWHERE
from cleaners.rulebook import Rulebook, rulebook
from cleaners.tiling import Tiling
from cleaners.verdict import judge
from cleaners.view import View

if TYPE_CHECKING:
    from cleaners.labeller.model import Model

MAX_BYTES = 20_000_000
"""Largest document that is cleaned, in bytes. Real pages stay under 3 MB."""


def document_id(data: bytes) -> str:
    """The identity of a document: 32 hexadecimal digits of the SHA-256 of its raw bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def rules_version(profiles: Iterable[str] = ()) -> str:
    """Fingerprint of every rule that can touch a document to which just `profiles` (ids) applied: 16 hexadecimal digits.

    The one in a record may be narrower: it is of the rules that were consulted for that document.
    """
    return rulebook().prints.of_any(profiles)


def current_versions(profiles: Iterable[str] = ()) -> frozenset[str]:
    """The fingerprints that today's rules can give a record to which just `profiles` (ids) applied.

    A record that carries one of them would be made just so again.
    """
    return rulebook().prints.current(profiles)


def clean(
    data: bytes, source: str = "", *, scraped_at: datetime | None = None, model: Model | None = None
) -> Article | Rejected:
    """Clean one document.

    Pure: the result depends on the arguments and the installed rules only. Bad input is no exception but a `Rejected`.

    Args:
        data: the raw bytes as scraped: a page, a text dump, or a dump that carries markup.
        source: the path or address they were read from; an address is evidence for portal, outlet and date.
        scraped_at: when the page was fetched, with its UTC offset, where that is known: `2 hours ago` and `14:20` are dates
            then, and no date is after it. The time of a file is none.
        model: a labeller's model to use instead of the installed one, as its cross-validation needs it.

    Raises:
        RuleError: the installed rules are wrong.
        ValueError: `scraped_at` has no UTC offset.
    """
    if scraped_at is not None and scraped_at.utcoffset() is None:
        raise ValueError(f"scraped_at {scraped_at.isoformat()} has no UTC offset; give one, such as +09:00")
    book = rulebook()
    identity = document_id(data)

    def rejected(reason: Reason, message: str) -> Rejected:
        return Rejected(
            document_id=identity,
            source=source,
            portal=None,
            reason=reason,
            message=message,
            encoding=None,
            language=None,
            profiles=(),
            rules_version=book.prints.of_bytes(),
            ledger=(),
            visible_text="",
        )

    if len(data) > MAX_BYTES:
        return rejected(
            Reason.TOO_LARGE,
            f"{len(data):,} bytes are more than the {MAX_BYTES:,} of any page; split or fetch it again",
        )
    if not data.strip():
        return rejected(Reason.EMPTY, "holds no bytes but white space; fetch it again")
    if is_binary(data):
        return rejected(Reason.NOT_TEXT, "is binary, or holds NUL bytes or control codes; give the text or HTML")
    try:
        decoded = decode(data)
        view = view_of(decoded.text)
    except UndecodableError as error:
        return rejected(Reason.UNDECODABLE, str(error))
    except TooDeepError as error:
        return rejected(Reason.TOO_DEEP, str(error))
    if not view.text.strip():
        return rejected(Reason.EMPTY, "shows no text; the page may be filled in by a script, fetch it with a browser")
    return _clean_view(Tiling(view), book, identity, source, decoded.encoding, scraped_at, model)


def view_of(text: str) -> View:
    """The view that fits the form of the document: feed item, markup, or text."""
    if is_feed(text) and (page := page_of_feed(text)) is not None:
        return view_of_markup(page)
    return view_of_markup(text) if is_markup(text) else view_of_text(text)


def _clean_view(
    tiling: Tiling,
    book: Rulebook,
    identity: str,
    source: str,
    encoding: str,
    scraped_at: datetime | None,
    model: Model | None,
) -> Article | Rejected:
    view = tiling.view
    profiles = recognise(view, source, book.profiles.values())
    told = tell_language(view, book.languages)
    language = told.tag
    lexicons = _lexicons(book, language)
    marks = label_by_profiles(tiling, profiles)
    hits = list(marks.hits)
    for lexicon in lexicons:
        hits += apply_line_rules(tiling, lexicon.rule, lexicon.id, region_after=REGION_AFTER)
    _label_outlet_lines(tiling)
    if marks.containers:
        label_inside(tiling, profiles, marks.containers)
    head = book.lexicons.heads.get(book.languages.lexicon_of(language) or "")
    stopwords = frozenset(head.stopwords) if head is not None else frozenset()
    asked = _label_rest(tiling, profiles, stopwords, model)
    if not profiles:
        label_head_bylines(tiling, lexicons)
    if view.payload is not None:
        # What the page shows, such as a paywall, says nothing of the end of a text that it does not show.
        hits = [hit for hit in hits if hit.start >= view.payload.span.start]
        marks.selected.clear()
    verdict = judge(tiling, marks, hits, known=bool(profiles))
    applied, read_by = [p.id for p in profiles], [lexicon.id for lexicon in lexicons]
    version = book.prints.of_text(view.form, applied, read_by, labeller=asked)
    if verdict.reason is not None:
        return Rejected(
            document_id=identity,
            source=source,
            portal=profiles[-1].id if profiles else None,
            reason=verdict.reason,
            message=verdict.message,
            encoding=encoding,
            language=language,
            profiles=tuple(p.id for p in reversed(profiles)),
            rules_version=version,
            ledger=tiling.ledger(),
            visible_text=view.text,
        )
    return assemble(
        tiling,
        document_id=identity,
        source=source,
        encoding=encoding,
        language=told,
        languages=book.languages,
        profiles=profiles,
        lexicons=lexicons,
        registry=book.outlets,
        rules_version=version,
        verdict=verdict,
        scraped_at=scraped_at,
    )


def _lexicons(book: Rulebook, language: str | None) -> list[Lexicon]:
    """The lexicon of the language, then the one that holds in all."""
    wanted = [book.languages.lexicon_of(language), EVERYWHERE]
    return [book.lexicons[i] for i in dict.fromkeys(wanted) if i is not None and i in book.lexicons]


def _label_rest(tiling: Tiling, profiles: Sequence[Profile], stopwords: frozenset[str], model: Model | None) -> bool:
    """Label what profiles and lexicons left open; whether the labeller was asked for it."""
    known = next((p.text for p in profiles if p.text is not None), None)
    if known is not None:
        label_text(tiling, known.opening)
        return False
    if not any(tiling.text_of(s) for s in tiling.open_segments()):
        return False
    # Here and not above: what profiles label whole needs neither the model nor numpy, which take a tenth of a second to load.
    from cleaners.label_dump import label_dump
    from cleaners.label_page import label_page

    if tiling.view.payload is not None:
        from cleaners.label_payload import label_payload

        label_payload(tiling, tiling.view.payload, stopwords, model)
    elif tiling.view.form == "html":
        label_page(tiling, stopwords, model)
    else:
        label_dump(tiling, stopwords, model)
    return True


def _label_outlet_lines(tiling: Tiling) -> None:
    """Label lines that are nothing but the name of a publisher."""
    for segment in tiling.open_segments():
        text = tiling.text_of(segment)
        if len(text) <= 40 and names_outlet(text) is not None:
            segment.label, segment.rule, segment.confidence = Label.OUTLET, "outlets/line", 0.9
