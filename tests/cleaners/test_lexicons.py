"""The lexicons hold what they promise: each rule its own examples, none a sentence of news, and none runs for long."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from cleaners.date_ages import AgeReader
from cleaners.lexicon import AgeRule, BylineRule, DateRule, Lexicon
from cleaners.rules import LineRule

FOLDER = Path(__file__).parents[2] / "cleaners" / "lexicons"
IDS = sorted(path.stem for path in FOLDER.glob("*.toml"))
ROLES = {
    *(
        "reporter",
        "intern_reporter",
        "correspondent",
        "editor",
        "editor_in_chief",
        "writer",
        "columnist",
        "contributor",
    ),
    *("editorial_writer", "photographer", "translator", "planner", "visuals", "anchor", "producer", "interviewer"),
    *("proofreader", "uploader"),
}
Quick = Callable[[Callable[[], object], float], bool]
LONG = 20_000
LIMIT = 0.2
"""Seconds that one pattern may take on a line of 20,000 characters."""

# Sentences of news that look like boilerplate: what each defends against stands behind it.
NEWS = {
    "ko": [
        "구독 서비스가 늘면서 회사들이 새 상품을 앞다퉈 내놓고 있다.",  # subscribe
        "검찰은 댓글 순위 조작 사건을 다시 들여다보겠다고 밝혔다.",  # comments
        "다음 주 2일부터 닷새간 꽃 박람회를 연다고 시가 4일 밝혔다.",  # next post
        "이전 시장 때 시작한 공사를 다시 따져 보기로 했다.",  # previous post
        "홍길동 기자는 이날 재판에 증인으로 나왔다.",  # byline
        "의회는 인공지능 학습 금지 조항을 담은 법안을 논의했다.",  # rights notice
        "글쓴이는 제목과 날짜부터 살펴보라고 권했다.",  # head of a board list
        "[단독] 가나시, 새 교통 대책 내놓는다",  # bracket of a headline
        "[속보] 가나시장 “하천 정비 서두르겠다”",
        "[인터뷰] 홍길동 가나대 교수",
        "저작권자를 찾는 일이 쉽지 않다고 출판사는 설명했다.",
        "사진 속 남성은 경찰 조사에서 혐의를 부인했다.",
        "그는 “제보를 받는 대로 확인하겠다”고 말했다.",
        "관련 기사가 나가자 회사는 곧바로 사과문을 냈다.",
        "로그인 없이 쓸 수 있는 서비스가 나왔다.",
        "새로 나온 가나폰(사진=제조사 제공)은 지난 3일 시장에 나왔다.",
        "2025년 3월 2일 시작한 공사가 끝났다.",
        "수정 예산안은 4일 본회의를 통과했다.",
        "지난해 5월 3일 문을 연 도서관이다.",
    ],
    "id": [
        "Polisi menangkap pelaku karena menambang pasir tanpa izin tertulis dari pemerintah kabupaten.",
        "Editor foto itu menyebut pameran dibuka hari Rabu.",
        "Dalam rapat terbatas (ratas) itu menteri meminta laporan lengkap.",
        "Warga menonton bersama (nobar) pertandingan final di alun-alun.",
        "Baca buku setiap hari, pesan guru itu kepada murid-muridnya.",
        "Iklan rokok di dekat sekolah akan dilarang mulai tahun depan.",
        "Sumber air di desa itu mengering sejak Juli.",
        "Hak cipta lagu itu dimiliki keluarga penyanyi.",
        "Penulis novel itu lahir di Bandung pada 12 Februari 1960.",
        "Halaman rumahnya luas dan penuh bunga.",
        "Komentar menteri itu menuai kritik dari petani.",
    ],
    "fr": [
        "La rédactrice en chef a annoncé lundi que le magazine changerait de nom.",
        "Il faut savoir lire aussi ce que le rapport ne dit pas.",
        "Par deux fois, le maire a refusé de répondre.",
        "Publié en mars, le rapport a fait grand bruit.",
    ],
    "en": [
        "Read more than a hundred letters before you judge, the teacher said.",
        "By Friday the town had raised 2 million dollars.",
        "Subscribe to that view and you will lose the vote, she warned.",
        "Editing by committee rarely works, he said.",
    ],
    "zh": [
        "记者从发布会上了解到，改造工作已经完成。",
        "编辑部的灯光一直亮到深夜。",
        "来源不明的食品被全部下架。",
        "他分享了自己的创业经验。",
        "責任編輯制度將於明年實施。",
        "记者证管理办法2月3日起施行。",
        "相关阅读推广活动在全市展开。",
        "关注公众健康是政府的责任。",
        "转载量超过百万的文章引发讨论。",
        "版权所有者向法院提起诉讼。",
    ],
    "ja": [
        "関連記事を読んだ編集者は声を上げたと話した。",
        "記者会見は３日午後に開かれた。",
        "続きを読む楽しみがあると読者は語った。",
        "無断転載をめぐる裁判が始まった。",
        "会員登録が必要なサービスが増えている。",
        "写真は山田さんの祖父が撮影したものだ。",
        "シェアする文化が広がっている。",
    ],
    "vi": [
        "Theo công an, nghi phạm đã khai nhận hành vi.",
        "Ảnh cưới của đôi vợ chồng trẻ gây chú ý.",
        "Tin bài về vụ việc được đăng trên nhiều báo.",
        "Xem thêm nhiều lần, anh mới hiểu bức tranh.",
        "Nguồn nước ở xã đang cạn dần.",
        "Chia sẻ với phóng viên, bà cho biết đã nhận được hỗ trợ.",
    ],
}


@cache
def lexicon(name: str) -> Lexicon:
    return Lexicon.model_validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


def fires(rule: LineRule, text: str) -> bool:
    """Whether a rule fires on a line, by its scope."""
    text = text.strip()
    if rule.scope in ("line", "block"):
        return rule.regex.fullmatch(text) is not None
    if rule.scope == "start":
        found = rule.regex.match(text)
        return found is not None and found.end() > 0
    hits = [m for m in rule.regex.finditer(text) if m.end() > m.start()]
    return any(m.end() == len(text) for m in hits) if rule.scope == "end" else bool(hits)


def rules_of(kind: str) -> list[Any]:
    return [pytest.param(name, rule, id=rule.id) for name in IDS for rule in getattr(lexicon(name), kind)]


@pytest.mark.parametrize("name", IDS)
def test_a_lexicon_is_whole(name: str) -> None:
    table = lexicon(name)
    assert table.id == name
    rules: list[LineRule | BylineRule | DateRule | AgeRule] = [*table.rule, *table.byline, *table.date, *table.age]
    assert len({rule.id for rule in rules}) == len(rules), "a rule id stands twice"
    if name != "und":
        assert len(set(table.stopwords)) == len(table.stopwords) >= 30
    assert all(word == word.lower() for word in table.stopwords)


@pytest.mark.parametrize("name", IDS)
def test_roles_are_of_the_vocabulary(name: str) -> None:
    table = lexicon(name)
    used = set(table.roles.values()) | {rule.role for rule in table.byline if rule.role}
    used |= {
        author.role for rule in table.byline for example in rule.examples for author in example.authors if author.role
    }
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", role) for role in used)
    if name in ("ko", "id", "zh", "ja", "vi", "und"):
        assert used <= ROLES


@pytest.mark.parametrize(("name", "rule"), rules_of("rule"))
def test_a_line_rule_matches_its_examples_and_no_counter_example(name: str, rule: LineRule) -> None:
    assert [e for e in rule.examples if not fires(rule, e)] == []
    assert [e for e in rule.counter_examples if fires(rule, e)] == []


@pytest.mark.parametrize(("name", "rule"), rules_of("rule"))
def test_no_line_rule_fires_on_a_sentence_of_news(name: str, rule: LineRule) -> None:
    sentences = NEWS.get(name, []) if name != "und" else [s for some in NEWS.values() for s in some]
    assert [s for s in sentences if fires(rule, s)] == []


@pytest.mark.parametrize(("name", "rule"), rules_of("byline"))
def test_a_byline_rule_matches_its_examples(name: str, rule: BylineRule) -> None:
    for example in rule.examples:
        found = rule.regex.fullmatch(example.text.strip())
        assert found is not None, example.text
        printed = found.groupdict().get("names") or ""
        assert [a.name for a in example.authors if a.name not in printed] == []
    assert [e for e in rule.counter_examples if rule.regex.fullmatch(e.strip())] == []


PARTS = {"year2": "year", "hour": "time", "minute": "time", "second": "time", "half": "time", "era": "year"}


@pytest.mark.parametrize(("name", "rule"), rules_of("date"))
def test_a_date_rule_finds_the_parts_of_its_examples(name: str, rule: DateRule) -> None:
    for example in rule.examples:
        found = rule.regex.search(example.text)
        assert found is not None, example.text
        read = {PARTS.get(part, part) for part, value in found.groupdict().items() if value}
        assert read == set(example.model_dump(exclude_none=True)) - {"text"}, example.text
    assert [e for e in rule.counter_examples if rule.regex.search(e)] == []


@pytest.mark.parametrize(("name", "rule"), rules_of("age"))
def test_an_age_rule_finds_the_parts_of_its_examples(name: str, rule: AgeRule) -> None:
    reader = AgeReader([lexicon(name)])
    for example in rule.examples:
        (found,) = [p for p in reader.read(example.text) if p.rule == f"{name}/{rule.id}"]
        assert (found.age, found.time) == (example.age, example.time), example.text
    assert [e for e in rule.counter_examples if rule.regex.search(e)] == []


def longest(example: str) -> list[str]:
    """Lines made to hurt: an example over and over, its first character, and the characters that patterns repeat."""
    seeds = [example, example + " ", example[:1] or " ", " ", "0", "a", "A", "가", "中", "ー", ".", "-", "·", "("]
    seeds += ["Aa ", "가 ", "中 ", "1 ", "1.", "[가", "(a", "a,", "#a ", "1/"]
    return [(seed * (LONG // len(seed) + 1))[:LONG] for seed in seeds]


@pytest.mark.parametrize(("name", "rule"), rules_of("rule") + rules_of("byline") + rules_of("date") + rules_of("age"))
def test_a_pattern_never_runs_for_long(name: str, rule: LineRule | BylineRule | DateRule, quick: Quick) -> None:
    first = rule.examples[0]
    for line in longest(first if isinstance(first, str) else first.text):
        for size in (LONG // 20, LONG):  # a pattern that explodes shows it on the short line, where it still comes back
            text = line[:size]
            if isinstance(rule, LineRule):
                trial: Callable[[], object] = partial(fires, rule, text)
            elif isinstance(rule, BylineRule):
                trial = partial(rule.regex.fullmatch, text)
            else:
                trial = partial(rule.regex.findall, text)
            assert quick(trial, LIMIT), f"{rule.id} on {text[:20]!r}… of {size}"
