"""The labellers that need no profile: line rules, generic text, verdicts, languages, headlines."""

import textwrap
from dataclasses import replace

import numpy as np
import pytest

from cleaners import Article, Rejected, clean
from cleaners.label_units import label_units
from cleaners.labeller.judge import judge_units
from cleaners.language import language_of
from cleaners.line_rules import apply_line_rules
from cleaners.model import Label, Reason
from cleaners.plaintext import view_of_text
from cleaners.rulebook import rulebook
from cleaners.rules import LineRule
from cleaners.shape import Zones, is_prose, word_count
from cleaners.tiling import Tiling

PROSE = [
    "The harbour opened a new quay at dawn on Tuesday, and the mayor said that cargo would double by next year.",
    "Fishermen had asked for the quay since the old one was damaged in a storm, according to their association.",
    "The work took two years and cost less than planned, which the town council called a small miracle.",
    "Ferries will call there from spring on, once the crane that was ordered abroad has been put together.",
]


def rule(**values: object) -> LineRule:
    return LineRule.model_validate({"id": "x", "label": "related", "examples": ["x"], **values})


def labels(text: str, *rules: LineRule, region_after: int = 0) -> list[tuple[str, Label | None]]:
    tiling = Tiling(view_of_text(text))
    apply_line_rules(tiling, rules, "test", region_after=region_after)
    return [(tiling.text_of(s), s.label) for s in tiling]


def test_scopes_cut_what_they_match_and_nothing_else() -> None:
    assert labels("[x] lead goes on", rule(scope="start", pattern=r"\[x\]")) == [
        ("[x]", Label.RELATED),
        ("lead goes on", None),
    ]
    assert labels("says so. (ab/cd)", rule(scope="end", pattern=r"\(ab/cd\)")) == [
        ("says so.", None),
        ("(ab/cd)", Label.RELATED),
    ]
    assert labels("a ZOOM b ZOOM c", rule(scope="inline", pattern="ZOOM")) == [
        ("a", None),
        ("ZOOM", Label.RELATED),
        ("b", None),
        ("ZOOM", Label.RELATED),
        ("c", None),
    ]
    assert labels("More: y", rule(pattern="More: .+")) == [("More: y", Label.RELATED)]
    assert labels("See More: y", rule(pattern="More: .+")) == [("See More: y", None)]


def test_named_groups_carry_their_own_label() -> None:
    found = labels("A quay at dawn (Photo: X)", rule(label="photo_credit", pattern=r"(?P<caption>.+?)\s*\(Photo: .+\)"))
    assert found == [("A quay at dawn", Label.CAPTION), ("(Photo: X)", Label.PHOTO_CREDIT)]


def test_regions_run_to_their_end_and_notices_in_them_are_still_seen() -> None:
    text = "\n".join([*PROSE, "Read on", "one", "Copyright X", PROSE[0]])
    opens = rule(scope="block", pattern="Read on", ends="prose")
    notice = rule(id="c", label="copyright", pattern="Copyright .+")
    tail = labels(text, opens, notice)[4:]
    assert [label for _, label in tail] == [Label.RELATED, Label.RELATED, Label.COPYRIGHT, None]


def test_a_lexicon_opens_no_region_above_the_article() -> None:
    text = "\n".join(["718 Comments", *PROSE, "718 Comments", "nonsense"])
    opens = rule(scope="block", label="comments", pattern=r"\d+ Comments")
    assert [label for _, label in labels(text, opens, region_after=2)] == [
        None,
        None,
        None,
        None,
        None,
        Label.COMMENTS,
        Label.COMMENTS,
    ]


def test_zones_are_local() -> None:
    zones = Zones([False] * 10 + [True] * 10 + [False] * 10 + [True] * 10)
    assert zones.head(0)
    assert zones.head(11)
    assert not zones.head(16)
    assert zones.tail(20)
    assert not zones.tail(12)


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (PROSE[0], True),
        ("인천항에 새 부두가 문을 열었다고 시는 4일 밝혔으며 화물 처리량은 내년까지 두 배로 늘 전망이다.", True),
        ("新码头在港口启用。市政府表示，这个项目将在明年使货物处理量增加一倍。", True),
        ("Subscribe now", False),
        ("새 부두 문 열어…화물 처리량 두 배", False),
        ("Home News Sport Weather Culture Travel Earth Audio Video Live", False),
    ],
)
def test_running_text_is_told(text: str, prose: bool) -> None:
    assert is_prose(text) is prose


