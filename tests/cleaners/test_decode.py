"""Bytes to text: every encoding of the contract, lying labels, and what must not be guessed."""

import pytest

from cleaners.decode import decode, is_binary
from cleaners.errors import UndecodableError

KOREAN = "인천항에 새 부두가 문을 열었다. 시는 화물 처리량이 내년까지 두 배로 늘 것으로 내다봤다고 4일 밝혔다."
CHINESE = "新码头在港口启用。市政府表示，这个项目将在明年使货物处理量增加一倍，并为当地人提供新的工作机会。"
TAIWANESE = "新碼頭在港口啟用。市政府表示，這個計畫將在明年使貨物處理量增加一倍，並為當地人提供新的工作機會。"
JAPANESE = "港に新しい埠頭が開業した。市は来年までに貨物の取扱量が二倍になる見通しだと四日に発表した。"
FRENCH = (
    "Le nouveau quai a été inauguré à l’aube ; le trafic doublera d’ici l’année prochaine, a déclaré la mairie de Sète."
)
RUSSIAN = (
    "В порту открыли новый причал. Городские власти сообщили, что грузооборот вырастет вдвое уже в следующем году."
)
POLISH = "W porcie otwarto nowe nabrzeże. Władze miasta zapowiedziały, że przeładunki wzrosną dwukrotnie już w przyszłym roku, łącznie z żeglugą."


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (KOREAN, "utf-8", "utf-8"),
        (KOREAN, "cp949", "cp949"),
        (CHINESE, "gb18030", "gb18030"),
        (TAIWANESE, "big5", "big5hkscs"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        (JAPANESE, "iso2022_jp", "iso2022_jp_ext"),
        (FRENCH, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (POLISH, "cp1250", "cp1250"),
        (KOREAN, "utf-16", "utf-16-le"),
    ],
)
def test_undeclared_encoding_is_found_and_recorded(text: str, encoding: str, found: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == found


def page(text: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"><title>t</title></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "real", "claimed", "found"),
    [
        (KOREAN, "utf-8", "euc-kr", "utf-8"),
        (KOREAN, "cp949", "utf-8", "cp949"),
        (CHINESE, "gb18030", "iso-8859-1", "gb18030"),
        (RUSSIAN, "cp1251", "cp1251", "cp1251"),
        (JAPANESE, "shift_jis", "Shift_JIS", "cp932"),
    ],
)
def test_a_lying_charset_is_not_believed(text: str, real: str, claimed: str, found: str) -> None:
    decoded = decode(page(text, claimed).encode(real))
    assert text in decoded.text
    assert decoded.encoding == found
    assert decoded.declared is not None


def test_a_broken_byte_is_counted_and_not_silent() -> None:
    data = (KOREAN * 30).encode() + b"\xff" + KOREAN.encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8+replaced:1"
    assert decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize("data", [bytes(range(128, 256)) * 40, b"\x81\x8d\x8f\x90\x9d" * 200])
def test_bytes_of_no_language_are_undecodable(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="fetch the document again"):
        decode(data)


def test_lone_surrogates_are_undecodable_and_pairs_are_one_character() -> None:
    with pytest.raises(UndecodableError, match="surrogates"):
        decode(KOREAN.encode() + b"\xed\xa0\x80")
    pair = "😀".encode("utf-16-le").decode("utf-16-le").encode("utf-16", "surrogatepass")[2:]
    high, low = pair[:2].decode("utf-16-le", "surrogatepass"), pair[2:].decode("utf-16-le", "surrogatepass")
    decoded = decode(KOREAN.encode() + high.encode("utf-8", "surrogatepass") + low.encode("utf-8", "surrogatepass"))
    assert decoded.text.endswith("😀")
    assert decoded.encoding == "cesu-8"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"\x89PNG\r\n", b"text\0text", bytes(range(1, 9)) * 50, b"PK\x03\x04abc"]
)
def test_binary_is_told(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize(
    "data",
    [KOREAN.encode(), KOREAN.encode("cp949"), JAPANESE.encode("iso2022_jp"), b"x\t\r\n", CHINESE.encode("utf-16")],
)
def test_text_is_not_binary(data: bytes) -> None:
    assert not is_binary(data)
