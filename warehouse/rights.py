"""Which notices reserve text and data mining: rules from `rights_reservations.toml`, by Arrow's RE2 (linear time).

The Directive (EU) 2019/790, article 4(3), lets holders of rights reserve it; other laws know the like. What is stored is
what a page says of itself, and no legal advice.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_NEAR = 160
"""Characters between topic and ban, at most."""


@cache
def reservation_rules() -> dict[str, str]:
    """The pattern of each rule, by its id, in the order in which they are asked."""
    return {rule["id"]: _pattern(rule) for rule in rule_tables()}


@cache
def rule_tables() -> list[dict[str, Any]]:
    """The rules as they stand in the file."""
    rules: list[dict[str, Any]] = tomllib.loads((files("warehouse") / "rights_reservations.toml").read_text("utf-8"))[
        "rule"
    ]
    return rules


def _pattern(rule: dict[str, Any]) -> str:
    if "signs" in rule:
        return f"(?i)(?:{'|'.join(rule['signs'])})"
    topic, ban = (f"(?:{'|'.join(rule[key])})" for key in ("topics", "bans"))
    return f"(?i)(?:{topic}[^\\n]{{0,{_NEAR}}}{ban}|{ban}[^\\n]{{0,{_NEAR}}}{topic})"


def reservations(copyright_notice: pa.Array, usage_terms: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Whether articles are reserved, and by which rule.

    Returns:
        Booleans, null where an article has no notice at all; and the ids of rules, null where nothing is reserved.
    """
    # null_handling="skip" would drop rows in which both are null (pyarrow 26).
    notice = pc.binary_join_element_wise(pc.fill_null(usage_terms, ""), pc.fill_null(copyright_notice, ""), "\n")
    none = pc.and_(pc.is_null(copyright_notice), pc.is_null(usage_terms))
    encoded = pc.if_else(none, pa.scalar(None, pa.string()), notice).dictionary_encode()
    rules = _rules_of(encoded.dictionary)
    rule = rules.take(encoded.indices)
    return pc.if_else(none, pa.scalar(None, pa.bool_()), pc.is_valid(rule)), rule


def _rules_of(notices: pa.Array) -> pa.Array:
    """The first rule that each of some distinct notices fulfils."""
    found = pa.nulls(len(notices), pa.string())
    for name, pattern in reservation_rules().items():
        fires = pc.and_(pc.is_null(found), pc.match_substring_regex(notices, pattern))
        found = pc.if_else(fires, pa.scalar(name), found)
    return found
