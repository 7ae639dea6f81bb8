"""The same page written in another way: what a reader sees, and what the markup says, stays."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

# What is copied as it is: comments, declarations, and elements whose text is no markup or keeps its white space.
_KEPT = re.compile(
    r"<!--.*?-->|<(script|style|textarea|pre|title|xmp|plaintext|svg|math)\b.*?</\1\s*>|<![^>]*>", re.S | re.I
)
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)?)>""")
_ATTRIBUTE = re.compile(r"""\s*([^\s=/>"'<]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>=]+))?""")
_CLASSES = re.compile(r"""(class\s*=\s*)(["'])(.*)\2""", re.S | re.I)
_BLOCKS = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACES = ("\n", "\n\t\t", "  ", "\r\n    ", "\n\n\n")


@dataclass(frozen=True)
class Variation:
    """What is written in another way."""

    attributes: bool = False
    """The order of a tag's attributes."""
    classes: bool = False
    """The order of the words of its class."""
    noise: bool = False
    """It has one `data-` attribute more."""
    spaces: bool = False
    """White space between two tags of block elements."""
    comments: bool = False
    """A comment there."""


def vary(page: str, how: Variation, seed: int = 1) -> str:
    """The page, varied; what is too broken to be sure of stays as it is."""
    chance = random.Random(seed)  # noqa: S311
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(page):
        parts += [_vary(page[at : kept.start()], how, chance), kept[0]]
        at = kept.end()
    return "".join([*parts, _vary(page[at:], how, chance)])


def _vary(markup: str, how: Variation, chance: random.Random) -> str:
    parts: list[str] = []
    at, last = 0, ""
    for tag in _TAG.finditer(markup):
        between, name = markup[at : tag.start()], tag[2].lower()
        if last in _BLOCKS and name in _BLOCKS and not between.strip():
            between = chance.choice(_SPACES) if how.spaces else between
            between += f"<!-- {chance.randrange(99)} -->" if how.comments else ""
        parts += [between, tag[0] if tag[1] else _tag(tag, how, chance)]
        at, last = tag.end(), name
    return "".join([*parts, markup[at:]])


def _tag(tag: re.Match[str], how: Variation, chance: random.Random) -> str:
    inside = tag[3].rstrip()
    slash = " /" if inside.endswith("/") else ""
    inside = inside.removesuffix("/").rstrip()
    found = list(_ATTRIBUTE.finditer(inside))
    names = [attribute[1].lower() for attribute in found]
    if sum(len(attribute[0]) for attribute in found) != len(inside) or len(set(names)) != len(names):
        return tag[0]
    attributes = [attribute[0].strip() for attribute in found]
    if how.classes:
        attributes = [_shuffled(attribute, chance) for attribute in attributes]
    if how.noise:
        attributes.append(f'data-q7="{chance.randrange(999)}"')
    if how.attributes:
        chance.shuffle(attributes)
    return f"<{' '.join([tag[2], *attributes])}{slash}>"


def _shuffled(attribute: str, chance: random.Random) -> str:
    found = _CLASSES.fullmatch(attribute)
    if found is None:
        return attribute
    words = found[3].split()
    chance.shuffle(words)
    return f"{found[1]}{found[2]}{' '.join(words)}{found[2]}"
