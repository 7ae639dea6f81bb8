"""Pictures of the article: originals, captions and credits; no logos, no pictures of other things."""

from __future__ import annotations

import pytest

from cleaners.images import read_images
from cleaners.lexicon import Lexicon
from cleaners.model import Image, Label
from cleaners.photo_credits import credit_of
from cleaners.rules import LineRule
from cleaners.tiling import Segment
from cleaners.view import Block, Page, Picture, Span, View

BODY = (Label.BODY, "시의회는 어제 새 조례를 통과시켰다. 조례는 다음 달부터 시행된다.")
ADDRESS = "https://img.example.test/2024/05/a.jpg"


class Document:
    """Lines with labels, and pictures that stand before the line of a given index."""

    def __init__(self, *lines: tuple[Label, str], canonical: str | None = "https://news.example.test/city/1") -> None:
        self.blocks: list[Block] = []
        self.segments: list[Segment] = []
        self.pictures: list[Picture] = []
        self.canonical = canonical
        self.metas: tuple[tuple[str, str], ...] = ()
        self.text = ""
        for i, (label, line) in enumerate(lines):
            start = len(self.text)
            self.text += line + "\n"
            self.blocks.append(Block(start, len(self.text), len(self.text) - 1, hints=frozenset({"page", "ads"})))
            self.segments.append(Segment(start, len(self.text), i, label, "test", 1.0))

    def picture(
        self,
        before: int,
        *urls: str,
        figcaption: int | None = None,
        size: tuple[int | None, int | None] = (None, None),
        hints: str = "",
    ) -> Document:
        at = self.blocks[before].start - 1 if before < len(self.blocks) else len(self.text) - 1
        span = Span(self.blocks[figcaption].start, self.blocks[figcaption].text_end) if figcaption is not None else None
        words = frozenset({"page", "ads", *hints.split()})
        self.pictures.append(Picture(urls or (ADDRESS,), "", *size, max(0, at), span, words))
        return self

    def read(self, *lexicons: Lexicon, form: str = "html") -> tuple[Image, ...]:
        page = Page(canonical=self.canonical, metas=self.metas, pictures=tuple(self.pictures))
        view = View(self.text, "html" if form == "html" else "text", self.blocks, page)
        return read_images(view, self.segments, lexicons)


def urls(document: Document) -> list[str | None]:
    return [image.url for image in document.read()]


# --- which pictures -------------------------------------------------------------------------------


def test_pictures_inside_the_article_in_order() -> None:
    document = Document(
        (Label.NAVIGATION, "메뉴"), (Label.HEADLINE, "조례 통과"), BODY, BODY, (Label.FOOTER, "회사 소개")
    )
    for before, name in ((0, "top"), (1, "lead"), (3, "second"), (5, "foot")):
        document.picture(before, f"https://img.example.test/{name}.jpg")
    assert urls(document) == ["https://img.example.test/lead.jpg", "https://img.example.test/second.jpg"]


def test_pictures_among_related_links_are_left_out() -> None:
    related = (Label.RELATED, "다른 기사도 보세요")
    document = Document(BODY, related, related, BODY).picture(2, "https://img.example.test/other.jpg")
    assert urls(document) == []
    inside = document.segments[1].start + 3
    document.pictures[0] = Picture((ADDRESS,), "", None, None, inside, None, frozenset())
    assert urls(document) == []


@pytest.mark.parametrize(
    "url",
    [
        "data:image/gif;base64,R0lGOD",
        "https://example.test/img/logo.png",
        "https://example.test/static/site-logo_2x.png",
        "https://example.test/icons/share.svg",
        "https://example.test/img/blank.gif",
        "https://example.test/1x1-pixel.gif",
        "https://example.test/avatars/17.jpg",
        "https://example.test/profiles/jane.jpg",
        "https://example.test/a.jpg?quality=90&h=96&w=288",
        "https://example.test/img/btn_print.png",
        "https://example.test/img/flash.gif",
        "javascript:void(0)",
        "http://[broken/a.jpg",
        "https://exa mple.test/a.jpg",
        "about:blank",
        "",
    ],
)
def test_no_logos_icons_pixels_or_broken_addresses(url: str) -> None:
    assert urls(Document(BODY, BODY).picture(1, url)) == []


