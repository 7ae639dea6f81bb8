"""Languages are told by script, function words and the page's own word; mixed texts are told as such."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from cleaners.language import LanguageReading, LanguageTold, language_of, read_languages, tell_language
from cleaners.language_table import LanguageFile
from cleaners.plaintext import view_of_text
from cleaners.rulebook import rulebook
from cleaners.rules import read_table
from cleaners.view import Page

TABLE = rulebook().languages
SAMPLES: dict[str, str] = tomllib.loads((Path(__file__).parent / "language_samples.toml").read_text("utf-8"))["sample"]


@pytest.mark.parametrize("tag", SAMPLES)
def test_two_sentences_tell_their_language(tag: str) -> None:
    assert language_of(SAMPLES[tag], TABLE) == tag


@pytest.mark.parametrize("tag", [tag for tag in SAMPLES if tag != "en"])
def test_a_page_that_says_it_is_english_is_not_believed(tag: str) -> None:
    assert language_of(SAMPLES[tag], TABLE, "en-US") == tag


@pytest.mark.parametrize(
    ("text", "says", "tag"),
    [
        ("1234 5678", None, None),
        ("1234 5678", "de-AT", "de"),
        ("", "ko-KR", "ko"),
        ("12", "not a language", None),
        ("北京", "zh-TW", "zh-Hant"),
        ("中文新闻网站" * 3, "zh-CN", "zh-Hans"),
        ("香港電台新聞", None, "zh-Hant"),
        (SAMPLES["pt"], "pt-BR", "pt-BR"),
        (SAMPLES["pt-PT"], "pt-BR", "pt-PT"),
        (SAMPLES["nb"], "no", "nb"),
        (SAMPLES["sr-Latn"], "sr", "sr-Latn"),
        (SAMPLES["sr-Latn"], "sr-Latn-RS", "sr-Latn"),
        (SAMPLES["ja"], "jp", "ja"),
        ("Kursmål hevet", "no", "nb"),
    ],
)
def test_the_page_decides_what_the_text_leaves_open(text: str, says: str | None, tag: str | None) -> None:
    assert language_of(text, TABLE, says) == tag


def test_a_language_without_a_lexicon_is_served_by_its_neighbours() -> None:
    assert {tag: TABLE.lexicon_of(tag) for tag in ("ms", "ca", "pt-BR", "zh-Hant", "ko", "fi")} == {
        "ms": "id", "ca": "es", "pt-BR": "pt", "zh-Hant": "zh", "ko": "ko", "fi": "fi"
    }  # fmt: skip
    assert TABLE.lexicon_of(None) is None


# --- mixed pages ----------------------------------------------------------------------------------


def reading_of(body: str, says: str | None = None) -> LanguageReading:
    view = view_of_text(body)
    view.page = Page(lang=says)
    return read_languages(body, TABLE, tell_language(view, TABLE), says)


def shares(body: str, says: str | None = None) -> dict[str, float]:
    return {part.language: part.share for part in reading_of(body, says).languages}


def test_a_mixed_body_says_how_much_is_in_which_language() -> None:
    body = "\n\n".join([SAMPLES["ko"]] * 2 + [SAMPLES["en"]] * 2)
    reading = reading_of(body, "ko-KR")
    found = {part.language: part.share for part in reading.languages}
    assert set(found) == {"ko", "en"}
    assert sum(found.values()) == pytest.approx(1, abs=0.01)
    assert found["en"] > found["ko"]  # letters are counted
    assert reading.language == "en"


def test_one_script_can_hold_two_languages() -> None:
    found = shares("\n\n".join([SAMPLES["id"], SAMPLES["id"], SAMPLES["en"]]))
    assert list(found) == ["id", "en"]


@pytest.mark.parametrize(("one", "other"), [("nb", "da"), ("id", "ms"), ("pt", "gl"), ("zh-Hans", "ja"), ("ru", "uk")])
def test_neighbours_do_not_make_a_text_mixed(one: str, other: str) -> None:
    assert list(shares("\n\n".join([SAMPLES[one]] * 3))) == [one]
    assert len(shares("\n\n".join([SAMPLES[one]] * 9 + ["Oslo København Jakarta 北京 Київ"]))) == 1, other


def test_a_paragraph_in_a_neighbours_words_does_not_make_a_text_mixed() -> None:
    malay_too = "Pihak berkenaan di kota itu telah dibawa ke negeri lain oleh mereka pada hari Selasa untuk rawatan."
    assert list(shares("\n\n".join([SAMPLES["id"]] * 2 + [malay_too] * 2))) == ["id"]
    assert list(shares("\n\n".join([SAMPLES["nb"]] * 2 + [SAMPLES["da"]]))) == ["nb"]


def test_a_quotation_does_not_make_a_text_mixed() -> None:
    assert list(shares("\n\n".join([SAMPLES["de"]] * 6 + ["He said: it is what it is."]))) == ["de"]


def test_a_body_that_tells_nothing_has_the_language_of_the_document() -> None:
    assert read_languages("12 34", TABLE, LanguageTold("fr", "as told")).language == "fr"
    nothing = read_languages("", TABLE, LanguageTold(None, "too little text"))
    assert (nothing.language, nothing.evidence, nothing.languages) == (None, None, ())


def test_the_evidence_says_what_told_it() -> None:
    evidence = reading_of(SAMPLES["de"], "de-AT").evidence
    assert evidence is not None
    assert evidence.startswith("script Latn 100%; function words of de 0.")
    assert evidence.endswith('; the page says "de-AT"')


# --- the table ------------------------------------------------------------------------------------


def test_the_table_is_well_formed() -> None:
    text = (Path(__file__).parents[2] / "cleaners" / "languages.toml").read_text("utf-8")
    languages = read_table(text, "languages.toml", LanguageFile).language
    ids = [language.id for language in languages]
    assert len(ids) == len(set(ids))
    for language in languages:
        words = language.words.split()
        assert len(words) == len(set(words)), f"{language.id} has a word twice"
        assert language.words == language.words.lower()
        assert language.lexicon is None or language.lexicon in rulebook().lexicons, language.id
        assert language.lexicon is None or language.id not in rulebook().lexicons, language.id


def test_a_long_body_takes_a_millisecond_or_two() -> None:
    body = "\n\n".join(SAMPLES[tag] for tag in ("de", "en", "fr", "id", "es") for _ in range(8))
    best = min(_timed(body) for _ in range(5))
    assert best < 0.02, f"{best * 1000:.1f} ms"


def _timed(body: str) -> float:
    start = time.process_time()
    reading_of(body, "de")
    return time.process_time() - start
