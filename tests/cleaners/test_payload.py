"""Articles that a page holds in JSON-LD or in the data of a script, and does not show."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cleaners import clean
from cleaners.markup import view_of_markup
from cleaners.model import Article, Rejected
from cleaners.payload_scripts import states_of
from cleaners.payload_text import text_in

ENGLISH = (
    "The harbour council voted on Tuesday to reopen the northern ferry line after eleven years without a boat. "
    "Engineers had spent the winter replacing the pilings, which the ice of four winters had worn away.",
    "“We waited so long that my daughter has never crossed by water,” said Ines Quayle, who runs the bakery at the "
    "landing. She expects to open an hour earlier when the first boat leaves at dawn.",
    "Tickets will cost the same as the bus across the bridge. The council wants to decide in autumn whether a second "
    "boat is worth its money, and will publish how many people crossed each week.",
)
KOREAN = (
    "가람시는 11년 동안 멈춰 있던 북쪽 나루의 배편을 다음 달부터 다시 띄우기로 했다. 시는 지난겨울 동안 얼음에 닳은 말뚝을 모두 새로 박았다.",
    "나루 앞에서 빵집을 하는 노을빛씨는 “우리 딸은 한 번도 물길로 강을 건너 본 적이 없다”고 말했다. 그는 첫 배가 뜨는 날 한 시간 일찍 가게 문을 열 생각이다.",
    "뱃삯은 다리를 건너는 버스와 같다. 시는 한 주에 몇 사람이 배를 타는지 세어 본 뒤 가을에 배를 한 척 더 들일지 정하기로 했다. 결과는 누리집에 올린다.",
)
JAPANESE = (
    "みなと市は十一年にわたって止まっていた北の渡し船を、来月から再び動かすと発表した。冬の氷で傷んだ杭は、すべて新しいものに取り替えられた。",
    "渡し場の前でパン屋を営む海野しずくさんは「娘は一度も船で川を渡ったことがない」と話す。最初の船が出る日は、いつもより一時間早く店を開けるつもりだという。",
    "運賃は橋を渡るバスと同じに抑える。市は毎週の利用者数を数え、秋に二隻目の船を入れるかどうかを決める。結果は市のホームページで公表するとしている。",
    "対岸の小学校では、子どもたちが船の名前を考えている。候補は百を超え、市は来週、三つに絞って投票にかける。投票には誰でも参加できる。",
)
TITLES = {
    "en": "Northern ferry line of the harbour to reopen",
    "ko": "가람시 북쪽 나루 배편 11년 만에 다시 뜬다",
    "ja": "みなと市の北の渡し船、十一年ぶりに再開",
}
TEXTS = {"en": ENGLISH, "ko": KOREAN, "ja": JAPANESE}
LANGUAGES = sorted(TEXTS)


def page(script: str, lang: str = "en", shown: str = "", head: str = "") -> bytes:
    return (
        f'<html lang="{lang}"><head><title>{TITLES[lang]}</title>{head}</head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav>'
        f'<div id="root">{shown}</div>{script}<footer>Imprint</footer></body></html>'
    ).encode()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def script(value: Any) -> str:
    return f'<script id="data" type="application/json">{as_json(value)}</script>'


def linked(body: str, lang: str = "en") -> str:
    item = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLES[lang], "articleBody": body}
    return f'<script type="application/ld+json">{as_json(item)}</script>'


def assert_found(data: bytes, paragraphs: tuple[str, ...], rule: str) -> Article:
    record = clean(data)
    assert isinstance(record, Article), record.message
    assert record.body.split("\n\n") == list(paragraphs)
    bodies = {e.rule for e in record.ledger if record.visible_text[e.start : e.end].strip() in paragraphs}
    assert bodies == {rule}
    assert_tiles(record)
    return record


def assert_tiles(record: Article | Rejected) -> None:
    at = 0
    for entry in record.ledger:
        assert entry.start == at < entry.end
        at = entry.end
    assert at == len(record.visible_text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("made", ["\n\n".join, lambda p: "".join(f"<p>{x}</p>" for x in p),
                                  lambda p: "".join(f"&lt;p&gt;{x}&lt;/p&gt;" for x in p)], ids=["lines", "html", "escaped"])  # fmt: skip
def test_article_body_of_json_ld(lang: str, made: Any) -> None:
    record = assert_found(page(linked(made(TEXTS[lang]), lang), lang), TEXTS[lang], "payload/json-ld")
    assert record.headline == TITLES[lang]
    assert record.language == lang


STORIES = {
    "html": lambda p: "".join(f"<p>{x}</p>" for x in p),
    "strings": list,
    "arc": lambda p: [{"_id": f"A{i}", "type": "text", "content": x} for i, x in enumerate(p)],
    "editor": lambda p: {"blocks": [{"type": "paragraph", "data": {"text": x}} for x in p]},
    "tree": lambda p: {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": x[:20]},
                    {"type": "text", "text": x[20:31], "marks": [{"type": "link", "attrs": {"href": "https://a.example"}}]},
                    {"type": "text", "text": x[31:]},
                ],
            }
            for x in p
        ],
    },
    "portable": lambda p: [
        {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": x[:25]}, {"_type": "span", "text": x[25:]}]}
        for x in p
    ],
}  # fmt: skip


def next_data(story: Any, lang: str) -> dict[str, Any]:
    others = [
        {"headline": f"Other {i}", "url": f"/o/{i}", "published": "2026-01-05", "text": ENGLISH[i % 3][::-1]}
        for i in range(8)
    ]
    article = {
        "headline": TITLES[lang],
        "url": "/n/1",
        "publishedAt": "2026-01-04",
        "author": {"name": "Ada Lund"},
        "body": story,
    }
    consent = (
        "We and our partners keep and read data on your device. You can change your mind at any time in the settings."
    )
    return {
        "props": {"pageProps": {"related": others, "article": article, "i18n": {"consent": consent}}},
        "page": "/n/[id]",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shape", STORIES)
def test_json_of_a_page(shape: str, lang: str) -> None:
    story = STORIES[shape](TEXTS[lang])
    assert_found(page(script(next_data(story, lang)), lang), TEXTS[lang], "payload/json")


@pytest.mark.parametrize(
    "code",
    [
        "window.__INITIAL_STATE__ = {json};(function(){{var s;}})();",
        'window["__PRELOADED__"]={json}',
        "Fusion.globalContent={json};Fusion.other={{}}",
        "window.a = JSON.parse({literal});",
        "window.a = JSON.parse({single});",
        "boot({json}, 1)",
    ],
)
def test_values_assigned_in_code(code: str) -> None:
    state = as_json(next_data(STORIES["html"](KOREAN), "ko"))
    single = "'" + state.replace("\\", "\\\\").replace("'", "\\'") + "'"
    text = code.format(json=state, literal=json.dumps(state), single=single)
    assert_found(page(f"<script>{text}</script>", "ko"), KOREAN, "payload/state")


def test_undefined_in_code_is_no_word_of_json() -> None:
    state = as_json(next_data(list(ENGLISH), "en")).replace('{"props"', '{"user":undefined,"props"', 1)
    assert_found(page(f"<script>window.__X__ = {state};</script>"), ENGLISH, "payload/state")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_stream_of_next(lang: str) -> None:
    first, *rest = TEXTS[lang]
    rows = f"1a:T{len(first.encode()):x},{first}"
    tree = [
        "$",
        "article",
        None,
        {
            "children": [
                ["$", "h1", None, {"children": TITLES[lang]}],
                ["$", "p", None, {"children": "$1a"}],
                *(["$", "p", None, {"children": x}] for x in rest),
            ]
        },
    ]
    stream = f'0:["$","$L2",null,{{}}]\n2:I["chunk.js"]\n{rows}3:{as_json(tree)}\n'
    pieces = [stream[i : i + 97] for i in range(0, len(stream), 97)]
    text = "".join(f"<script>self.__next_f.push([1,{as_json(piece)}])</script>" for piece in pieces)
    assert_found(
        page("<script>(self.__next_f=self.__next_f||[]).push([0])</script>" + text, lang), TEXTS[lang], "payload/flight"
    )


def test_flat_list_of_values() -> None:
    paragraphs = [{"text": 6 + i} for i in range(4)]
    flat = [
        ["ShallowReactive", 1],
        {"article": 2},
        {"title": 3, "paragraphs": 4},
        TITLES["ja"],
        [10, 11, 12, 13],
        "x",
        *JAPANESE,
        *paragraphs,
    ]
    assert_found(page(script(flat), "ja"), JAPANESE, "payload/json")


def test_cache_of_entries_that_refer_to_each_other() -> None:
    blocks: dict[str, Any] = {
        f"Block:{i}": {"__typename": "Block", "text": x, "author": {"__ref": "Person:1"}} for i, x in enumerate(KOREAN)
    }
    blocks["Person:1"] = {"name": "Ada Lund", "knows": {"__ref": "Person:1"}}
    blocks["Article:1"] = {"title": TITLES["ko"], "blocks": [{"__ref": f"Block:{i}"} for i in range(3)]}
    assert_found(page(f"<script>window.__APOLLO_STATE__={as_json(blocks)}</script>", "ko"), KOREAN, "payload/state")


def test_headings_stay_headings_and_captions_stay_out() -> None:
    story = [
        {"type": "paragraph", "text": ENGLISH[0]},
        {"type": "heading", "level": 2, "text": "A bakery waits"},
        {"type": "image", "url": "https://a.example/1.jpg", "text": "The landing in the last week of the works, seen from the bridge at noon."},
        {"type": "paragraph", "text": ENGLISH[1]},
        {"type": "paragraph", "text": ENGLISH[2]},
    ]  # fmt: skip
    record = clean(page(script(next_data(story, "en"))))
    assert isinstance(record, Article)
    assert record.body.split("\n\n") == [ENGLISH[0], "A bakery waits", ENGLISH[1], ENGLISH[2]]
    assert [e.label for e in record.ledger if e.rule == "payload/json"].count("heading") == 1


def test_a_page_that_shows_its_text_is_left_alone() -> None:
    shown = "".join(f"<p>{x}</p>" for x in ENGLISH)
    for data in (
        page(linked("\n".join(ENGLISH)), shown=shown),
        page(script(next_data(list(ENGLISH), "en")), shown=shown),
    ):
        assert view_of_markup(data.decode()).payload is None


def test_text_shown_in_short_lines_is_shown() -> None:
    words = " ".join(ENGLISH).split()
    shown = "<br>".join(" ".join(words[i : i + 8]) for i in range(0, len(words), 8))
    assert view_of_markup(page(script(next_data(list(ENGLISH), "en")), shown=shown).decode()).payload is None


def test_what_the_page_shows_of_it_is_a_duplicate() -> None:
    shown = f"<h1>{TITLES['en']}</h1><p>{ENGLISH[2][:56]}</p>"
    record = clean(page(linked("\n".join(ENGLISH)), shown=shown))
    assert isinstance(record, Article)
    assert record.headline == TITLES["en"]
    assert record.body.split("\n\n") == list(ENGLISH)
    assert "payload/duplicate" in {e.rule for e in record.ledger}


def test_a_list_of_articles_is_none() -> None:
    posts = [
        {"title": f"Post {i}", "url": f"/{i}", "date": "2026-01-05", "body": " ".join(ENGLISH)[i:]} for i in range(9)
    ]
    assert isinstance(clean(page(script({"posts": posts}))), Rejected)


def test_terms_of_use_are_none() -> None:
    terms = (
        "By signing up you agree that we keep your address for as long as the account exists. You may ask us to delete it. "
        * 8
    )
    assert isinstance(clean(page(script({"dialogs": {"signup": {"terms": terms}}}))), Rejected)


HOSTILE = {
    "deep list": "[" * 100_000 + "]" * 100_000,
    "deep object": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "deep but readable": '{"a":' * 900 + '"' + " ".join(ENGLISH) + '"' + "}" * 900,
    "one long string": json.dumps({"body": "Nothing ends here. " * 260_000}),
    "no end": '{"body":"' + "\\\"" * 500_000,
    "broken": '{"body":"' + " ".join(ENGLISH) + '", }',
    "many starts": "a={b:" * 200_000,
    "many values": "[" + ",".join(['{"text":"x y."}'] * 150_000) + "]",
    "open tags": json.dumps({"body": "A word, and so on. " * 20 + "<p " * 200_000}).replace("<", "\\u003c"),
    "open styles": json.dumps({"body": "A word, and so on. " * 20 + "<style>" * 100_000}).replace("<", "\\u003c"),
    "deep markup": json.dumps({"title": TITLES["en"], "body": " ".join(ENGLISH) + "<div>" * 20_000}).replace("<", "\\u003c"),
    "parse calls": 'JSON.parse("' * 100_000,
    "stream": "self.__next_f.push([1,\"" + "f:T7fffffff," * 50_000 + '"])',
    "references": "self.__next_f.push([1," + json.dumps("".join(f'{i:x}:["${i + 1:x}","${i + 1:x}"]\n' for i in range(5000))) + "])",
    "circles": json.dumps([[1, 1], [2, 2], [1, 0]] + [[0, 1]] * 20_000),
    "pushes": "self.__next_f.push(" * 100_000,
    "surrogates": 'self.__next_f.push([1,"0:[\\"\\ud800 ' + " ".join(ENGLISH) + '\\"]"])',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_scripts_cost_little_and_break_nothing(
    name: str, quick: Callable[[Callable[[], object], float], bool]
) -> None:
    data = page(f"<script>{HOSTILE[name]}</script>")
    assert quick(lambda: view_of_markup(data.decode()), 5)  # under 1 s where it was written
    view = view_of_markup(data.decode())
    assert view.blocks[-1].end == len(view.text)
    assert_tiles(clean(data))


def test_a_page_that_shows_its_text_pays_next_to_nothing() -> None:
    big = script({"words": ["a b."] * 200_000})
    data = page(big, shown="".join(f"<p>{x}</p>" for x in ENGLISH * 9)).decode()

    def read() -> Any:
        raise AssertionError("the scripts of a page that shows its text were read")

    from cleaners.payload import find_payload

    view = view_of_markup(data)
    assert find_payload(view.page, [view.text], 5000, read) is None


def test_records_between_paragraphs_are_left_out() -> None:
    teaser = {"type": "related", "url": "/o", "author": "x", "date": "2026-01-01", "text": ENGLISH[0][::-1] + "."}
    story = [ENGLISH[0], teaser, ENGLISH[1], ENGLISH[2]]
    (state,) = states_of([as_json(next_data(story, "en"))])
    text = text_in(state, [TITLES["en"]], iter(range(1000)))
    assert text is not None
    assert text.titled
    assert text.html == [f"<p>{x}</p>" for x in ENGLISH]


def test_an_article_that_stands_as_html_in_a_script_is_read() -> None:
    html = "".join(f"<p>{text}</p>" for text in ENGLISH * 2)
    found = clean(page(f'<script type="text/template"> <span>By the harbour desk</span>{html}</script>'))
    assert isinstance(found, Article)
    assert ENGLISH[0] in found.body
    assert {entry.rule for entry in found.ledger} >= {"payload/template"}
    assert isinstance(clean(page('<script type="text/template"><p>{{name}} of {{list}}</p></script>')), Rejected)
