"""What `benchmarks/quality.py` counts and draws; on the open corpus, that it counts as the shared evaluator does."""

import gzip
import importlib.util
import json
import sys
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import quality, systems
from benchmarks.quality_plot import plot
from benchmarks.systems import Page, peer, project
from cleaners import Rejected
from cleaners import clean as rejected
from training.scores import Answer, means, scores

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus"
shared = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the open corpus is not at hand: {CORPUS} is no folder")

DUMP: dict[str, Any] = {
    "id": "1",
    "page": "pages/1.txt.gz",
    "lead_prefix": "[Kota, Media]",
    "body_first_80": "The river rose again on Sunday and took the old bridge with it.",
    "body_last_80": "Nobody was hurt, the mayor said.",
    "must_contain": ["took the old bridge"],
    "must_not_contain": ["Share this page"],
}
BODY = "The river rose again on Sunday and took the old bridge with it.\n\nNobody was hurt, the mayor said."


@pytest.mark.parametrize(
    ("body", "exact", "start", "end", "left"),
    [
        (BODY, 1, 1, 1, 0),
        ("[Kota, Media] " + BODY, 1, 1, 1, 0),
        ("Sunday news\n" + BODY, 0, 0, 1, 0),
        (BODY + "\nShare this page", 0, 1, 0, 1),
        ("", 0, 0, 0, 0),
    ],
)
def test_a_dump_is_exact_only_with_both_edges_and_nothing_else(
    body: str, exact: int, start: int, end: int, left: int
) -> None:
    found = scores(DUMP, Answer(body))
    assert (found["exact"], found["start"], found["end"], found["must_not"]) == (exact, start, end, left)


def test_a_dump_without_an_article_is_exact_where_nothing_is_found() -> None:
    gold = {**DUMP, "must_contain": [], "body_first_80": "", "body_last_80": ""}
    assert scores(gold, Answer())["exact"] == 1
    assert scores(gold, Answer(BODY))["exact"] == 0


def test_fields_are_compared_where_the_gold_has_them() -> None:
    gold = {"headline": "A “bridge” falls", "authors": ["Ana Dewi", "Jo Ruiz"], "date": "2024-05-01T08:00"}
    found = scores(gold, Answer(None, 'A "Bridge" falls', ("ANA DEWI",), "2024-05-01"))
    assert found == {"title": 1, "author": pytest.approx(2 / 3), "date": 1}
    nobody = {"headline": None, "authors": [], "date": None}
    assert scores(nobody, Answer(BODY)) == {"named": 0}
    assert scores(nobody, Answer(BODY, authors=("Ana Dewi",))) == {"named": 1}
    assert scores({"headline": None}, Answer(BODY, authors=("Ana Dewi",))) == {}
    assert means([{"a": 1.0, "b": 0.0}, {"a": 0.0}]) == {"a": 0.5, "b": 0.0}


def test_a_crash_is_a_result_and_systems_take_turns() -> None:
    calls: list[str] = []

    def good(page: Page) -> Answer:
        calls.append("good")
        return Answer(BODY)

    def bad(page: Page) -> Answer:
        calls.append("bad")
        raise ValueError("no such page")

    found = quality.measure([Page(DUMP, "raw", "kota", b"")] * 3, {"good": good, "bad": bad})
    assert calls == ["good", "bad", "good", "bad", "bad", "good", "good", "bad"]
    assert found["good"].figures()["exact"] == 1
    assert found["bad"].figures()["exact"] == 0
    assert found["bad"].errors == ["1: ValueError: no such page"] * 3
    (first, second) = quality.rows("dumps", "raw", found)
    assert (first["pages"], second["errors"]) == (3, 3)
    assert len(quality.line(first)) == len(quality.header())


def test_each_page_is_cleaned_by_the_model_that_did_not_see_its_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[tuple[str, bytes]] = []

    def clean(data: bytes, source: str, *, model: bytes) -> Rejected:
        used.append((source, model))
        found = rejected(data, source)
        assert isinstance(found, Rejected)
        return found

    for fold in range(2):
        (tmp_path / f"fold-{fold}.npz").write_bytes(str(fold).encode())
    by_site = SimpleNamespace(FOLDS=2, fold_of={"kota": 1, "desa": 0}.__getitem__)
    monkeypatch.setitem(sys.modules, "training.folds", by_site)
    monkeypatch.setitem(
        sys.modules, "cleaners.labeller.model", SimpleNamespace(read_model=lambda source: source.read())
    )
    monkeypatch.setattr(systems, "clean", clean)
    system = project(tmp_path)
    for site in ("kota", "desa"):
        assert system(Page({"id": site, "page": site}, "html", site, b"")).body is None
    assert used == [("kota", b"1"), ("desa", b"0")]
    with pytest.raises(SystemExit):
        quality.main(["--corpus", str(small_corpus(tmp_path)), "--sets", "fundus", "--models", str(tmp_path / "none")])


