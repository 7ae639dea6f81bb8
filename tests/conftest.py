"""What all tests share."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import settings

# The first example of a run also pays for reading the rules, so a deadline per example measures the wrong thing.
settings.register_profile("cleancopy", deadline=None)
settings.load_profile("cleancopy")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--lake", action="store_true", help="run the tests of the warehouse on DuckLake with PostgreSQL")


Quick = Callable[[Callable[[], object], float], bool]


@pytest.fixture(scope="session")
def quick() -> Quick:
    """Whether a call takes less than that many seconds of processor time, the best of five: machines have hiccups."""

    def measure(call: Callable[[], object], seconds: float) -> bool:
        for _ in range(5):
            start = time.process_time()
            call()
            if time.process_time() - start < seconds:
                return True
        return False

    return measure
