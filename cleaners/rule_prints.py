"""Fingerprints of the rules: what a document was cleaned by, and so whether another rule could touch it.

A record carries one fingerprint, over just what was consulted for its document. What is consulted follows from what was
consulted before: the form of the document and the marks of the profiles for that form say which profiles apply; the heads of
all lexicons say its language, and that which lexicons read it; what profiles and lexicons leave open, the labeller judges. So where
everything that was consulted is as it was, the same is consulted today, with the same result: it need not be stored
which it was. A fingerprint that today's rules can give for any choice is one of today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FORMS = ("html", "text")
"""The forms of a document, as `View.form`."""

EVERYWHERE = "und"
"""The lexicon that reads every document, whatever its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePrints:
    """Fingerprints of the parts of a rulebook.

    Attributes:
        code: of the software, which touches every document.
        text: of what touches every document with a text: heads of lexicons, languages, registry, names.
        marks: by form: of how profiles recognise documents of that form.
        lexicons: of each lexicon as a whole.
        profiles: of each profile as a whole.
        labeller: of its weights, and of the words it knows.
    """

    code: str
    text: str
    marks: Mapping[str, str]
    lexicons: Mapping[str, str]
    profiles: Mapping[str, str]
    labeller: str

    def of_bytes(self) -> str:
        """The fingerprint for a document that was rejected before it had a text."""
        return digest(f"bytes {self.code}")

    def of_text(self, form: str, profiles: Iterable[str], lexicons: Iterable[str], *, labeller: bool) -> str:
        """The fingerprint for a document with a text.

        Args:
            form: of the document.
            profiles: those that applied.
            lexicons: those that read it.
            labeller: whether the labeller was asked.
        """
        parts = [f"text {form}", self.code, self.text, self.marks[form]]
        parts += [f"profile {i} {self.profiles.get(i, 'gone')}" for i in sorted(profiles)]
        parts += [f"lexicon {i} {self.lexicons.get(i, 'gone')}" for i in sorted(set(lexicons))]
        parts += [f"labeller {self.labeller}"] if labeller else []
        return digest("\n".join(parts))

    def of_any(self, profiles: Iterable[str]) -> str:
        """The fingerprint of all that can touch a document to which just these profiles applied, whatever it holds."""
        parts = [self.of_bytes()]
        parts += [self.of_text(form, profiles, self.lexicons, labeller=True) for form in FORMS]
        return digest("\n".join(parts))

    def current(self, profiles: Iterable[str]) -> frozenset[str]:
        """Every fingerprint that today's rules can give a document to which just these profiles applied."""
        applied = sorted(profiles)
        found = {self.of_any(applied)} | (set() if applied else {self.of_bytes()})
        for form in FORMS:
            for lexicon in self.lexicons:
                for labeller in (False, True):
                    found.add(self.of_text(form, applied, (lexicon, EVERYWHERE), labeller=labeller))
        return frozenset(found)


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
