"""What is shown of the scorer's view of a page."""

from pathlib import Path

import pytest
from lxml import etree

from caveat.extract.features import NAMES
from caveat.extract.weights import Weights, make_weights
from training.picture import draw
from training.reasons import Line, Reason, explain

PAGE = Path(__file__).parents[3] / "src/caveat/demo/pages/ten-years-of-frozen-yogurt.html"
URL = "http://newsroom.example/tv/ten-years-of-frozen-yogurt"
LENGTH, CAPITALS = NAMES.index("length"), NAMES.index("capitals")


def by_length() -> Weights:
    """Weights that like long lines, and nothing else."""
    return make_weights([[LENGTH, 4.7, -2.0, 2.0]], [[LENGTH, 4.7, -2.0, 2.0]])


def lines(weights: Weights, most: int = 2) -> list[Line]:
    return explain(PAGE.read_bytes(), URL, weights, most)


def test_every_line_is_there_in_order_with_what_became_of_it():
    got = lines(by_length())
    texts = [line.text for line in got]
    assert texts.index("Stories") < texts.index("Ten years of frozen yogurt") < texts.index("2 comments")
    became = {line.text.partition(" ")[0]: line.outcome for line in got}
    assert (became["I"], became["By"], became["Stories"]) == ("paragraph", "meta", "")


def test_what_is_no_candidate_has_no_score():
    by_text = {line.text: line for line in lines(by_length())}
    assert by_text["RSS"].first is None
    assert by_text["RSS"].reasons == ()


def test_a_reason_is_what_sets_a_line_apart_from_the_others_of_its_page():
    got = lines(by_length())
    scored = [line for line in got if line.first is not None]
    assert {reason.name for line in scored for reason in line.reasons} == {"length"}
    # Most lines of this page are short.
    assert {line.reasons for line in scored if len(line.text) > 200} == {(Reason("length", 4.0),)}
    assert {line.reasons for line in scored if len(line.text) < 100} == {()}


def test_the_second_round_has_no_thoughts_of_what_it_was_not_asked_about():
    hopeless = make_weights([-6.0], [[len(NAMES) + 1, 0.001, -3.0, 3.0]])
    assert {line.second_thoughts for line in lines(hopeless)} == {()}


def test_the_strongest_reasons_come_first_and_no_more_than_asked_for():
    both = make_weights([[CAPITALS, 0.05, 1.0, -1.0], [LENGTH, 3.0, -2.0, 2.0]], [0.0])
    share = next(line for line in lines(both) if line.text.startswith("Mail"))
    assert share.reasons == (Reason("length", -4.0), Reason("capitals", -2.0))
    (shorter,) = (line for line in lines(both, most=1) if line.text == share.text)
    assert shorter.reasons == share.reasons[:1]


@pytest.mark.parametrize("text", ["<b>&amp;\0\x0b\ud800", "a" * 500, '"]]>'])
def test_the_picture_is_well_formed_whatever_a_page_says(text: str):
    line = Line(text=text, kind="paragraph", first=0.2, second=1.0, reasons=(Reason("length", -1.0),), outcome="meta")
    root = etree.fromstring(draw([line, Line(text="b", kind="")], text).encode("utf-8"))
    said = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "1.00" in said
    assert "not scored" in said
    assert max(len(words or "") for words in said[1:]) < 120
