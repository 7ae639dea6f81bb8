"""The authors of a page that no profile knows: what is printed, what its markup states, and what it marks.

Marked is what stands in the visible text under `rel=author`, in links to an author's page or in byline classes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

from cleaners.byline_words import byline_words
from cleaners.date_layout import layout_of
from cleaners.known_names import bears_word_as_surname, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.merged_authors import merge_authors, same_name
from cleaners.model import Author, Label
from cleaners.names import is_person, without_degrees
from cleaners.organisations import is_outlet_like, is_team
from cleaners.page_authors import page_authors
from cleaners.tiling import Segment
from cleaners.view import View

BIO = 1500
"""Characters below the running text in which the author's own box stands."""
MOST = 6
"""More names than this are a list of authors and none of an article."""

_SELECTORS = (
    '[itemprop~="author"] [itemprop~="name"]',
    '[rel~="author"]',
    'a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], a[href*="/auteur/"], a[href*="/autore/"]',
    '[class*="byline" i] a, [class*="author" i] a',
    '[class*="author-name" i], [class*="author_name" i], [class*="authorname" i], [class*="byline-name" i]',
    '.author, .entry-author, .post-author, [itemprop~="author"]',
)
"""In order of trust; the first that marks a name beside the headline decides, else the first that marks one below."""
ABOVE = 3
"""Lines above a name below the running text that may say that it is whom to ask."""
SURE = 3
"""So many of them may mark a name that is in no list of names; class words mark forms and lists of links as well."""


def article_authors(
    printed: Sequence[Author],
    view: View,
    segments: Sequence[Segment],
    lexicons: Sequence[Lexicon],
    *,
    alone: Sequence[Author] = (),
    below: Sequence[Author] = (),
    company: Collection[str] = (),
) -> tuple[Author, ...]:
    """The authors of an article on a page that no profile knows.

    Args:
        printed: the people of the bylines beside its headline.
        view: the document.
        segments: its labelled segments.
        lexicons: whose teams are organisations.
        alone: the names there that stand alone, without `By` or a role.
        below: the people of bylines and credits below the running text.
        company: names that stand beside others in one line.
    """
    stated = page_authors(view.page, lexicons)
    if not _people(stated):
        stated = marked_authors(view, segments, lexicons) or stated
    if _people(printed):
        found = merge_authors(printed, stated, company)
    elif _people(stated):
        found = (
            merge_authors(alone, stated, company)
            if any(same_name(p.name, a.name) for p in alone for a in stated)
            else stated
        )
    else:
        found = tuple(alone if _people(alone) else printed or alone or below or stated)
    people: list[Author] = []
    for author in (*found, *(b for b in below if b.role is not None)):
        if not any(same_name(author.name, known.name) for known in people):
            people.append(author)
    return tuple(people)


def _people(authors: Sequence[Author]) -> bool:
    return any(author.organization != author.name for author in authors)


def marked_authors(view: View, segments: Sequence[Segment], lexicons: Sequence[Lexicon] = ()) -> tuple[Author, ...]:
    """The people whom the markup marks as authors, beside the headline or right below the article.

    Args:
        view: the document; text dumps mark nobody.
        segments: its labelled segments, which say where headline and running text stand.
        lexicons: whose teams are no people.
    """
    if view.form != "html":
        return ()
    layout = layout_of(view, segments)
    below: list[str] = []
    starts = [s.start for s in segments]
    for number, css in enumerate(_SELECTORS):
        beside: dict[str, str] = {}
        for span in view.select(css):
            printed = view.text[span.start : span.end]
            # a span may begin with the white space that closes the block before
            at = span.start + len(printed) - len(printed.lstrip())
            name = without_degrees(_without_house(_without_by(" ".join(printed.split())), lexicons))
            segment = segments[bisect_right(starts, at) - 1]
            if not _is_name(name, lexicons) or segment.label is Label.COMMENTS:
                continue
            if byline_words().contact_before.search(view.text[max(segment.start, at - 30) : at]):
                continue  # whom to ask is not who wrote
            in_menu = segment.label is Label.NAVIGATION and at < layout.headline
            if (number >= SURE or in_menu) and not is_known_name(name):
                continue
            if layout.beside(at):
                beside.setdefault(name.casefold(), name)
            elif not below and layout.body_end <= at <= layout.body_end + BIO and not _in_contacts(view.text, at):
                below.append(name)
        if 0 < len(beside) <= MOST:
            return tuple(map(_author, beside.values()))
    return tuple(map(_author, below))


def _in_contacts(text: str, at: int) -> bool:
    """Whether a line right above says that who stands here is whom to ask."""
    lines = [line for line in text[max(0, at - 400) : at].split("\n") if line.strip()]
    return any(byline_words().contact.match(line) for line in lines[-ABOVE:])


def _is_name(name: str, lexicons: Sequence[Lexicon]) -> bool:
    return (
        (" " in name or not name.isascii())
        and is_person(name)
        and (bears_word_as_surname(name) or not byline_words().menu.search(name))
        and not is_team(name, lexicons)
    )


def _without_by(text: str) -> str:
    match = byline_words().by.match(text)
    return text[match.end() :] if match else text


def _without_house(name: str, lexicons: Sequence[Lexicon]) -> str:
    """A name without the house behind it: `Ada Verne, USA TODAY`."""
    person, comma, house = name.partition(", ")
    return person if comma and (is_outlet_like(house) or is_team(house, lexicons)) else name


def _author(name: str) -> Author:
    return Author(name=name, role=None, email=None, location=None, organization=None)
