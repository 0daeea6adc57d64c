"""What the scorer sees of a line, on small pages: one number of a row at a time."""

from math import log1p

import pytest

from caveat.extract.features import NAMES, Facts, find_candidates
from caveat.extract.judgement import Judged
from caveat.extract.walk import walk
from caveat.trees import parse

ONE = "The ferry was late again, and the captain said that the tide had been told of it in writing."
TWO = "Nobody on the pier believed him, since the tide can read, as every child on this island knows well."
LINKED = "Ten ferries that were never late, and why"
LINK = f'<a href="/x">{LINKED}</a>'


def seen(html, **facts):
    """What is seen of the lines of a page: the opening word of each, and its numbers by their names."""
    judged = Judged(walk(parse(html), "https://e.example/"))
    found = find_candidates(judged, Facts(**facts))
    texts = [judged.walk.records[index].text for index in found.indices]
    return {text.split()[0]: dict(zip(NAMES, row, strict=True)) for text, row in zip(texts, found.rows, strict=True)}


def test_a_line_that_is_a_mere_link_and_one_that_is_hidden_are_no_candidates():
    found = seen(f"<main><p>{ONE}</p><p>{LINK}</p><p>{TWO}</p><p class='visually-hidden'>{ONE[:70]}</p></main>")
    assert list(found) == ["The", "Nobody"]
    assert found["The"]["repeated"] == 1


def test_short_lines_count_where_there_is_text_and_not_where_there_is_none():
    found = seen(f"<main><p>{ONE}</p><p>Why?</p></main><div><div><ul><li>Imprint</li><li>Contact</li></ul></div></div>")
    assert list(found) == ["The", "Why?"]


def test_what_a_line_reads_like():
    line = seen(f"<main><p>{ONE} {LINK}</p><h3>Later:</h3><p>{TWO}</p></main>")
    assert line["The"]["linked"] == pytest.approx(len(LINKED) / len(f"{ONE} {LINKED}"))
    assert [line[word]["ending"] for word in ("The", "Later:", "Nobody")] == [0, 1, 2]
    assert line["Nobody"]["length"] == pytest.approx(log1p(len(TWO)))
    assert (line["Later:"]["kind"], line["Later:"]["level"]) == (3, 3)


def test_a_line_is_held_against_what_is_known_of_the_article():
    page = (
        f"<main><h1>Tide</h1><p>{ONE}</p><p>Ann Lee writes of ships, and of what keeps them where they are.</p></main>"
    )
    line = seen(page, title="Tide", authors=("Ann Lee",), description=ONE, declared=3 * ONE)
    assert (line["The"]["described"], line["Ann"]["described"]) == (True, False)
    assert (line["The"]["declared"], line["Ann"]["declared"]) == (True, False)
    assert (line["The"]["author"], line["Ann"]["author"]) == (0, 2)
    assert [line[word]["since title"] for word in ("The", "Ann")] == [1, 2]
    assert line["The"]["title"] < 1


def test_nothing_is_held_against_what_is_not_known():
    line = seen(f"<main><p>{ONE}</p></main>")["The"]
    assert (line["declared"], line["described"], line["author"], line["since title"]) == (-1, False, 0, 99)


def test_the_nearer_a_name_is_the_more_it_says():
    page = "<div class='sidebar'><div><section><p>{}</p><p>{}</p></section></div></div>"
    far = seen(page.format(ONE, TWO))["The"]["class side"]
    home = seen(page.format(ONE, TWO).replace("<section>", "<section class='sidebar'>"))["The"]["class side"]
    own = seen(page.format(ONE, TWO).replace("<p>", "<p class='sidebar'>"))["The"]["class side"]
    none = seen(page.format(ONE, TWO).replace("sidebar", "wide"))["The"]["class side"]
    assert none < far < home < own


def test_where_most_text_is():
    some = TWO.replace("Nobody", "Some")
    page = f"<article><p>{ONE}</p><p>{TWO}</p><p>Why?</p></article><div><p>{some}</p><p>Really?</p></div>"
    line = seen(page)
    assert (line["The"]["is densest"], line["Some"]["is densest"]) == (True, False)
    assert (line["The"]["in article"], line["Some"]["in article"]) == (True, False)
    assert (line["The"]["side of densest"], line["Some"]["side of densest"]) == (0, 1)
    assert line["The"]["good in home"] > line["Some"]["good in home"]
    assert line["Some"]["steps to densest"] == 1
    assert line["Some"]["gap before"] == 1


def test_a_line_that_the_page_prints_twice_is_known():
    line = seen(f"<main><p>{ONE}</p><p>{TWO}</p><p>{TWO}</p></main>")
    assert (line["The"]["repeated"], line["Nobody"]["repeated"]) == (1, 2)


def test_a_page_without_text_has_no_candidates():
    assert seen("<main></main>") == {}