def test_words_are_counted_in_every_script() -> None:
    assert word_count("one two three") == 3
    assert word_count("新码头启用了") == 3
    assert word_count("") == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("인천항에 새 부두가 문을 열었다.", "ko"),
        ("新しい埠頭が港に開業したと市は発表した。", "ja"),
        ("新码头在港口启用，市政府表示这个项目将会带来机会。", "zh-Hans"),
        ("新碼頭在港口啟用，市政府表示這個計畫將會帶來機會。", "zh-Hant"),
        (
            "Pelabuhan itu akan dibuka pada hari Selasa untuk kapal yang datang dari pulau lain dan tidak ada biaya.",
            "id",
        ),
        (
            "Le nouveau quai a été inauguré mardi par la maire, qui a dit que le trafic doublerait dans les deux ans.",
            "fr",
        ),
        (PROSE[0], "en"),
        ("Der neue Kai wurde am Dienstag von der Stadt eröffnet, und das ist nicht alles, was noch kommen wird.", "de"),
        ("Новый причал открыли во вторник, и это не всё, что было обещано жителям города за последние годы.", "ru"),
        ("1234 5678", None),
    ],
)
def test_language_is_told_by_script_and_function_words(text: str, language: str | None) -> None:
    assert language_of(text, rulebook().languages) == language


def test_a_page_that_lies_about_its_language_is_not_believed() -> None:
    assert language_of(" ".join(PROSE), rulebook().languages, "ko-KR") == "en"


def test_generic_text_finds_headline_headings_and_chrome() -> None:
    dump = "\n".join(
        [
            "Home",
            "Sport",
            "Menu",
            "",
            "New quay opens in the harbour",
            "Cargo to double by next year",
            "",
            *PROSE[:2],
            "A small miracle",
            *PROSE[2:],
            "",
            "Home",
            "Imprint",
        ]
    )
    record = clean(dump.encode())
    assert isinstance(record, Article)
    assert record.headline is not None
    assert record.body == "\n\n".join([*PROSE[:2], "A small miracle", *PROSE[2:]])


def test_teasers_and_repeated_lines_are_told() -> None:
    dump = "\n\n".join(["New quay opens", PROSE[0][:60] + " ...", "New quay opens", *PROSE])
    record = clean(dump.encode())
    assert isinstance(record, Article)
    assert record.headline == "New quay opens"
    assert record.body == "\n\n".join(PROSE)
    assert {e.label for e in record.ledger} >= {Label.TEASER, Label.DUPLICATE}


def test_wrapped_text_is_put_together_again() -> None:
    dump = "\n\n".join(
        "\n".join(textwrap.wrap(p + " " + q, 60)) for p, q in zip(PROSE, PROSE[1:] + PROSE[:1], strict=True)
    )
    record = clean(dump.encode())
    assert isinstance(record, Article)
    assert record.body.split("\n\n") == [p + " " + q for p, q in zip(PROSE, PROSE[1:] + PROSE[:1], strict=True)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (b"%PDF-1.7 x", Reason.NOT_TEXT),
        (b"text\0text", Reason.NOT_TEXT),
        (b"<div>" * 100_000, Reason.TOO_DEEP),
        (b"<html><body><script>x</script></body></html>", Reason.EMPTY),
        (b"Menu\nHome", Reason.NO_ARTICLE),
        ("\n".join(f"Council votes on plan number {i} for the harbour" for i in range(30)).encode(), Reason.LIST_PAGE),
        (b"x" * 20_000_001, Reason.TOO_LARGE),
        (bytes(range(128, 256)) * 40, Reason.UNDECODABLE),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(data: bytes, reason: Reason) -> None:
    record = clean(data, "x")
    assert isinstance(record, Rejected)
    assert record.reason is reason
    assert record.message
    assert len(record.document_id) == 32


def test_the_same_bytes_give_the_same_record() -> None:
    data = "\n".join(PROSE).encode()
    assert clean(data, "a") == clean(data, "a")


@pytest.mark.parametrize(("rest", "opens"), [(Label.BODY, True), (Label.BYLINE, True), (Label.RELATED, False)])
def test_a_dateline_opens_running_text_or_is_what_its_line_is(rest: Label, opens: bool) -> None:
    tiling = Tiling(view_of_text("The quay\nEASTPORT, Maine — A new quay was opened"))
    tiling.label(0, 8, Label.HEADLINE, "test", 0.9)
    tiling.label(9, 9 + len("EASTPORT, Maine —"), Label.DATELINE, "en/dateline", 0.9)
    judged = judge_units(tiling.view, frozenset())
    chosen = np.full(len(judged.body), rest is Label.BODY)
    label_units(tiling, replace(judged, kinds=[rest] * len(judged.body)), chosen)
    assert [s.label for s in tiling][1:] == [Label.DATELINE if opens else rest, rest]
