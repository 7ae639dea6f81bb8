from __future__ import annotations

import pytest

from cleaners.errors import SettingsError
from flows.limits import parse_limits, passed_limits
from warehouse import RunSummary


def summary(articles: int, rejected: int, quarantined: int) -> RunSummary:
    return RunSummary(
        documents=articles + rejected,
        articles=articles,
        rejected={"empty": rejected} if rejected else {},
        quarantined={"timeout": quarantined} if quarantined else {},
        visible_chars=0,
        removed_chars=0,
        removed_share=None,
        by_portal=(),
        by_language=(),
    )


@pytest.mark.parametrize(
    ("limit", "figures", "passed"),
    [
        ("rejected:5%", (95, 5, 0), False),
        ("rejected:5%", (94, 6, 0), True),
        ("rejected:0", (10, 0, 5), False),
        ("rejected:0", (10, 1, 0), True),
        ("quarantined:2", (10, 0, 2), False),
        ("quarantined:2", (10, 0, 3), True),
        ("quarantined:12.5%", (7, 0, 1), False),
        ("rejected:0%", (0, 0, 0), False),
    ],
)
def test_a_limit_is_what_is_still_allowed(limit: str, figures: tuple[int, int, int], passed: bool) -> None:
    assert bool(passed_limits(parse_limits([limit]), summary(*figures))) is passed


def test_several_limits_are_each_told() -> None:
    assert len(passed_limits(parse_limits(["rejected:0", "quarantined:0%"]), summary(1, 1, 1))) == 2


@pytest.mark.parametrize(
    "text", ["", "rejected", "rejected:", "rejected:-1", "articles:5%", "rejected:5 %", "rejected:5%,"]
)
def test_what_is_no_limit_is_told(text: str) -> None:
    with pytest.raises(SettingsError, match="fail_on"):
        parse_limits([text])
