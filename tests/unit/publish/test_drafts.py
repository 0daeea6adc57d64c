"""Owns which documents there are and when they have to be rendered again."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caveat.errors import ItemError
from caveat.model import Disclosure, Entry, KnownWork, Variant
from caveat.publish import Site, article_draft, feed_drafts, index_draft
from tests.unit.publish.samples import NOW, block, entry, feed, notice, site

SPOILING = entry(block("He wins."), notices=(notice(1),), number=1)
HARMLESS = entry(block("It opens."), number=2)


def keys(*entries: Entry, where: Site | None = None) -> list[str]:
    place = where or site()
    drafts = feed_drafts(feed(variants=tuple(Variant)), entries, place)
    pages = [article_draft(found, place) for found in entries]
    return [draft.key for draft in (*drafts, *pages, index_draft([feed()], {"tv": entries}, place))]


def test_there_is_a_document_for_every_format_and_twin():
    drafts = feed_drafts(feed(variants=tuple(Variant)), [SPOILING, HARMLESS], site())
    assert [(draft.path, draft.feed, draft.format, draft.entries) for draft in drafts] == [
        ("tv.rss", "tv", "rss", 2),
        ("tv.atom", "tv", "atom", 2),
        ("tv.json", "tv", "json", 2),
        ("tv.safe.rss", "tv", "rss", 2),
        ("tv.safe.atom", "tv", "atom", 2),
        ("tv.safe.json", "tv", "json", 2),
        ("tv.spoiler-free.rss", "tv", "rss", 1),
        ("tv.spoiler-free.atom", "tv", "atom", 1),
        ("tv.spoiler-free.json", "tv", "json", 1),
    ]


def test_a_document_is_what_its_draft_announced():
    drafts = feed_drafts(feed(), [SPOILING], site())
    documents = [draft.render() for draft in drafts]
    assert [(found.path, found.key) for found in documents] == [(draft.path, draft.key) for draft in drafts]
    assert [found.media_type for found in documents] == [
        "application/rss+xml; charset=utf-8",
        "application/atom+xml; charset=utf-8",
        "application/feed+json",
    ]
    assert {found.changed for found in documents} == {NOW}


def test_the_limit_counts_what_a_document_shows():
    entries = [SPOILING, replace(SPOILING, id=HARMLESS.id.replace("2", "3")), HARMLESS]
    drafts = feed_drafts(feed(variants=(Variant.SPOILER_FREE,), limit=1), entries, site())
    assert {draft.path: draft.entries for draft in drafts}["tv.spoiler-free.rss"] == 1
    assert {draft.path: draft.entries for draft in drafts}["tv.rss"] == 1


def test_equal_input_needs_no_rendering():
    assert keys(SPOILING, HARMLESS) == keys(SPOILING, HARMLESS)
    assert len(set(keys(SPOILING, HARMLESS))) == len(keys(SPOILING, HARMLESS))


@pytest.mark.parametrize(
    "edited",
    [
        replace(SPOILING, revision=2),
        replace(SPOILING, digest="other"),
        replace(SPOILING, id=HARMLESS.id),
        replace(SPOILING, article=replace(SPOILING.article, tags=("tv",))),
    ],
)
def test_an_edited_entry_changes_every_key_of_what_shows_it(edited: Entry):
    # The spoiler-free twin does not show it.
    unshown = {6, 7, 8}
    pairs = zip(keys(SPOILING), keys(edited), strict=True)
    assert [number for number, (before, after) in enumerate(pairs) if before == after] == sorted(unshown)


def test_a_day_matters_only_when_a_work_is_set_free():
    known = KnownWork(title="Dune: Part Two", slug="dune", until=date(2026, 12, 1))
    before = replace(site(known), now=datetime(2026, 11, 30, 23, tzinfo=UTC))
    last = replace(site(known), now=datetime(2026, 12, 1, 23, tzinfo=UTC))
    after = replace(site(known), now=datetime(2026, 12, 2, 23, tzinfo=UTC))
    assert keys(SPOILING, where=before) == keys(SPOILING, where=last)
    assert not set(keys(SPOILING, where=last)) & set(keys(SPOILING, where=after))


def test_settings_of_a_feed_change_its_keys():
    plain = {draft.key for draft in feed_drafts(feed(), [SPOILING], site())}
    for other in (replace(feed(), title="Other"), feed(Disclosure.WARN), replace(feed(), title_prefix=False)):
        assert not plain & {draft.key for draft in feed_drafts(other, [SPOILING], site())}


def test_an_entry_that_cannot_be_shown_costs_no_feed():
    broken = replace(HARMLESS, published=datetime(2026, 3, 9))  # noqa: DTZ001 - the case
    for draft in feed_drafts(feed(), [SPOILING, broken], site()):
        found = draft.render()
        assert [failure.stage for failure in found.failures] == ["publish"]
        assert SPOILING.id.encode() in found.body
        assert broken.id.encode() not in found.body
    assert index_draft([feed()], {"tv": [SPOILING, broken]}, site()).render().failures
    with pytest.raises(ItemError):
        article_draft(broken, site()).render()
