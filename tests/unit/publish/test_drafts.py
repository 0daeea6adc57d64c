"""Owns which documents there are and when they have to be rendered again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from caveat.errors import ItemError
from caveat.model import Disclosure, Draft, Entry, Feed, KnownWork, Seen, Variant, Wish
from caveat.publish import Memory, Site, article_draft, feed_drafts, index_draft, opml_draft
from tests.unit.publish.samples import NOW, block, entry, feed, notice, press, site

SPOILING = entry(block("He wins."), notices=(notice(1),), number=1)
HARMLESS = entry(block("It opens."), number=2)


def keys(*entries: Entry, where: Site | None = None) -> list[str]:
    place = where or site()
    pages = [article_draft(found.head, press(*entries, where=place)) for found in entries]
    return [draft.key for draft in (*drafts(feed(variants=tuple(Variant)), *entries, where=place), *pages)]


def drafts(described: Feed, *entries: Entry, where: Site | None = None, **more: Any) -> list[Draft]:
    heads = [found.head for found in entries]
    return [*feed_drafts(described, heads, press(*entries, where=where), **more)]


def test_there_is_a_document_for_every_format_and_twin():
    found = drafts(feed(variants=tuple(Variant)), SPOILING, HARMLESS)
    assert [(draft.path, draft.feed, draft.format, draft.entries) for draft in found] == [
        ("tv.html", "tv", "html", 2),
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
    announced = [*drafts(feed(), SPOILING), article_draft(SPOILING.head, press(SPOILING))]
    documents = [draft.render() for draft in announced]
    for document, draft in zip(documents, announced, strict=True):
        for name in ("path", "key", "feed", "entry", "format", "entries"):
            assert getattr(document, name) == getattr(draft, name)
    assert [found.media_type for found in documents] == [
        "text/html; charset=utf-8",
        "application/rss+xml; charset=utf-8",
        "application/atom+xml; charset=utf-8",
        "application/feed+json",
        "text/html; charset=utf-8",
    ]
    assert {found.changed for found in documents} == {NOW}


def test_the_limit_counts_what_a_document_shows():
    entries = [SPOILING, replace(SPOILING, id=HARMLESS.id.replace("2", "3")), HARMLESS]
    found = drafts(feed(variants=(Variant.SPOILER_FREE,), limit=1), *entries)
    assert {draft.path: draft.entries for draft in found}["tv.spoiler-free.rss"] == 1
    assert {draft.path: draft.entries for draft in found}["tv.rss"] == 1
    dropping = drafts(feed(Disclosure.DROP), *entries)
    assert {draft.path: draft.entries for draft in dropping} == dict.fromkeys(
        ["tv.html", "tv.rss", "tv.atom", "tv.json"], 1
    )


def test_equal_input_needs_no_rendering():
    assert keys(SPOILING, HARMLESS) == keys(SPOILING, HARMLESS)
    assert len(set(keys(SPOILING, HARMLESS))) == len(keys(SPOILING, HARMLESS))


@pytest.mark.parametrize(
    "edited",
    [
        replace(SPOILING, revision=2),
        replace(SPOILING, digest="other"),
        replace(SPOILING, id=HARMLESS.id),
        replace(SPOILING, sources=("other",)),
        replace(SPOILING, url="https://news.example/moved"),
    ],
)
def test_an_edited_entry_changes_every_key_of_what_shows_it(edited: Entry):
    # The spoiler-free twin does not show it.
    unshown = {7, 8, 9}
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
    plain = {draft.key for draft in drafts(feed(), SPOILING)}
    for other in (replace(feed(), title="Other"), feed(Disclosure.WARN), replace(feed(), title_prefix=False)):
        assert not plain & {draft.key for draft in drafts(other, SPOILING)}


def test_an_entry_that_cannot_be_shown_costs_no_feed():
    broken = replace(HARMLESS, published=datetime(2026, 3, 9))  # noqa: DTZ001 - the case
    for draft in drafts(feed(), SPOILING, broken):
        found = draft.render()
        assert [failure.stage for failure in found.failures] == ["publish"]
        assert SPOILING.article.title.encode() in found.body
        assert broken.slug.encode() not in found.body
    with pytest.raises(ItemError):
        article_draft(broken.head, press(broken)).render()


def test_no_failure_names_the_address_of_a_private_page():
    broken = replace(HARMLESS, url=None, published=datetime(2026, 3, 9))  # noqa: DTZ001 - the case
    for draft in drafts(replace(feed(), token="k3yk3yk3yk3yk3yk"), SPOILING, broken):
        assert [failure.url for failure in draft.render().failures] == [broken.key]


def test_an_entry_that_is_gone_since_it_was_chosen_costs_no_feed():
    for draft in feed_drafts(feed(), [SPOILING.head, HARMLESS.head], press(SPOILING)):
        assert HARMLESS.slug.encode() not in draft.render().body


def test_a_document_is_the_same_from_memory():
    of_both = press(SPOILING, HARMLESS)
    heads = [SPOILING.head, HARMLESS.head]
    first = [draft.render().body for draft in feed_drafts(feed(variants=tuple(Variant)), heads, of_both)]
    remembering = replace(of_both, load=lambda ids: {})
    again = [draft.render().body for draft in feed_drafts(feed(variants=tuple(Variant)), heads, remembering)]
    assert again == first


def test_what_is_remembered_is_not_taken_for_what_has_changed():
    revised = replace(SPOILING, revision=2, digest="other", article=replace(SPOILING.article, title="Other words"))
    of_both = press(revised)
    remembered = replace(of_both, load=press(SPOILING).load)
    for draft in feed_drafts(feed(), [SPOILING.head], remembered):
        draft.render()
    for draft in feed_drafts(feed(), [revised.head], of_both):
        assert b"Other words" in draft.render().body


def test_a_memory_without_room_still_gives_whole_documents():
    small = replace(press(SPOILING, HARMLESS), memory=Memory(room=10, most_views=1))
    for draft in feed_drafts(feed(), [SPOILING.head, HARMLESS.head], small):
        assert draft.render().body.count(SPOILING.article.title.encode()) > 1


def test_older_entries_stand_in_archive_documents():
    entries = [entry(number=number, published=NOW - timedelta(days=number)) for number in range(1, 6)]
    found = {draft.path: draft for draft in drafts(feed(limit=2), *entries)}
    assert [path for path in found if path.endswith("rss")] == ["tv.rss", "tv.archive-1.rss", "tv.archive-2.rss"]
    assert [head.id for head in found["tv.archive-1.rss"].shown] == [entries[3].id, entries[4].id]


def test_a_private_feed_stands_at_an_address_that_holds_its_token():
    private = replace(feed(variants=(Variant.SAFE,)), token="s3cr3t")
    unaddressed = entry(url=None)
    found = drafts(private, unaddressed)
    assert [draft.path for draft in found][:3] == ["tv.s3cr3t.html", "tv.s3cr3t.rss", "tv.s3cr3t.atom"]
    page = f"https://feeds.example/feeds/articles/s3cr3t/{unaddressed.slug}.html"
    assert page.encode() in found[1].render().body
    for form in ("html", "opml"):
        public = (index_draft if form == "html" else opml_draft)([private, feed()], press()).render().body
        assert b"s3cr3t" not in public


def test_a_subscribers_wish_is_part_of_the_address_and_decides_what_is_shown():
    wish = Wish(disclosure=Disclosure.REDACT, seen=(Seen(slug="lost"),))
    found = {draft.path: draft.render().body for draft in drafts(feed(), SPOILING, wish=wish)}
    assert b"https://feeds.example/feeds/tv.atom?disclosure=redact&amp;seen=lost" in found["tv.atom"]
    assert b"He wins." not in found["tv.atom"]
    assert b'rel="hub"' not in found["tv.atom"]