def small_corpus(folder: Path) -> Path:
    """A set of two invented pages."""
    paragraphs = [
        f"The river rose again on day {n} and took bridge number {n}, the mayor of the town said." for n in range(9)
    ]
    page = "<title>A bridge falls</title><h1>A bridge falls</h1>" + "".join(f"<p>{p}</p>" for p in paragraphs)
    (folder / "fundus" / "pages").mkdir(parents=True)
    with (folder / "fundus" / "gold.jsonl").open("w") as sink:
        for number in range(2):
            name = f"pages/{number}.html.gz"
            (folder / "fundus" / name).write_bytes(gzip.compress(page.encode()))
            gold = {"id": str(number), "page": name, "group": "x", "headline": "A bridge falls", "date": None}
            sink.write(
                json.dumps({**gold, "url": f"https://x{number}.example/a", "body": "\n".join(paragraphs)}) + "\n"
            )
    return folder


def test_the_command_prints_one_line_a_system(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, picture = tmp_path / "figures.json", tmp_path / "plot.svg"
    arguments = ["--corpus", str(small_corpus(tmp_path)), "--sets", "fundus", "--dialects", "html", "nodes"]
    arguments += ["--with", "densest", "--worst", "1", "--json", str(figures), "--plot", str(picture)]
    quality.main(arguments)
    out = capsys.readouterr().out.splitlines()
    assert out[0] == quality.header()
    table = json.loads(figures.read_text())["rows"]
    assert [(r["dialect"], r["system"], r["pages"]) for r in table] == [
        ("html", "cleancopy", 2),
        ("nodes", "cleancopy", 2),
        ("nodes", "densest", 2),
    ]
    assert table[0]["f1"] > 0.9
    assert {"asked", "title"} <= table[0].keys()
    assert not {"asked", "title"} & table[2].keys()
    marks = [e.text for e in ElementTree.fromstring(picture.read_text()).iter() if (e.text or "").endswith(" ms")]  # noqa: S314
    assert len(marks) == 3


def test_every_mark_is_inside_its_panel() -> None:
    table = [
        {"set": s, "dialect": d, "system": n, "pages": 1, "f1": f, "ms": ms}
        for s, d, n, f, ms in (
            ("fundus", "html", "cleancopy", 1.0, 9.9),
            ("wcxb", "html", "slow & sure", 0.0, 40_000.0),
            ("wcxb", "nodes", "cleancopy", 0.93, 0.02),
        )
    ]
    drawn = ElementTree.fromstring(plot([*table, {"set": "dumps", "dialect": "raw", "system": "x", "ms": 1.0}]))  # noqa: S314
    width, height = (float(v) for v in drawn.attrib["viewBox"].split()[2:])
    for circle in drawn.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(circle.attrib["cx"]) < width
        assert 0 < float(circle.attrib["cy"]) < height
    assert len([e for e in drawn.iter() if (e.text or "").endswith(" ms")]) == 3
    with pytest.raises(ValueError, match="--sets"):
        plot([])


# --- the open corpus, which stays outside the repository ------------------------------------------


@cache
def evaluator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "bench" / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@shared
@pytest.mark.shared
@pytest.mark.skipif(find_spec("resiliparse") is None, reason="resiliparse is not installed")
@pytest.mark.parametrize(
    ("collection", "dialect", "count", "name"),
    [
        ("dumps", "raw", 22, "project"),
        ("dumps", "raw", 22, "trafilatura"),
        ("fundus", "blocks", 4, "densest"),
        ("fundus", "html", 3, "project"),
        ("daniel", "html", 3, "resiliparse"),
        ("wcxb", "html", 3, "trafilatura"),
    ],
)
def test_answers_and_scores_are_those_of_the_evaluator(collection: str, dialect: str, count: int, name: str) -> None:
    bench = evaluator()
    system = project() if name == "project" else peer(name)
    assert system is not None
    theirs = list(
        bench.run(bench.SYSTEMS[name], bench.load(collection, "html" if dialect == "raw" else dialect, count))
    )
    ours = list(islice(quality.pages(CORPUS, collection, dialect), count))
    assert len(ours) == count
    compared = {"f1", "bad", "must", "must_not", "start", "end", "exact", "title", "author", "date"}
    for page, (gold, got) in zip(ours, theirs, strict=True):
        want = {key: pytest.approx(float(v)) for key, v in bench.score(gold, got).items() if key in compared}
        ours_alone = {key: v for key, v in scores(page.gold, system(page)).items() if key in compared}
        assert ours_alone == want, gold["id"]
