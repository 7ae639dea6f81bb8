"""One list of the authors that a page prints and those that it states."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cleaners.model import Author
from cleaners.names import is_person
from cleaners.organisations import is_outlet_like
from cleaners.shape import flat


def merge_authors(
    printed: Sequence[Author], stated: Sequence[Author], company: Collection[str] = ()
) -> tuple[Author, ...]:
    """One list of a page's printed and stated authors.

    Where both name the same people, the stated ones are the authors, each with the role, address and place printed beside
    the name, and of the other printed ones only those whose role is printed or who stand in one list (`company`): a page prints the bylines of other articles
    too, and glues what stands beside a name to it. Where they name different people, what is printed holds.
    """
    people = [a for a in stated if a.organization != a.name and is_person(a.name) and not is_outlet_like(a.name)]
    if not printed:
        return tuple(stated)
    if not any(same_name(p.name, a.name) for p in printed for a in people):
        return tuple(printed)
    merged: list[Author] = []
    rest = list(printed)
    teams = [a for a in stated if a.organization == a.name]
    for author in people:
        match = next((p for p in rest if same_name(p.name, author.name)), None)
        if match is not None:
            rest.remove(match)
            author = match if match.name.casefold() == author.name.casefold() else replace(match, name=author.name)
        merged.append(author)
    merged += teams
    merged += [
        p
        for p in rest
        if (p.role is not None or p.name in company)
        and p.organization != p.name
        and not any(same_name(p.name, m.name) for m in merged)
    ]
    return tuple(merged)


def same_name(printed: str, stated: str) -> bool:
    """One name, though what stood behind it may be glued to the printed one."""
    one, other = flat(printed), flat(stated)
    return one == other or (len(other) > 6 and one.startswith(other))
