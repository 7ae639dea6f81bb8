"""Which rules of a list can fire on a line at all: few of some fifty can, and only those are worth trying.

A sieve knows of each rule what every match must have (`pattern_facts.py`). The first signs of a line lead through a table
of states, which grows as lines ask for it, to the rules that can begin so; length and needed words leave about one a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from cleaners.pattern_facts import ANYTHING, HEAD, Head, Leaf, ascii_signs, can_be, fold, read_facts
from cleaners.rules import LineRule

MOST_STATES = 20_000
"""A table stops growing here, so that a process that sees every script keeps its memory."""
MAX_LINE = 600
"""Longest text, in characters, that a rule for a whole line looks at; a longer line is running text."""
PATIENCE = 1000
"""Lines that are let through unsieved: reading fifty patterns takes longer than one page does, and a run may be one page."""
SHORT, MOST_KNOWN = 60, 4096
"""Lines up to this length are remembered, up to so many: pages of one site share their menus."""
UNLIMITED = 1 << 62

_Test = tuple[int, int, int, tuple[str, ...], LineRule]
"""Zone of a rule, fewest and most characters of a line that it fires on, words of which the line needs one, the rule."""

_HEAD, _TAIL, _ANYWHERE = 1, 2, 4
_ZONES = {"head": _HEAD, "tail": _TAIL, "any": _ANYWHERE}
_WHOLE = frozenset({"line", "before", "block"})
"""Scopes whose pattern must match the whole line."""


class _Fork:
    """One place in the tree of all heads: what may come next, and which rules (a bit each) allow anything from here on."""

    __slots__ = ("classes", "folded", "free", "masks", "plain", "possible")

    def __init__(self) -> None:
        self.free = 0
        self.possible = 0
        """The rules that can still match from here on, a bit each."""
        self.plain: dict[str, _Fork] = {}
        self.folded: dict[str, _Fork] = {}
        self.classes: dict[Leaf, _Fork] = {}
        self.masks: list[tuple[int, Leaf, _Fork]] = []
        """The classes, each with the signs of ASCII that it holds."""

    def add(self, head: Head, rule: int) -> None:
        """Enter a way to begin."""
        self.possible |= rule
        if not head or head[0] is ANYTHING:
            self.free |= rule
            return
        op, value, ignore_case = leaf = head[0]
        if op != "LITERAL":
            below = self.classes.get(leaf) or _Fork()
            if leaf not in self.classes:
                self.classes[leaf] = below
                self.masks.append((ascii_signs(leaf), leaf, below))
        elif ignore_case:
            below = self.folded.setdefault(fold(chr(value))[:1], _Fork())
        else:
            below = self.plain.setdefault(chr(value), _Fork())
        below.add(head[1:], rule)

    def after(self, sign: str) -> Iterable[_Fork]:
        """The places that a sign leads to."""
        if (plain := self.plain.get(sign)) is not None:
            yield plain
        if (folded := self.folded.get(fold(sign)[:1])) is not None:
            yield folded
        if sign.isascii():
            bit = 1 << ord(sign)
            yield from [fork for mask, _, fork in self.masks if mask & bit]
        else:
            yield from [fork for _, leaf, fork in self.masks if can_be(leaf, sign)]


class _State:
    """Where the first signs of a line have led."""

    __slots__ = ("below", "forks", "free", "tests")

    def __init__(self, forks: Sequence[_Fork], free: int, tests: Sequence[_Test]) -> None:
        self.forks = forks
        self.free = free
        """The rules that allow anything from here on, a bit each."""
        self.tests = tests
        """What else must hold for each rule that is still possible."""
        self.below: dict[str, _State] = {}


class Sieve:
    """The rules of one list, ready to be asked."""

    def __init__(self, rules: Sequence[LineRule], patience: int = PATIENCE) -> None:
        self._rules = rules
        self._patience = patience
        self._known: dict[tuple[str, int], Sequence[LineRule]] = {}
        self._size = 0
        self._tests: list[_Test] = []

    def candidates(self, text: str, *, head: bool, tail: bool) -> Sequence[LineRule]:
        """The rules that may fire on a line, in their order; one that is left out cannot.

        Args:
            text: a line without white space at its ends.
            head: the line may be part of the article's head.
            tail: the line may be part of the article's tail.
        """
        zone = _ANYWHERE | (_HEAD if head else 0) | (_TAIL if tail else 0)
        if self._patience:
            self._patience -= 1
            return [rule for rule in self._rules if _ZONES[rule.zone] & zone]
        if len(text) > SHORT:
            return self._sieved(text, zone)
        found = self._known.get((text, zone))
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[text, zone] = self._sieved(text, zone)
        return found

    def _sieved(self, text: str, zone: int) -> Sequence[LineRule]:
        state = self._start
        for place, sign in enumerate(text[:HEAD], 1):
            state = state.below.get(sign) or self._grown(state, sign, last=place == HEAD)
        size, folded = len(text), ""
        found: list[LineRule] = []
        for zones, shortest, longest, words, rule in state.tests:
            if not zones & zone or not shortest <= size <= longest:
                continue
            if words:
                folded = folded or fold(text)
                for word in words:
                    if word in folded:
                        break
                else:
                    continue
            found.append(rule)
        return found or ()

    @cached_property
    def _start(self) -> _State:
        """The state before the first sign; made once, when patience is at an end."""
        root = _Fork()
        self._tests = []
        for index, rule in enumerate(self._rules):
            facts = read_facts(rule.pattern, ignore_case=rule.ignore_case)
            for head in facts.heads if rule.scope in _WHOLE or rule.scope == "start" else ((ANYTHING,),):
                root.add(head, 1 << index)
            longest = min(facts.longest, MAX_LINE) if rule.scope in _WHOLE else UNLIMITED
            self._tests.append((_ZONES[rule.zone], facts.shortest, longest, facts.words, rule))
        return _State([root], root.free, self._tests)

    def _grown(self, state: _State, sign: str, *, last: bool) -> _State:
        """The state that a sign leads to; it is kept while there is room."""
        forks = [below for fork in state.forks for below in fork.after(sign)]
        free = possible = state.free
        for fork in forks:
            free |= fork.free
            possible |= fork.possible
        tests = [test for i, test in enumerate(self._tests) if possible >> i & 1]
        grown = _State(() if last else forks, free, tests)
        if self._size < MOST_STATES:
            self._size += 1
            state.below[sign] = grown
        return grown


class _Same:
    """A list of rules as a cache key: the same object, not an equal one."""

    def __init__(self, rules: Sequence[LineRule]) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rules is self.rules


def sieve_of(rules: Sequence[LineRule]) -> Sieve:
    """The sieve of a list of rules, built once; the list must not change."""
    return _build(_Same(rules))


@lru_cache(maxsize=256)
def _build(key: _Same) -> Sieve:
    return Sieve(key.rules)