def test_small_pictures_are_icons() -> None:
    assert urls(Document(BODY, BODY).picture(1, size=(16, None))) == []
    assert urls(Document(BODY, BODY).picture(1, size=(640, 49))) == []
    assert urls(Document(BODY, BODY).picture(1, size=(640, 480))) == [ADDRESS]


@pytest.mark.parametrize("hint", ["avatar", "logo", "emoji", "ad", "profile", "sidebar"])
def test_hints_that_the_body_does_not_share_mark_other_pictures(hint: str) -> None:
    assert urls(Document(BODY, BODY).picture(1, hints=hint)) == []
    assert urls(Document(BODY, BODY).picture(1, hints="ads")) == [ADDRESS]


def test_a_captioned_picture_may_show_a_logo() -> None:
    caption = (Label.CAPTION, "들판전자의 새 로고.")
    document = Document(BODY, caption, BODY).picture(1, "https://img.example.test/field-logo.jpg", figcaption=1)
    assert document.read() == (Image("https://img.example.test/field-logo.jpg", "들판전자의 새 로고.", None),)


def test_a_stand_in_is_no_picture_even_with_a_caption() -> None:
    caption = (Label.CAPTION, "시청 앞 광장")
    document = Document(BODY, caption, BODY)
    for url in ("https://a.test/grey-placeholder.png", "https://a.test/zoom-in.svg", ADDRESS):
        document.picture(1, url, figcaption=1)
    assert document.read() == (Image(ADDRESS, "시청 앞 광장", None),)


def test_the_shared_picture_is_only_a_fallback() -> None:
    document = Document(BODY)
    document.metas = (("og:image", "/2024/share.jpg"),)
    assert urls(document) == ["https://news.example.test/2024/share.jpg"]
    assert document.read(form="text") == ()
    assert urls(document.picture(1)) == [ADDRESS]
    plain = Document(BODY)
    plain.metas = (("og:image", "https://example.test/og-default.png"),)
    assert urls(plain) == []
    nothing = Document((Label.NAVIGATION, "메뉴"))
    nothing.metas = document.metas
    assert urls(nothing) == []


# --- the original address -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "original"),
    [
        ("/img/a.jpg", "https://news.example.test/img/a.jpg"),
        ("b.jpg", "https://news.example.test/city/b.jpg"),
        ("//img.example.test/a.jpg", "https://img.example.test/a.jpg"),
        (f"https://thumb.example.test/R658x0.q70/?fname={ADDRESS}", ADDRESS),
        ("https://thumb.example.test/?fname=https%3A%2F%2Fimg.example.test%2F2024%2F05%2Fa.jpg&w=80", ADDRESS),
        ("https://thumb.example.test/?type=w647&src=//img.example.test/2024/05/a.jpg", ADDRESS),
        (
            "https://a.test/?url=https%3A%2F%2Fb.test%2F%3Fu%3Dhttps%253A%252F%252Fimg.example.test%252F2024%252F05%252Fa.jpg",
            ADDRESS,
        ),
        (f"https://resize.example.test/300x200/{ADDRESS}", ADDRESS),
        (ADDRESS + "?type=w647", ADDRESS),
        ("https://img.example.test/a.jpg?w=600&q=90", "https://img.example.test/a.jpg"),
        ("https://img.example.test/a.jpg?w=600&s=5f2c81", "https://img.example.test/a.jpg?w=600&s=5f2c81"),
        (
            "https://img.example.test/e/thumb-5f2c_17526_4471_835x557.jpg",
            "https://img.example.test/e/5f2c_17526_4471.jpg",
        ),
        ("https://img.example.test/get?url=local.jpg", "https://img.example.test/get?url=local.jpg"),
    ],
)
def test_the_original_behind_a_thumbnail(raw: str, original: str) -> None:
    assert urls(Document(BODY, BODY).picture(1, raw)) == [original]


