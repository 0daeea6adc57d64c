"""An operator's rules win field by field, and those that find nothing are named."""

import pytest

from caveat.extract.page import read_page
from caveat.extract.rules import apply_rules
from caveat.model import ArticleRules, Unmatched

STORY = (
    "The lighthouse keeper has counted the ships of the bay for thirty years, and he has never told anybody the sum."
)
PAGE = f"""<html><head><title>Own title</title><meta name="author" content="Ann Lee"></head><body>
<h1 class="head">Headline</h1><p class="who">Bo Ek</p><p class="when"></p><div class="story"><p>{STORY}</p></div>
<p class="ad">Buy a lamp.</p></body></html>"""


def missed(**rules):
    selectors = rules.pop("selectors", ())
    return [(one.key, one.selector) for one in apply_rules(PAGE, ArticleRules(**rules), selectors).unmatched]


def test_rules_that_all_find_something_are_not_named():
    assert missed(title=".head", body=".story", author=".who", remove=(".ad",), selectors=(".who",)) == []


@pytest.mark.parametrize("key", ["title", "body", "author", "published"])
@pytest.mark.parametrize("selector", [".gone", "[", "a::before", ".when"])
def test_a_rule_that_finds_nothing_with_text_is_named(key, selector):
    assert missed(**{key: selector}) == [(key, selector)]


def test_of_several_only_those_that_find_nothing_are_named():
    assert missed(remove=(".ad", ".gone"), selectors=(".who", ".lost")) == [("remove", ".gone"), ("selectors", ".lost")]


def test_two_that_remove_the_same_both_found_it():
    assert missed(remove=(".ad", "body .ad")) == []


def test_a_field_whose_rule_finds_nothing_is_the_extractors_and_the_others_are_the_rules():
    read = read_page(PAGE, rules=ArticleRules(title=".gone", author=".who"))
    assert (read.article.title, read.article.authors, read.article.text) == ("Headline", ("Bo Ek",), STORY)
    assert read.unmatched == (Unmatched(key="title", selector=".gone"),)
