"""What every match of a pattern must have: its first signs, its length, and words of which one must stand in it.

Read off the parsed pattern, without running it. All of it is necessary and none of it sufficient: a text that lacks it
cannot match, a text that has it may. What is not understood counts as "anything", so that nothing is ever missed.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# The standard library's own reader of patterns: a private name, but the same since Python 2. Without it nothing is known.
_parser: Any = importlib.import_module("re._parser")

HEAD = 2
"""How many signs at the start of a match are looked at."""
MOST_HEADS = 300
"""A pattern that can begin in more ways is followed no further."""
MOST_WORDS = 32
"""Of more words than this none is looked for: trying the pattern is as cheap."""
LONG_WORD = 8
"""As much of a word as is looked for; the rest hardly ever differs, and cut short many words are one."""
MOST_EXACT = 12
"""Most spellings of a stretch that are put together with what follows it."""

Leaf = tuple[str, Any, bool]
"""One sign of a pattern: the kind of node, what it holds, and whether case is ignored."""
Head = tuple[Leaf, ...]
Words = frozenset[str]
ANYTHING: Leaf = ("ANYTHING", None, False)
"""From here on nothing is known."""

_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_LEAVES = frozenset({"LITERAL", "NOT_LITERAL", "IN", "ANY"})
# Signs beyond ASCII that a pattern blind to case takes for one of ASCII.
_TWINS = {"k": "\u212a", "s": "\u017f", "i": "\u0130\u0131"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What every match of a pattern has."""

    heads: frozenset[Head]
    """The ways in which it can begin."""
    words: tuple[str, ...]
    """One of them stands in it, folded; empty where none must."""
    shortest: int
    """In characters."""
    longest: int


def read_facts(pattern: str, *, ignore_case: bool = False) -> Facts:
    """Read a valid pattern. The parsed form is let go: it is thousands of objects for the garbage collector to visit."""
    nodes = _parser.parse(pattern, re.IGNORECASE if ignore_case else 0)
    ignore_case = bool(nodes.state.flags & re.IGNORECASE)  # the pattern may say so itself
    shortest, longest = map(int, nodes.getwidth())
    return Facts(_heads(nodes, ignore_case), _needed(_words(nodes, ignore_case)[1]), shortest, longest)


@lru_cache(maxsize=4096)
def needed_words(pattern: str, *, ignore_case: bool = False) -> tuple[str, ...]:
    """Words of which one stands in every match, folded; empty where none must."""
    nodes = _parser.parse(pattern, re.IGNORECASE if ignore_case else 0)
    return _needed(_words(nodes, bool(nodes.state.flags & re.IGNORECASE))[1])


def _needed(words: Words | None) -> tuple[str, ...]:
    """Words as they are looked for: none that holds another, none if they are too many."""
    kept: list[str] = []
    for word in sorted({word[:LONG_WORD] for word in words or ()}, key=lambda word: (len(word), word)):
        if not any(part in word for part in kept):
            kept.append(word)
    return tuple(kept) if len(kept) <= MOST_WORDS else ()


def fold(text: str) -> str:
    """A text blind to case in every way that a pattern can be: two signs that a pattern takes for one fold to one."""
    return text.lower() if text.isascii() else text.replace("\u0130", "i").replace("\u0131", "i").casefold()


def _listed(nodes: Any) -> Iterator[tuple[str, Any]]:
    """Kind and content of each node of a parsed sequence."""
    return ((op.name, value) for op, value in nodes.data)


def _scope(ignore_case: bool, add: int, drop: int) -> bool:
    return (ignore_case or bool(add & re.IGNORECASE)) and not drop & re.IGNORECASE


def _heads(nodes: Any, ignore_case: bool) -> frozenset[Head]:
    """The first signs of a sequence of nodes."""
    return _chained(_node_heads(op, value, ignore_case) for op, value in _listed(nodes))


def _chained(steps: Iterable[frozenset[Head]]) -> frozenset[Head]:
    """The first signs of what follows one another."""
    done: set[Head] = set()
    growing: set[Head] = {()}
    for step in steps:
        if len(done) + len(growing) * len(step) > MOST_HEADS:
            return frozenset(done | {(*head, ANYTHING) for head in growing})
        longer = {(*head, *more)[:HEAD] for head in growing for more in step}
        growing = {head for head in longer if len(head) < HEAD and (not head or head[-1] is not ANYTHING)}
        done |= longer - growing
        if not growing:
            return frozenset(done)
    return frozenset(done | growing)


def _node_heads(op: str, value: Any, ignore_case: bool) -> frozenset[Head]:
    if op == "LITERAL":
        return frozenset({((op, value, ignore_case),)})
    if op in _NO_WIDTH:
        return frozenset({()})
    if op in _LEAVES:
        return frozenset({((op, _class(value) if op == "IN" else value, ignore_case),)})
    if op == "SUBPATTERN":
        return _heads(value[3], _scope(ignore_case, value[1], value[2]))
    if op == "ATOMIC_GROUP":
        return _heads(value, ignore_case)
    if op == "BRANCH":
        found = frozenset[Head]().union(*(_heads(branch, ignore_case) for branch in value[1]))
        return found if len(found) <= MOST_HEADS else frozenset({(ANYTHING,)})
    if op in _REPEATS:
        least, most, inner = value
        once = _heads(inner, ignore_case)
        return _chained([once] * min(least, HEAD) + [once | {()}] * min(most - least, HEAD))
    return frozenset({(ANYTHING,)})


