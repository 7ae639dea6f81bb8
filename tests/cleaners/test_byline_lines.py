"""Bylines whose role and name stand in blocks of their own."""

from cleaners.byline_lines import byline_lines
from cleaners.markup import view_of_markup
from cleaners.model import Label
from cleaners.rulebook import rulebook
from cleaners.tiling import Tiling


def lines(html: str) -> list[tuple[str, str]]:
    """The bylines of a page that is nothing but bylines; a heading parts two groups."""
    tiling = Tiling(view_of_markup(html))
    segments = [s for s in tiling if not tiling.view.blocks[s.block].heading]
    for segment in segments:
        segment.label = Label.BYLINE
    return [(line.printed, line.readable) for line in byline_lines(tiling, segments, [rulebook().lexicons["en"]])]


def test_cells_with_a_colon() -> None:
    html = "<table><tr><td>Editor</td><td>: Jane Doe</td></tr></table>"
    assert lines(html) == [("Editor : Jane Doe", "Editor : Jane Doe")]


def test_role_above_the_name() -> None:
    html = "<div><p>Reporter</p><p>Jane Doe</p></div><div><p>Editor</p><p>John Roe</p></div>"
    assert lines(html) == [("Reporter Jane Doe", "Reporter: Jane Doe"), ("Editor John Roe", "Editor: John Roe")]


def test_role_below_the_name() -> None:
    html = "<ul><li><b>Jane Doe,</b><p>Reporter</p></li><li><b>John Roe</b><p>Editor</p></li></ul>"
    assert lines(html) == [("Jane Doe, Reporter", "Reporter: Jane Doe"), ("John Roe Editor", "Editor: John Roe")]


def test_names_stay_apart() -> None:
    assert lines("<p>Jane Doe</p><p>John Roe</p>") == [("Jane Doe", "Jane Doe"), ("John Roe", "John Roe")]


def test_a_role_goes_to_its_neighbour_only() -> None:
    assert lines("<p>Editor</p><h2>Other news</h2><p>John Roe</p>") == [("Editor", "Editor"), ("John Roe", "John Roe")]