def test_the_first_address_that_is_one() -> None:
    lazy = Document(BODY, BODY).picture(1, ADDRESS, "https://img.example.test/2024/05/a-small.jpg")
    assert urls(lazy) == [ADDRESS]
    assert urls(Document(BODY, BODY).picture(1, "data:image/png;base64,AAAA", ADDRESS)) == [ADDRESS]
    assert urls(Document(BODY, BODY).picture(1, "https://example.test/img/loading.gif", ADDRESS)) == [ADDRESS]


def test_a_relative_address_without_a_base_is_none() -> None:
    assert urls(Document(BODY, BODY, canonical=None).picture(1, "/img/a.jpg")) == []


def test_duplicates_are_merged_and_keep_the_caption() -> None:
    caption = (Label.CAPTION, "시청 앞 광장. 들판신문")
    document = Document(BODY, caption, BODY)
    document.picture(0, "http://img.example.test/a-300x200.jpg").picture(
        1, "https://img.example.test/a.jpg?w=9", figcaption=1
    )
    assert document.read() == (Image("https://img.example.test/a.jpg", "시청 앞 광장. 들판신문", None),)


# --- captions -------------------------------------------------------------------------------------


def test_the_caption_is_the_one_next_to_the_picture() -> None:
    one, two = (Label.CAPTION, "첫 사진. 뉴시스"), (Label.CAPTION, "둘째 사진")
    behind = Document(BODY, one, BODY, two, BODY).picture(1, "https://a.test/1.jpg").picture(3, "https://a.test/2.jpg")
    assert behind.read() == (
        Image("https://a.test/1.jpg", "첫 사진. 뉴시스", "뉴시스"),
        Image("https://a.test/2.jpg", "둘째 사진", None),
    )
    before = Document(BODY, one, BODY).picture(2, "https://a.test/1.jpg")
    assert [i.caption for i in before.read()] == ["첫 사진. 뉴시스"]
    apart = Document(BODY, BODY, one).picture(1, "https://a.test/1.jpg")
    assert apart.read() == (Image("https://a.test/1.jpg", None, None), Image(None, "첫 사진. 뉴시스", "뉴시스"))


def test_a_figcaption_nobody_labelled_is_still_a_caption() -> None:
    document = Document(BODY, (Label.WIDGET, "시청 앞\n광장"), BODY).picture(1, figcaption=1)
    assert document.read() == (Image(ADDRESS, "시청 앞 광장", None),)
    body = Document(BODY, BODY, BODY).picture(1, figcaption=1)
    assert body.read() == (Image(ADDRESS, None, None),)


def test_a_caption_printed_twice_is_one_picture() -> None:
    caption = (Label.CAPTION, "(사진=들판전자)")
    assert len(Document(caption, caption, BODY).read(form="text")) == 1


def test_text_dumps_give_captions_without_addresses() -> None:
    document = Document((Label.CAPTION, "시청 앞 광장. 로이터 연합뉴스"), BODY, (Label.CAPTION, "(사진=들판전자)"))
    assert document.read(form="text") == (
        Image(None, "시청 앞 광장. 로이터 연합뉴스", "로이터 연합뉴스"),
        Image(None, "(사진=들판전자)", "사진=들판전자"),
    )


def test_a_credit_on_the_same_line_stays_in_the_caption() -> None:
    document = Document((Label.CAPTION, "시청 앞 광장.(사진=연합뉴스)"), BODY)
    whole = document.segments[0]
    cut = whole.start + len("시청 앞 광장.")
    document.segments[0:1] = [
        Segment(whole.start, cut, 0, Label.CAPTION),
        Segment(cut, whole.end, 0, Label.PHOTO_CREDIT),
    ]
    assert document.read(form="text") == (Image(None, "시청 앞 광장.(사진=연합뉴스)", "사진=연합뉴스"),)


