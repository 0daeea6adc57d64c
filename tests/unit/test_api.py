"""The Python face, as the README shows it."""

import json
from datetime import UTC, datetime

import pytest

import caveat
from caveat.errors import ExtractError

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Who shot the lamp? | The Foyer</title>
<meta property="article:published_time" content="2026-05-01T10:00:00+01:00">
<meta name="author" content="Ada Quill"></head>
<body><article><h1>Who shot the lamp?</h1>
<p><em>Warning: this article contains major spoilers for season 2 of Severance.</em></p>
<p>The lamp went out on the pier at nine, and nobody who was there will say who had the matches.</p>
<p>It was the lighthouse keeper's daughter, as <a href="/who">everybody</a> but the keeper knew for years.</p>
</article></body></html>"""


def test_a_page_becomes_an_article_with_its_notice():
    article = caveat.extract(PAGE, url="https://news.example/lamp")
    assert (article.title, article.authors, article.language) == ("Who shot the lamp?", ("Ada Quill",), "en-GB")
    assert article.published is not None
    assert article.published.astimezone(UTC) == datetime(2026, 5, 1, 9, tzinfo=UTC)
    assert len(article.text.split("\n")) == 2
    assert 'href="https://news.example/who"' in article.html
    (notice,) = article.notices
    assert (notice.polarity, notice.severity, notice.covers) == ("contains", "major", (1, 2))
    assert (notice.works[0].title, notice.works[0].season_to) == ("Severance", 2)


def test_a_text_that_says_no_language_is_read_for_it():
    silent = PAGE.replace(' lang="en-GB"', "")
    assert caveat.extract(silent).language == "en"
    german = (
        "Der Turm\n\nDer Wärter hat die Schiffe gezählt, und er sagt es nicht, weil es niemand von ihm wissen will."
    )
    assert caveat.extract_text(german).language == "de"


def test_the_fields_beside_the_text_are_values_of_json():
    said = caveat.to_dict(caveat.extract(PAGE))
    assert (said["section"], said["is_paywalled"], said["image_width"], said["reading_minutes"]) == (
        None,
        None,
        None,
        1,
    )


def test_bytes_and_text_give_the_same():
    assert caveat.extract(PAGE.encode()) == caveat.extract(PAGE)


def test_one_line_is_read_for_its_notices():
    (notice,) = caveat.find_notices("Spoilers ahead for season 2 of Severance.")
    assert (notice.works[0].title, notice.covers) == ("Severance", ())
    assert caveat.find_notices("The rear spoiler came off at speed.") == ()
    with pytest.raises(ValueError, match="nowhere"):
        caveat.find_notices("Spoilers ahead.", where="nowhere")


def test_plain_text_and_markdown_become_articles():
    text = "A title\n\nThis article contains spoilers for Dune.\n\nThe spice is told of here, and who finds it.\n"
    article = caveat.extract_text(text)
    assert (article.title, article.text) == ("A title", "The spice is told of here, and who finds it.")
    assert caveat.extract_text("# A title\n\nWords of *it*.\n", markdown=True).html == "<p>Words of <em>it</em>.</p>"


def test_a_text_with_front_matter_is_markdown_unless_told():
    text = "---\ntitle: The Lamp\nauthor: Ann Lee\n---\n\n**Spoilers for Dune ahead.**\n\nThe spice is told of here."
    article = caveat.extract_text(text)
    assert (article.title, article.authors, article.notices[0].text) == (
        "The Lamp",
        ("Ann Lee",),
        "Spoilers for Dune ahead.",
    )
    assert caveat.extract_text(text, markdown=False).notices[0].text == "**Spoilers for Dune ahead.**"


def test_what_holds_no_text_is_an_error_that_says_so():
    for empty in ("", "<html></html>", b"\x00\x00"):
        with pytest.raises(ExtractError):
            caveat.extract(empty)
    with pytest.raises(ExtractError):
        caveat.extract_text(" \n")


def test_an_article_is_json_under_the_names_of_its_fields():
    shown = caveat.to_dict(caveat.extract(PAGE, url="https://news.example/lamp"))
    assert json.loads(json.dumps(shown)) == shown
    names = "url title authors published updated language site image tags text html notices"
    assert set(names.split()) <= shown.keys()
    assert shown["published"] == "2026-05-01T10:00:00+01:00"
    (notice,) = json.loads(json.dumps(shown["notices"]))
    assert notice["works"][0] == {
        "title": "Severance", "medium": "tv", "season_from": 2, "season_to": 2, "episode_from": None,
        "episode_to": None, "unit": "season", "through": False,
    }  # fmt: skip
