from training.kinds import KINDS, kinds_of, named
from training.samples import Gold, Sample

FIRST = "The town council of Brackwater voted on Monday to keep the old ferry running through the winter months."
SECOND = "Passengers had gathered four thousand signatures, said the mayor, who has taken the boat since childhood."
THIRD = "A new engine will be paid for by the lottery fund, and fares stay as they are until the next summer."
HEADLINE = "Brackwater keeps its ferry"
GOLD = Gold(
    body="\n".join([FIRST, "A long fight", SECOND, THIRD]),
    headline="Brackwater Keeps its Ferry",
    authors=("Ada Verne",),
    date="2026-02-03",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{HEADLINE} - The Quay</title>
<meta name="description" content="The boat over the firth will sail on through the cold, the council says.">
</head><body class="has-comments">
<header><nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/s">Sport and leisure</a></li></ul></nav></header>
<div class="crumbs"><a href="/x">{HEADLINE}</a></div>
<article><h1>{HEADLINE}</h1>
<p class="standfirst">The boat over the firth will sail on through the cold, the council says.</p>
<div class="byline">By Ada Verne</div><div><time datetime="2026-02-03">3 February 2026</time></div>
<ul class="social-share"><li><a href="#f">Facebook</a></li></ul>
<figure><img src="a.jpg" width="900"><figcaption>The ferry in the harbour last week</figcaption></figure>
<p>{FIRST}</p><p>A long fight</p><p>{SECOND}</p>
<div class="ad-slot">Advertisement</div>
<p>{THIRD}</p></article>
<aside class="related-articles"><h3>Related stories</h3><a href="/1">Bridge closed for repairs until spring</a></aside>
<section id="comments"><p>I have always loved that boat and its crew.</p></section>
<div class="newsletter">Our news in your inbox every morning</div>
<div class="cookie-banner">This site stores small files on your computer.</div>
<footer><nav><a href="/about">Who we are</a></nav><p>Quay Press, Harbour Street 1</p></footer>
</body></html>"""
WANT = {
    "Home": "navigation",
    HEADLINE: "headline",
    "By Ada Verne": "byline",
    "3 February 2026": "timestamp",
    "Facebook": "share",
    "The boat over the firth will sail on through the cold, the council says.": "subheadline",
    "The ferry in the harbour last week": "caption",
    FIRST: "body",
    "A long fight": "heading",
    THIRD: "body",
    "Advertisement": "advertisement",
    "Bridge closed for repairs until spring": "related",
    "I have always loved that boat and its crew.": "comments",
    "Our news in your inbox every morning": "subscribe",
    "This site stores small files on your computer.": "notice",
    "Who we are": "footer",
    "Quay Press, Harbour Street 1": "footer",
}


def sample(text: str, dialect: str = "html", gold: Gold = GOLD) -> Sample:
    return Sample("1", "own", dialect, "quay", "news", "", text.encode(), gold)


def told(page: Sample, stored: Sample | None = None) -> dict[str, str | None]:
    result = named(page, stored)
    return dict(zip(result.texts, result.kinds, strict=True))


def test_a_page_tells_its_kinds() -> None:
    found = told(sample(PAGE))
    assert {text: found[text] for text in WANT} == WANT


def test_only_the_headline_nearest_the_body_is_one() -> None:
    result = named(sample(PAGE))
    assert [k for t, k in zip(result.texts, result.kinds, strict=True) if t == HEADLINE] == [None, "headline"]


def test_there_is_a_kind_for_each_unit_and_all_are_known() -> None:
    kinds = kinds_of(sample(PAGE))
    assert len(kinds) == len(named(sample(PAGE)).texts)
    assert set(kinds) <= {*KINDS, None}


def test_flattened_text_learns_from_the_page() -> None:
    text = "\n".join(named(sample(PAGE)).texts)
    found = told(sample(text, "blocks"), sample(PAGE))
    assert {text: found[text] for text in WANT if len(text.split()) > 3} == {
        text: kind for text, kind in WANT.items() if len(text.split()) > 3
    }


def test_flattened_text_without_its_page_knows_the_gold() -> None:
    found = told(sample("\n".join(named(sample(PAGE)).texts), "blocks"))
    assert found[FIRST] == "body"
    assert found[HEADLINE] == "headline"
    assert found["By Ada Verne"] == "byline"


def test_an_element_around_the_body_names_nothing() -> None:
    page = PAGE.replace("<article>", '<div id="comments-page"><div class="newsletter">').replace(
        "</article>", "</div></div>"
    )
    found = told(sample(page))
    assert found[FIRST] == "body"
    assert found["The ferry in the harbour last week"] == "caption"
    assert found["Facebook"] == "share"


def test_words_that_disagree_name_nothing() -> None:
    text = "Our sponsored news in your inbox"
    page = PAGE.replace('class="newsletter">Our news in your inbox every morning', f'class="newsletter ad-slot">{text}')
    assert told(sample(page))[text] is None


def test_a_container_that_shows_nothing_of_its_name_is_not_believed() -> None:
    page = PAGE.replace("Our news in your inbox every morning", "Tides of the week")
    assert told(sample(page))["Tides of the week"] is None


def test_a_page_that_does_not_show_its_body_is_left_out() -> None:
    gold = Gold(body="Quite another story about a lighthouse, its keeper and the sea that took them both away.")
    assert set(kinds_of(sample(PAGE, gold=gold))) == {None}
