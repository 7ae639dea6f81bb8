import gzip
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from training.samples import own_samples, read_samples, site_of

PAGE = """<html><head><title>Ferry</title><style>p {color: red}</style></head><body>
<nav><ul><li><a href=/>Home</a></li></ul></nav><script>var x = "hidden";</script>
<h1>Ferry saved</h1><p>The <b>town council</b> voted
on Monday.</p><p>It was close.<!-- ad --></p></body></html>"""

needs_resiliparse = pytest.mark.skipif(find_spec("resiliparse") is None, reason="resiliparse is not installed")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "fundus"
    (folder / "pages").mkdir(parents=True)
    rows = []
    for name, url in [("a", "https://www.ferry.example/1"), ("b", "https://news.ferry.example/2")]:
        (folder / "pages" / f"{name}.html.gz").write_bytes(gzip.compress(PAGE.encode()))
        gold = {"headline": "Ferry saved", "body": "The town council voted on Monday.", "authors": ["Ann Poe"]}
        rows.append({"id": name, "page": f"pages/{name}.html.gz", "url": url, "date": "2024-05-01", **gold})
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder.parent


@needs_resiliparse
def test_every_document_comes_in_every_dialect(corpus: Path) -> None:
    samples = list(read_samples(corpus, "fundus", ["html", "nodes"]))
    assert [(s.id, s.dialect) for s in samples] == [("a", "html"), ("a", "nodes"), ("b", "html"), ("b", "nodes")]
    assert samples[0].data == PAGE.encode()
    assert {s.site for s in samples} == {"ferry"}
    assert {s.convention for s in samples} == {"news"}
    assert samples[0].gold.authors == ("Ann Poe",)
    assert samples[0].gold.date == "2024-05-01"


@needs_resiliparse
def test_what_the_dialects_look_like(corpus: Path) -> None:
    dialects = ["nodes", "oneline", "blocks", "paragraphs", "wrapped", "spaced_oneline"]
    flat = {s.dialect: s.data.decode() for s in read_samples(corpus, "fundus", dialects) if s.id == "a"}
    assert flat["nodes"] == "Home\nFerry saved\nThe\ntown council\nvoted\non Monday.\nIt was close."
    assert flat["oneline"] == flat["nodes"].replace("\n", " ")
    assert "The town council voted on Monday.\n" in flat["blocks"]
    assert flat["paragraphs"].split("\n\n")[-2:] == ["The town council voted on Monday.", "It was close."]
    assert flat["wrapped"].split("\n\n")[-1] == "It was close."
    assert "\n" not in flat["spaced_oneline"]
    assert not any("hidden" in text or "red" in text for text in flat.values())


@needs_resiliparse
def test_the_cache_is_read(corpus: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = [s.data for s in read_samples(corpus, "fundus", ["nodes"], cache)]
    (stored,) = cache.rglob("*.gz")
    assert gzip.decompress(stored.read_bytes()) == first[0]
    stored.write_bytes(gzip.compress(b"from the cache"))
    assert [s.data for s in read_samples(corpus, "fundus", ["nodes"], cache)] == [b"from the cache"] * 2


def test_an_unknown_collection_is_named(corpus: Path) -> None:
    with pytest.raises(ValueError, match="wcbx"):
        list(read_samples(corpus, "wcbx", ["html"]))


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.bbc.co.uk", "bbc"),
        ("news.bbc.com", "bbc"),
        ("news.sina.com.tw:80", "sina"),
        ("www.lefigaro.fr", "lefigaro"),
        ("WWW.Yna.co.kr", "yonhap"),
        ("localhost", "localhost"),
    ],
)
def test_site(host: str, site: str) -> None:
    assert site_of(host) == site


def test_our_own_samples_are_articles() -> None:
    samples = list(own_samples())
    assert len({s.id for s in samples}) == len(samples) > 60
    assert all(s.gold.body and s.data and s.site for s in samples)
    sites = {s.id: s.site for s in samples}
    assert sites["naver-news/page.html"] == sites["naver-textdump/flash.txt"] == "naver"
    assert "xe-rhymix/list-only.txt" not in sites
