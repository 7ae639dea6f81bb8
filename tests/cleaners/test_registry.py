"""The registry of outlets: well-formed, sorted, without collisions, and as large as promised."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from importlib.resources import files

import pytest

from cleaners.outlet_index import index_of, spelled
from cleaners.registry import OutletEntry, OutletFile
from cleaners.rulebook import rulebook
from cleaners.rules import read_table

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


def test_each_file_is_sorted_by_id_and_says_nothing_twice() -> None:
    for item in files("cleaners").joinpath("outlets").iterdir():
        entries = read_table(item.read_text(encoding="utf-8"), item.name, OutletFile).outlet
        ids = [entry.id for entry in entries]
        assert ids == sorted(set(ids)), item.name
        for entry in entries:
            for said in ([entry.name, *entry.names], entry.domains, entry.email_domains, entry.image_slugs):
                assert len(said) == len(set(said)), f"{entry.id} says something twice: {said}"


def test_names_and_languages_are_well_formed() -> None:
    names = [(e.id, name) for e in REGISTRY.values() for name in (e.name, *e.names)]
    assert [(i, name) for i, name in names if name != " ".join(name.split()) or not 1 < len(name) <= 60] == []
    assert [e.id for e in REGISTRY.values() if not re.fullmatch(r"[a-z]{2,3}", e.language)] == []
    slugs = [(e.id, slug) for e in REGISTRY.values() for slug in e.image_slugs]
    assert [(i, slug) for i, slug in slugs if not re.fullmatch(r"[a-z0-9_-]{2,20}", slug)] == []


def test_nobody_is_told_by_a_mailbox_that_anyone_can_have() -> None:
    free = {
        "gmail.com",
        "hotmail.com",
        "outlook.com",
        "yahoo.com",
        "naver.com",
        "daum.net",
        "hanmail.net",
        "nate.com",
        "kakao.com",
    }
    assert [e.id for e in REGISTRY.values() if e.kind != "portal" and free & {*e.domains, *e.email_domains}] == []


@pytest.mark.parametrize(("country", "kinds"), [("KR", 5), ("ID", 5), ("FR", 5), ("JP", 4), ("DE", 4), ("US", 4)])
def test_all_kinds_of_media_are_there(country: str, kinds: int) -> None:
    assert len({e.kind for e in REGISTRY.values() if e.country == country} - {"portal", "aggregator"}) >= kinds


def test_the_name_of_a_section_names_no_outlet() -> None:
    from cleaners.outlets import names_outlet

    ordinary = [e for e in REGISTRY.values() if e.ordinary]
    assert ordinary
    assert [e.id for e in ordinary if names_outlet(e.name) is not None] == []
    assert [e.id for e in ordinary if e in index_of(REGISTRY).names_in(e.name)] == []


def test_the_registry_is_as_large_as_promised() -> None:
    countries = Counter(entry.country for entry in REGISTRY.values() if entry.kind != "portal")
    assert sum(countries.values()) >= 1200
    assert countries["KR"] >= 220
    assert countries["ID"] >= 90
    assert countries["FR"] >= 120


def test_every_outlet_is_found_by_its_own_name() -> None:
    index = index_of(REGISTRY)
    assert [e.id for e in REGISTRY.values() if index.named(e.name) is not e] == []
    assert [
        e.id for e in REGISTRY.values() if e not in index.names_in(f"© 2024 {e.name}, all rights", plain=True)
    ] == []
