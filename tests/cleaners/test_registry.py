"""The registry of outlets: well-formed, sorted, without collisions, and as large as promised."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from importlib.resources import files

import pytest

from cleaners.outlet_index import index_of, spelled
from cleaners.registry import OutletEntry, OutletFile
from cleaners.rulebook import read_table, rulebook

REGISTRY = rulebook().outlets


KEYS: dict[str, Callable[[OutletEntry], Iterable[str]]] = {
    "name": lambda o: {spelled(name).lower().replace(" ", "") for name in (o.name, *o.names)},
    "domain": lambda o: o.domains,
    "e-mail domain": lambda o: {*o.email_domains, *o.domains},
    "image folder": lambda o: {slug.lower() for slug in o.image_slugs},
}


@pytest.mark.parametrize("what", KEYS)
def test_no_two_outlets_share_a_key(what: str) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for entry in REGISTRY.values():
        for key in KEYS[what](entry):
            owners[key].add(entry.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_domains_are_bare_hosts() -> None:
    hosts = [host for entry in REGISTRY.values() for host in (*entry.domains, *entry.email_domains)]
    assert [
        host for host in hosts if not re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", host) or host.startswith("www.")
    ] == []


def test_each_file_holds_the_outlets_of_its_country() -> None:
    for item in files("cleaners").joinpath("outlets").iterdir():
        for entry in read_table(item.read_text(encoding="utf-8"), item.name, OutletFile).outlet:
            assert entry.country.lower() + ".toml" == item.name, entry.id


def test_the_registry_is_as_large_as_promised() -> None:
    countries = Counter(entry.country for entry in REGISTRY.values() if entry.kind != "portal")
    assert sum(countries.values()) >= 400
    assert countries["KR"] >= 120
    assert countries["ID"] >= 40
    assert countries["FR"] >= 50


def test_every_outlet_is_found_by_its_own_name() -> None:
    index = index_of(REGISTRY)
    assert [e.id for e in REGISTRY.values() if index.named(e.name) is not e] == []
    assert [
        e.id for e in REGISTRY.values() if e not in index.names_in(f"© 2024 {e.name}, all rights", plain=True)
    ] == []
