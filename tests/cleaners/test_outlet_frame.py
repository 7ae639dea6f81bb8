"""The outlet of a dump by the lines in which its site speaks of itself."""

from __future__ import annotations

import pytest

from cleaners.model import Label
from tests.cleaners.outlet_documents import decide, name_of

TEXT = (Label.BODY, "Die Stadt bekommt einen neuen Kai, sagte der Bürgermeister.")


def menu(*lines: str) -> list[tuple[Label, str]]:
    return [(Label.NAVIGATION, line) for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ["WAZ App", "Jetzt WAZ testen"],  # a name of one word, with nothing but words of a site about itself
        ["• WAZ", "Werben bei WAZ"],  # once with such a word, once alone
        ["Über waz.de", "waz.de Newsletter"],
    ],
)
def test_a_dump_is_of_the_site_that_speaks_of_itself(lines: list[str]) -> None:
    assert name_of(decide(*menu(*lines), TEXT, language="de")) == "WAZ"


@pytest.mark.parametrize(
    "lines",
    [
        ["Jetzt WAZ testen"],  # one line is not enough
        ["• WAZ", "WAZ"],  # nor is a list of links
        ["WAZ meldet Streik", "Kritik an WAZ"],  # nor headlines
        ["WAZ App", "Jetzt WAZ testen", "ZDF App", "Über ZDF"],  # nor two sites of one publisher
        ["AFP App", "Über AFP"],  # nor an agency
    ],
)
def test_a_dump_whose_frame_does_not_tell(lines: list[str]) -> None:
    assert decide(*menu(*lines), TEXT, language="de").outlet is None


def test_a_word_that_names_an_outlet_elsewhere_does_not_tell() -> None:
    lines = menu("Público App", "Jetzt Público testen")
    assert decide(*lines, TEXT, language="de").outlet is None
    assert name_of(decide(*lines, TEXT, language="pt")) == "PÚBLICO"


def test_a_mailbox_of_the_newsroom_tells_among_links_too() -> None:
    related = (Label.RELATED, "Hinweise: redaktion@spiegel.de")
    assert name_of(decide(TEXT, related, language="de")) == "DER SPIEGEL"
    assert decide(TEXT, (Label.RELATED, "anna.mueller@spiegel.de"), language="de").outlet is None
