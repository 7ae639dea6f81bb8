"""`explain` for a person: what decided is marked among all that was found."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from cleaners import clean
from cleaners.model import Article, to_dict
from flows.explain_view import show
from flows.explained import Explained

PAGE = b"""<html><head><meta property="article:published_time" content="2025-08-04T15:05:00+09:00"></head><body><article>
<h1>A new quay changes the small harbour</h1><p>Updated August 5, 2025</p>
<p>A new quay was opened in the small harbour on the eastern shore. The council expects that it will double the freight that the
port can take. The fishermen had asked for a stronger quay ever since August 9, 2011, when a storm broke the old one.</p>
</article></body></html>"""


def test_the_dates_that_decided_are_marked_and_the_step_is_named() -> None:
    record = clean(PAGE, "page.html")
    assert isinstance(record, Article)
    out = StringIO()
    show(Explained("article", to_dict(record), record.visible_text, record.ledger), Console(file=out, width=200))
    rows = out.getvalue().partition("Dates found")[2].splitlines()
    marked = {line.split()[1] for line in rows if line.lstrip().startswith("→")}
    assert marked == {"2025-08-04T15:05:00+09:00", "Updated"}
    assert any("August 9, 2011" in line and "prose" in line for line in rows)
    assert "dates/stated" in out.getvalue().partition("Dates found")[0]
