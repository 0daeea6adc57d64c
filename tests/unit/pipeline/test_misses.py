"""When a rule that found nothing is taken for broken."""

import pytest

from caveat.model import Unmatched
from caveat.pipeline.misses import broken_rules

BODY = Unmatched(key="body", selector=".story")
AUTHOR = Unmatched(key="author", selector=".who")
REMOVE = Unmatched(key="remove", selector=".ad")


@pytest.mark.parametrize(
    ("misses", "pages", "broken"),
    [
        ({}, 0, []),
        ({BODY: 1}, 1, ["body"]),
        ({BODY: 1}, 2, []),
        ({AUTHOR: 2, REMOVE: 2}, 2, []),
        ({AUTHOR: 3, REMOVE: 3, BODY: 2}, 3, ["author", "remove"]),
        ({REMOVE: 4}, 5, []),
    ],
)
def test_a_rule_is_broken_that_no_page_has_a_match_for(misses, pages, broken):
    found = broken_rules(misses, pages)
    assert [rule.key for rule in found] == broken
    assert {rule.pages for rule in found} <= {pages}
