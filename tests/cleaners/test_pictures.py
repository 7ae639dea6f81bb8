"""Pictures of whole pages: what sites write, and what a reader sees."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaners import Article, clean
from cleaners.picture_address import full_size, is_icon, original_address, picture_key

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pictures.toml").read_text("utf-8"))["case"]
PARAGRAPHS = [
    f"<p>The harbour board said on day {i} that the new quay would open to ships of every size, and that the old one "
    "would be kept for the fishing boats, whose crews had asked for it at two meetings.</p>"
    for i in range(1, 8)
]
PAGE = "https://news.example.test/city/quay"


def page(html: str, source: str = "", head: str = f'<link rel="canonical" href="{PAGE}">') -> Article:
    """An article with `html` between two of its paragraphs."""
    record = clean(
        f"<html><head>{head}</head><body><nav><img src='/nav.jpg'><a href='/'>Home</a></nav><article><h1>New quay opens</h1>"
        f"{''.join(PARAGRAPHS[:3])}{html}{''.join(PARAGRAPHS[3:])}</article><footer><img src='/foot.jpg'>Contact</footer></body></html>".encode(),
        source,
    )
    assert isinstance(record, Article)
    return record


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_pictures_as_sites_write_them(case: dict[str, Any]) -> None:
    images = page(case["html"]).images
    assert [image.url for image in images] == case["urls"]
    assert [image.caption for image in images if image.caption] == case.get("captions", [])
    assert [image.credit for image in images if image.credit] == case.get("credits", [])


def test_relative_addresses_go_from_base_canonical_or_source() -> None:
    image = '<img src="a.jpg">'
    assert page(image, head="").images == ()
    assert page(image, PAGE, head="").images[0].url == "https://news.example.test/city/a.jpg"
    assert page(image, "dumps/quay.html", head="").images == ()
    base = '<base href="https://img.example.test/2025/">'
    assert page(image, head=base).images[0].url == "https://img.example.test/2025/a.jpg"
    assert page(image, PAGE, head='<base href="/x/">').images[0].url == "https://news.example.test/x/a.jpg"
    assert page(image, PAGE, head='<base href="http://[x">').images[0].url == "https://news.example.test/city/a.jpg"


@pytest.mark.parametrize(
    "url",
    [
        "https://img.example.test/crop/16x9/a.jpg",
        "https://img.example.test/a.jpg?id=640",
        "https://img.example.test/a.jpg?v=17",
        "https://img.example.test/image/upload/e_grayscale/a.jpg",  # another picture
        "https://img.example.test/2024x2025/report.jpg",
    ],
)
def test_what_is_no_size_is_kept(url: str) -> None:
    assert full_size(url) == url
    assert not is_icon(url)


def test_an_icon_says_so() -> None:
    assert is_icon("https://img.example.test/face-64x64.jpg")
    assert is_icon("https://img.example.test/w_48,h_48/face.jpg")
    assert not is_icon("https://img.example.test/a-640x80.jpg")


def test_sizes_of_one_picture_share_a_key() -> None:
    sizes = [
        "a.jpg",
        "a-300x200.jpg",
        "a_w948.jpg",
        "a_w1280_r1.77_fpx45_fpy48.jpg",
        "a-scaled.jpg",
        "w_600,c_limit/a.jpg",
    ]
    keys = {picture_key(f"https://img.example.test/{size}") for size in sizes[:5]}
    assert keys == {"img.example.test/a"}
    assert picture_key("https://img.example.test/a-1.jpg") != picture_key("https://img.example.test/a-2.jpg")


@pytest.mark.parametrize(
    "raw", ["//", "http://", "https://a.test/?url=http://[", "\x00", "javascript:1", "/a b.jpg", "http://[1/x"]
)
def test_no_address(raw: str) -> None:
    assert original_address(raw, "") is None