def _class(members: Iterable[tuple[Any, Any]]) -> tuple[tuple[str, Any], ...]:
    """A class of signs in plain words and numbers."""
    return tuple((op.name, value.name if op.name == "CATEGORY" else value) for op, value in members)


@lru_cache(maxsize=4096)
def ascii_signs(leaf: Leaf) -> int:
    """The signs of ASCII that this sign of a pattern can be, a bit each: many patterns share their classes."""
    return sum(1 << number for number in range(128) if can_be(leaf, chr(number)))


def can_be(leaf: Leaf, sign: str) -> bool:
    """Whether a sign of a text can be this sign of a pattern."""
    op, value, ignore_case = leaf
    if op == "LITERAL":
        return fold(sign)[:1] == fold(chr(value))[:1] if ignore_case else ord(sign) == value
    if op == "IN":
        return _in_class(value, sign, ignore_case)
    return True


def _in_class(members: Iterable[tuple[str, Any]], sign: str, ignore_case: bool) -> bool:
    negated = hit = False
    if ignore_case and not sign.isascii():
        return True
    spellings = _spellings(sign) if ignore_case else (ord(sign),)
    for kind, value in members:
        if kind == "NEGATE":
            negated = True
        elif kind == "LITERAL":
            hit = hit or value in spellings
        elif kind == "RANGE":
            hit = hit or any(value[0] <= one <= value[1] for one in spellings)
        elif kind == "CATEGORY":
            belongs = _belongs(value, sign)
            if belongs is None:
                return True
            hit = hit or belongs
        else:
            return True
    return not hit if negated else hit


def _spellings(sign: str) -> tuple[int, ...]:
    return tuple(map(ord, {sign, sign.lower(), sign.upper(), *_TWINS.get(sign.lower(), "")}))


def _belongs(category: str, sign: str) -> bool | None:
    """Whether a sign is of a category such as white space; None where the category is not known."""
    no = "_NOT_" in category
    if category.endswith("SPACE"):
        return sign.isspace() is not no
    if category.endswith("DIGIT"):
        return sign.isdecimal() is not no
    if category.endswith("WORD"):
        return (sign.isalnum() or sign == "_") is not no
    return None


_EMPTY: Words = frozenset({""})


def _words(nodes: Any, ignore_case: bool) -> tuple[Words | None, Words | None]:
    """Every spelling of a sequence, where they are few; and the words of which one must stand in it, where there are."""
    spelled: Words = _EMPTY
    best: Words | None = None
    whole = True
    for exact, needed in _steps(nodes, ignore_case):
        if exact is not None and len(spelled) * len(exact) <= MOST_EXACT:
            spelled = frozenset(a + b for a in spelled for b in exact)
            continue
        best = _better(best, spelled)
        whole = False
        if exact is not None:
            spelled = exact
        else:
            best, spelled = _better(best, needed), _EMPTY
    return spelled if whole else None, _better(best, spelled)


def _steps(nodes: Any, ignore_case: bool) -> Iterator[tuple[Words | None, Words | None]]:
    """Spellings and needed words of each node; runs of plain signs as one."""
    run = ""
    for kind, value in _listed(nodes):
        if kind == "LITERAL":
            run += chr(value)
            continue
        if run:
            yield frozenset({fold(run)}), None
            run = ""
        if kind == "ASSERT":  # what a look ahead or behind asks for stands in the text as well
            yield None, _words(value[1], ignore_case)[1]
        elif kind not in _NO_WIDTH:
            yield _node_words(kind, value, ignore_case)
    if run:
        yield frozenset({fold(run)}), None


def _node_words(op: str, value: Any, ignore_case: bool) -> tuple[Words | None, Words | None]:
    if op == "SUBPATTERN":
        return _words(value[3], _scope(ignore_case, value[1], value[2]))
    if op == "ATOMIC_GROUP":
        return _words(value, ignore_case)
    if op == "BRANCH":
        parts = [_words(branch, ignore_case) for branch in value[1]]
        exact = [spelled for spelled, _ in parts if spelled is not None]
        needed = [words for _, words in parts if words is not None]
        spelled = frozenset[str]().union(*exact) if len(exact) == len(parts) else None
        return (
            spelled if spelled is not None and len(spelled) <= MOST_EXACT else None,
            frozenset[str]().union(*needed) if len(needed) == len(parts) else None,
        )
    if op in _REPEATS:
        least, most, inner = value
        spelled, words = _words(inner, ignore_case)
        if least == 0:
            return (spelled | _EMPTY if most == 1 and spelled is not None else None), None
        return (spelled, words) if most == 1 else (None, words)
    if op == "IN" and len(value) <= 4 and all(kind.name == "LITERAL" for kind, _ in value):
        return frozenset(fold(chr(sign)) for _, sign in value), None
    return None, None


def _better(one: Words | None, other: Words | None) -> Words | None:
    """Of two sets of words the one that fewer texts hold."""
    if other is None or "" in other:
        return one
    return other if one is None or _rarity(other) > _rarity(one) else one


def _rarity(words: Words) -> float:
    return min(map(_rare, words)) - len(words) / 10


def _rare(word: str) -> float:
    return 2.5 if len(word) == 1 and not word.isalnum() and word not in " ,.-" else min(len(word), 6)
