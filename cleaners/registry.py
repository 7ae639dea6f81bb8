"""The schema of the outlet registry."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from cleaners.rules import RuleId, Table


class OutletEntry(Table):
    """A publisher of the registry."""

    id: RuleId
    name: str
    names: list[str] = []
    """Other names it is printed under."""
    shared_names: list[str] = []
    """Those of its names that publishers elsewhere bear in the same language: alone they prove nothing."""
    byline_names: list[str] = []
    """Of an agency: names that only bylines, datelines and credits print, such as 로이터 or 共同. Elsewhere they are ordinary words, and name nobody."""
    domains: list[str] = []
    email_domains: list[str] = []
    image_slugs: list[str] = []
    """Its folder on portal image hosts, such as `hankooki` in `t1.daumcdn.net/news/202508/04/hankooki/…`."""
    ordinary: bool = False
    """Its name is an ordinary word too, such as the heading of a section: a line or a phrase with it names no outlet."""
    kind: Literal["newspaper", "agency", "broadcaster", "magazine", "online", "portal", "aggregator"]
    """A portal or an aggregator republishes: it is never the publisher of an article."""
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    language: str


class OutletFile(Table):
    """One registry file: the outlets of a country."""

    outlet: list[OutletEntry]
