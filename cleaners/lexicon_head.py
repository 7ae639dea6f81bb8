"""The schema of a lexicon's head: what tells a language, and the words that bylines are read by whatever the language of a page."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cleaners.rules import Table


def _parted(words: Any) -> Any:
    """Words in one string, parted by `|`: it is read in a tenth of the time that a list takes."""
    return [word.strip() for word in words.split("|")] if isinstance(words, str) else words


class WordList(Table):
    """Words of a language with what they must be found in, and what not. `*` at the end of a word stands for any ending."""

    words: Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1), BeforeValidator(_parted)]
    examples: Annotated[list[str], Field(min_length=1)]
    counter_examples: list[str] = []


class LexiconHead(Table):
    """What tells a language: the keys of a lexicon before its first table."""

    id: str
    name: str
    scripts: Annotated[list[str], Field(min_length=1)]
    """ISO 15924 codes, such as Latn, Hang, Hani, Jpan, Cyrl."""
    spaces: bool = True
    """Words are separated by spaces."""
    stopwords: Annotated[list[str], BeforeValidator(_parted)] = []
    """Frequent function words in lower case; where words are not spaced, frequent function characters."""

    by: list[str] = []
    """What stands before the names in a byline and is no role, such as `By`, `Von` or `Escrito por`."""
    name_separators: list[str] = [","]
    """Words and signs between names, such as `et`, `dan`, `·`."""

    # Words that bylines are read by whatever the language of the page (`byline_words`): many a page names its people in another one.
    jobs: WordList | None = None
    """Words of jobs and firms, which no name of a person holds."""
    desks: WordList | None = None
    """What a line ends with that is nothing but the name of a team."""
    organisations: WordList | None = None
    """Words that make a name a team's or a house's: anywhere in it, at its end in scripts without capitals, where a space may be left out."""
    outlet_words: WordList | None = None
    """Words that names of sites have and names of people have not."""
    articles: WordList | None = None
    """Words that names of sites begin with: before one word more they are a site's, `Le Port`."""
    placeholders: WordList | None = None
    """Names of accounts that are nobody's."""
    firms: WordList | None = None
    """Legal forms, which names of firms end with."""
    menu_words: WordList | None = None
    """Words of menus and links, which no name has that the markup of a page marks; in scripts without capitals, what such a text ends with."""
    no_names: WordList | None = None
    """Words that no name holds, wherever it stands."""
    qualifiers: WordList | None = None
    """What stands between a name and a job: `Executive Digital` before `Editor`."""
    publisher_ends: WordList | None = None
    """What names of publishers in a dateline end with, in scripts without capitals, where a reporter may stand as well."""
    cities: WordList | None = None
    """Cities that bylines print behind a name and datelines before the text; alone they name nobody."""
    mailboxes: WordList | None = None
    """What stands before the `@` in the address of a house and of nobody in it."""
    onward: WordList | None = None
    """What goes on behind a name about its bearer: `Ada Verne for Example News`."""
    units: WordList | None = None
    """Units behind the number of an age or of a time to read."""
    date_words: WordList | None = None
    """Words around the number of a date that are no month or weekday."""
    stamps: WordList | None = None
    """Words of a time stamp."""
    other_credits: WordList | None = None
    """What is credited before a `by_whom`, and is not the writing: `reviewed by`, `Foto von`."""
    other_starts: WordList | None = None
    """What a line begins with that credits something else."""
    by_whom: WordList | None = None
    """The word between a credit and a name."""
    sources: WordList | None = None
    """Words before a colon and the name of a source."""
    contacts: WordList | None = None
    """What a line begins with that says whom to ask."""
    glued: WordList | None = None
    """Words that stand glued to a name before them, where markup parted the two."""
    own_words: WordList | None = None
    """Words that stand beside a site's own name in its menus, appeals and footer: `About Harbour News`, `Jetzt Hafenblatt testen`."""

    # Words by which print speaks of pictures, sources and rights (`print_words`).
    picture_words: WordList | None = None
    """What a photo credit begins with, before a sign or `by`: `Foto: Ada Verne`."""
    picture_given: WordList | None = None
    """What stands between such a word and its sign: `사진제공=가나시`."""
    picture_roles: WordList | None = None
    """What a photo credit ends with, in scripts without capitals: `홍가람 기자`."""
    picture_houses: WordList | None = None
    """Those who sell pictures, as credits print them; news agencies are in the registry of outlets."""
    with_agency: WordList | None = None
    """Words before the agency whose text it is: `Avec AFP`."""
    agency_fillers: WordList | None = None
    """Words between those and the agency: `Com informações da Reuters`."""
    holder_words: WordList | None = None
    """Words that say whose the rights are, as the sign © does."""
    holder_signs: WordList | None = None
    """Words of such lines behind which no holder stands."""
    holder_ends: WordList | None = None
    """What ends the name of the holder of the rights."""
    company_words: WordList | None = None
    """Words of the names of companies that own outlets, which most often are called otherwise."""
    no_holders: WordList | None = None
    """What stands behind the sign © and names no holder; in scripts without capitals, anywhere in it."""