def test_a_credit_on_the_next_line_joins_the_caption() -> None:
    document = Document((Label.CAPTION, "La place de la mairie"), (Label.PHOTO_CREDIT, "© AFP"), BODY)
    assert document.read(form="text") == (Image(None, "La place de la mairie © AFP", "© AFP"),)
    two = Document((Label.CAPTION, "첫 사진"), (Label.CAPTION, "둘째 사진"), BODY)
    assert [i.caption for i in two.read(form="text")] == ["첫 사진", "둘째 사진"]


# --- credits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("시장이 개회사를 하고 있다. 인천=연합뉴스", "인천=연합뉴스"),
        ("새 로고. 로이터 연합뉴스", "로이터 연합뉴스"),
        ("테니스 선수 강바다. AFP=연합뉴스", "AFP=연합뉴스"),
        ("마스크를 벗은 강바다[AP=연합뉴스]", "AP=연합뉴스"),
        ("남북공동연락사무소 모습.(사진=연합뉴스)", "사진=연합뉴스"),
        ("라인을 시찰하고 있다. /사진=시청 제공,뉴시스", "사진=시청 제공,뉴시스"),
        ("CCTV에 찍힌 모습. /연합뉴스", "연합뉴스"),
        ("마지막 모습 CCTV. /연합뉴스", "연합뉴스"),
        ("마지막 모습./인스타그램 캡처", "인스타그램 캡처"),
        ("새 공장 조감도. 들판전자 제공", "들판전자 제공"),
        ("광장에 모인 시민들. 강바다 기자", "강바다 기자"),
        ("광장에 모인 시민들 뉴시스", "뉴시스"),
        ("(사진=들판전자)", "사진=들판전자"),
        ("Warga menunggu kereta. ANTARA FOTO/Budi Santoso", "ANTARA FOTO/Budi Santoso"),
        ("Warga menunggu kereta (Foto: Rini/detikcom)", "Foto: Rini/detikcom"),
        ("La place de la mairie, en mai. (Photo Jeanne Martin. AFP)", "Photo Jeanne Martin. AFP"),
        ("La ministre Crédits photo : Jeanne MARTIN/Le Figaro", "Crédits photo : Jeanne MARTIN/Le Figaro"),
        ("La place de la mairie © AFP", "© AFP"),
        ("Un laboratoire à Wuhan. (Xinhua/Li Wei)", "Xinhua/Li Wei"),
        ("The town hall in May. | AP Photo", "AP Photo"),
        ("The town hall in May. Photo by Jane Roe", "Photo by Jane Roe"),
        ("Das Rathaus im Mai. Foto: dpa", "Foto: dpa"),
        ("通話試験を行う技官（県警提供）", "県警提供"),
        ("会見する市長＝2日、山田太郎撮影", "山田太郎撮影"),
        ("市民在广场上。新华社记者 李明 摄", "新华社记者 李明 摄"),
        ("시청 앞 광장에 모인 시민들.", None),
        ("The mayor (left) and her deputy", None),
        ("Le maire (à gauche) au centre de la ville.", None),
        ("Kantor wali kota (kanan).", None),
        ("", None),
    ],
)
def test_the_credit_is_the_trailing_part(caption: str, credit: str | None) -> None:
    assert credit_of(caption) == credit


def test_a_lexicon_knows_its_own_credits() -> None:
    rule = LineRule(
        id="x", label=Label.PHOTO_CREDIT, pattern=r"Lichtbild \w+$", scope="end", examples=["Lichtbild Roe"]
    )
    lexicon = Lexicon(id="xx", name="Test", scripts=["Latn"], rule=[rule])
    assert credit_of("Das Rathaus. Lichtbild Roe", [lexicon]) == "Lichtbild Roe"
    assert credit_of("Das Rathaus.", [lexicon]) is None
