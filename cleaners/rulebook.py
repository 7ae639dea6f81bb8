"""Loads, validates and fingerprints the data files: profiles, lexicons, outlets.

The rulebook is read once a process and never changes; it is the only thing in `cleaners` that touches files, its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from cleaners.errors import RuleError
from cleaners.language_table import LanguageFile, LanguageTable, table_of
from cleaners.lexicon import Lexicon
from cleaners.lexicon_head import LexiconHead
from cleaners.name_words import FILE as NAMES_FILE
from cleaners.profile import Profile
from cleaners.registry import OutletEntry, OutletFile
from cleaners.rule_prints import FORMS, RulePrints, digest
from cleaners.rules import Table, read_table

_TABLE = re.compile(r"^\[\[?[a-z]", re.MULTILINE)

RULES_FORMAT = "4"
"""Raised when the code reads the same data files differently, so that everything is cleaned again."""


class LexiconShelf(Mapping[str, Lexicon]):
    """The lexicons by id. `heads` is read at once, each lexicon as a whole when it is first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)
        self._read: dict[str, Lexicon] = {}
        self.heads = {i: _head(f"lexicons/{i}.toml", text) for i, text in self._texts.items()}

    def __getitem__(self, key: str) -> Lexicon:
        if key not in self._read:
            name = f"lexicons/{key}.toml"
            self._read[key] = read_table(self._texts[key], name, Lexicon)
            _check_rule_ids(name, self._read[key])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule of this installation. Mappings are keyed by id, in sorted order."""

    profiles: dict[str, Profile]
    lexicons: LexiconShelf
    outlets: dict[str, OutletEntry]
    languages: LanguageTable
    prints: RulePrints
    """Fingerprints of all of it."""


_LABELLER_FILES = ("furniture.toml", "hints.toml", "weights.npz")
"""Data of the labeller, which judges what no rule knows."""


def _software() -> str:
    try:
        return version("cleancopy")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "source"


def _toml_files(folder: str) -> Iterator[tuple[str, str]]:
    root: Traversable = files("cleaners").joinpath(folder)
    for item in sorted(root.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".toml"):
            yield f"{folder}/{item.name}", item.read_text(encoding="utf-8")


def _profiles() -> dict[str, Profile]:
    tables: dict[str, Profile] = {}
    for name, text in _toml_files("profiles"):
        table = read_table(text, name, Profile)
        _check_name(name, table.id)
        _check_rule_ids(name, table)
        tables[table.id] = table
    return tables


def _head(name: str, text: str) -> LexiconHead:
    """The keys of a lexicon that stand before its first table; parsing only those is what makes a run start fast."""
    first_table = _TABLE.search(text)
    try:
        keys = tomllib.loads(text[: first_table.start()] if first_table else text)
        head = LexiconHead.model_validate({k: v for k, v in keys.items() if k in LexiconHead.model_fields})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RuleError(f"{name}: the keys before the first table are wrong: {error}; mend the file") from error
    _check_name(name, head.id)
    return head


def _check_name(name: str, table_id: str) -> None:
    if not name.endswith(f"/{table_id}.toml"):
        raise RuleError(f"{name}: the id is {table_id!r}; file name and id must agree")


def _check_rule_ids(name: str, table: Profile | Lexicon) -> None:
    seen: set[str] = set()
    rules = [*table.rule, *(table.select if isinstance(table, Profile) else [*table.byline, *table.date])]
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{name}: rule id {rule.id!r} stands twice; give each rule its own")
        seen.add(rule.id)


def _outlets() -> dict[str, OutletEntry]:
    entries: dict[str, OutletEntry] = {}
    for name, text in _toml_files("outlets"):
        for entry in read_table(text, name, OutletFile).outlet:
            if entry.id in entries:
                raise RuleError(f"{name}: outlet {entry.id!r} stands twice in the registry; keep one")
            entries[entry.id] = entry
    return dict(sorted(entries.items()))


def _print_of(table: Table) -> str:
    """Fingerprint of a table as it is understood, so that a comment changes nothing."""
    return digest(json.dumps(table.model_dump(mode="json"), sort_keys=True, ensure_ascii=True))


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The rules that this installation ships.

    Raises:
        RuleError: a data file is wrong, or a profile names an outlet that the registry does not hold.
    """
    profiles, outlets = _profiles(), _outlets()
    lexicon_texts = {
        name.removeprefix("lexicons/").removesuffix(".toml"): text for name, text in _toml_files("lexicons")
    }
    for profile in profiles.values():
        if profile.outlet is not None and profile.outlet not in outlets:
            raise RuleError(
                f"profiles/{profile.id}.toml: outlet {profile.outlet!r} is not in the registry; add it to outlets/"
            )
    language_text = files("cleaners").joinpath("languages.toml").read_text(encoding="utf-8")
    languages = read_table(language_text, "languages.toml", LanguageFile)
    lexicons = LexiconShelf(lexicon_texts)
    return Rulebook(
        profiles,
        lexicons,
        outlets,
        table_of(languages.language, lexicons.heads),
        _prints(profiles, lexicons, lexicon_texts, outlets, languages),
    )


def _prints(
    profiles: Mapping[str, Profile],
    lexicons: LexiconShelf,
    lexicon_texts: Mapping[str, str],
    outlets: Mapping[str, OutletEntry],
    languages: LanguageFile,
) -> RulePrints:
    def of_file(package: str, name: str) -> str:
        return hashlib.sha256(files(package).joinpath(name).read_bytes()).hexdigest()

    text = [
        _print_of(languages),
        *(_print_of(head) for head in lexicons.heads.values()),
        *(_print_of(outlet) for outlet in outlets.values()),
        of_file("cleaners", NAMES_FILE),
    ]
    marks = {
        form: [
            f"{p.id} {p.layer} {_print_of(p.recognise)}" for p in profiles.values() if p.recognise.form in ("any", form)
        ]
        for form in FORMS
    }
    return RulePrints(
        code=digest(f"{RULES_FORMAT} {_software()}"),
        text=digest("\n".join(text)),
        marks={form: digest("\n".join(lines)) for form, lines in marks.items()},
        lexicons={i: digest(text) for i, text in lexicon_texts.items()},
        profiles={p.id: _print_of(p) for p in profiles.values()},
        labeller=digest("\n".join(of_file("cleaners.labeller", name) for name in _LABELLER_FILES)),
    )
