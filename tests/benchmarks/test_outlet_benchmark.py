"""What `benchmarks/outlets.py` calls right, wrong and republished."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.outlets import is_outlet_of, judged, main, pages_of
from cleaners.model import Outlet
from cleaners.outlet_index import index_of
from cleaners.rulebook import rulebook

INDEX = index_of(rulebook().outlets)
PROSE = "<p>" + "The council passed a new rule for the harbour, the mayor said on Tuesday. " * 8 + "</p>"
GUARDIAN = '<link rel="canonical" href="https://www.theguardian.com/a">'


@pytest.mark.parametrize(
    ("outlet", "host", "right"),
    [
        (Outlet("theguardian", "The Guardian", "theguardian.com"), "theguardian.com", True),
        (Outlet("theguardian", "The Guardian", "theguardian.com"), "lemonde.fr", False),
        (Outlet(None, "Valley Courier", "valley.test"), "news.valley.test", True),
        (Outlet(None, "Valley Courier", None), "valleycourier.test", True),
        (Outlet(None, "Valley Daily Courier", None), "vdc.test", True),
        (Outlet(None, "Hill Post", None), "valleycourier.test", False),
    ],
)
def test_an_outlet_is_compared_with_the_host(outlet: Outlet, host: str, right: bool) -> None:
    assert is_outlet_of(outlet, host, INDEX) is right


def test_every_page_gets_a_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "fundus"
    folder.mkdir()
    pages = {
        "theguardian.com": GUARDIAN,
        "lemonde.fr": GUARDIAN,
        "ouest-france.fr": GUARDIAN + '<meta property="og:site_name" content="Ouest-France">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Ouest-France"}}</script>',
        "valley.test": "",
    }
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for host, head in pages.items():
            page = f"<html><head><title>Harbour</title>{head}</head><body><h1>New rule</h1>{PROSE}</body></html>"
            (folder / f"{host}.gz").write_bytes(gzip.compress(page.encode()))
            gold.write(json.dumps({"id": host, "page": f"{host}.gz", "url": f"https://www.{host}/a"}) + "\n")
    verdicts = {host: verdict for verdict, host, _ in judged(pages_of(tmp_path, "fundus", "html"), INDEX)}
    assert verdicts == {
        "theguardian.com": "right",
        "lemonde.fr": "wrong",
        "ouest-france.fr": "republished",
        "valley.test": "none",
    }
    main(["--corpus", str(tmp_path), "--sets", "fundus", "--dialects", "html", "--wrong"])
    printed = capsys.readouterr().out
    assert "fundus:html n=4 right=0.250 republished=0.250 wrong=0.250 none=0.250" in printed
    assert 'lemonde.fr: The Guardian · canonical "https://www.theguardian.com/a"' in printed
