"""Which lines of a page are held to be its article's, by what is known of it."""

import pytest

from training.labels import by_body, by_stretches, shingles, words

BODY = "The bridge was closed on Monday. Engineers found two cracks in the northern pier. Nobody was hurt, they said."


def test_a_line_has_the_share_of_its_words_that_stands_in_the_body():
    lines = [
        "Home News Sport Weather Archive",
        "The bridge was closed on Monday.",
        "Engineers found two cracks, we hear today",
    ]
    shares = by_body(lines, BODY)
    assert shares[:2] == [0.0, 1.0]
    assert 0.0 < shares[2] < 0.5


def test_a_line_that_is_printed_twice_is_the_articles_once():
    line = "Engineers found two cracks in the northern pier."
    assert by_body([line, "The bridge was closed on Monday.", line], BODY) == [1.0, 1.0, 0.0]


def test_a_short_line_is_the_articles_where_it_stands_between_the_lines_around_it():
    body = "The bridge was closed on Monday. What now? Engineers found two cracks in the northern pier."
    around = ["The bridge was closed on Monday.", "Engineers found two cracks in the northern pier."]
    assert by_body([around[0], "What now?", around[1]], body) == [1.0, 1.0, 1.0]
    assert by_body([around[0], "Read more", around[1]], body) == [1.0, 0.0, 1.0]


def test_a_short_line_far_from_the_story_is_none_of_it_though_the_body_has_its_words():
    body = f"Weather. {'It rained and rained on all of the hills. ' * 20}The bridge was closed on Monday."
    lines = [*[f"Teaser number {number} of this long list" for number in range(20)], "Weather."]
    assert by_body([*lines, *["Another long line without any news"] * 15], body)[20] == 0.0


@pytest.mark.parametrize("lines", [[], [""], ["one two"]])
def test_lines_of_a_page_without_a_body_are_no_articles(lines: list[str]):
    assert by_body(lines, "") == [0.0] * len(lines)


def test_stretches_label_only_the_lines_that_hold_one():
    lines = ["Two cracks\u00a0in the pier.", "Sign up here", "Something else", "Two cracks in the pier. Sign up here"]
    assert by_stretches(lines, ["cracks in  the pier"], ["Sign up"]) == [1.0, 0.0, None, 0.0]


def test_an_empty_stretch_labels_nothing():
    assert by_stretches(["a line"], ["", " "], [""]) == [None]


def test_characters_of_languages_without_spaces_are_words():
    assert words("橋は閉鎖 on Monday") == ["橋", "は", "閉", "鎖", "on", "Monday"]


def test_a_text_shorter_than_a_stretch_is_one_stretch():
    assert shingles("What now?") == {("What", "now"): 1}
    assert not shingles(" … ")
