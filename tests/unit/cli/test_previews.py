"""How one article is shown to a person."""

from caveat.cli.previews import preview_lines
from caveat.model import KnownWork
from caveat.spoilers import detect
from tests.unit.spoilers.samples import STORY, article


def test_a_notice_is_shown_in_its_paragraph_with_what_says_it_marked_and_its_rule():
    found = detect(article(f"Spoilers ahead for Silver Reach season 2. {STORY[0]}", *STORY))
    lines = [*preview_lines(found)]
    marked = "[trigger: Spoilers ahead] for [work: Silver Reach] [scope: season 2]."
    assert f"    marked  {marked} {STORY[0]}" in lines
    assert "    found   by en.ahead (phrase), confidence 0.97" in lines
    assert "    work    Silver Reach (tv, season 2)" in lines


def test_an_unnumbered_finale_is_told_from_its_season():
    found = detect(article("Spoiler alert: this recap discusses the season 3 finale of Silver Reach.", *STORY))
    assert "    work    Silver Reach (tv, season 3, episode)" in [*preview_lines(found)]


def test_the_works_of_the_operator_are_marked_as_they_were_found():
    known = (KnownWork(title="reach", slug="reach"),)
    found = detect(article("Spoilers ahead for reach.", *STORY), works=known)
    assert any("[work: reach]" in line for line in preview_lines(found, known))


def test_an_article_without_a_notice_says_so():
    assert "No spoiler notice." in [*preview_lines(detect(article(*STORY)))]
