"""The decisions of a poll: what is due, what is read, what an article means for its entry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import (
    Article,
    Block,
    BlockKind,
    Every,
    Link,
    LinkState,
    Medium,
    Notice,
    Origin,
    Polarity,
    Severity,
    Source,
    SourceKind,
    Where,
    Work,
)
from caveat.pipeline.decide import (
    LONGEST_CHECK,
    Change,
    decide_entry,
    entry_url,
    identity,
    next_check,
    own_key,
    plan,
)
from caveat.pipeline.digest import article_digest
from caveat.pipeline.due import NEVER

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITES = {"news": "https://news.example/", "other": "https://news.example/other"}
SOURCE = Source(id="news", kind=SourceKind.LISTING, url="https://news.example/", schedule=Every(interval=HOUR))


def link(name: str, *, published: datetime | None = None, digest: str = "") -> Link:
    return Link(key=name, url=f"https://news.example/{name}", published=published, digest=digest)


def known(name: str, *, entry: str | None = "e", digest: str = "", due: bool = False) -> LinkState:
    next_check_at = NOW if due else NOW + HOUR
    return LinkState(key=name, entry_key=entry, digest=digest, checked_at=NOW - HOUR, next_check_at=next_check_at)


def article(title: str = "Title", *, text: str = "A story.", **fields) -> Article:
    block = Block(kind=BlockKind.PARAGRAPH, text=text, html=f"<p>{text}</p>")
    return Article(title=title, blocks=(block,), **fields)


def decided(old, new, source=SOURCE, *, now=NOW, configured=SITES):
    return decide_entry(old, new, "https://news.example/a", source, now=now, undated=now, configured=configured)


class TestPlan:
    def test_new_links_are_read_and_known_ones_are_not(self):
        chosen = plan([link("a"), link("b")], {"a": known("a")}, SOURCE, first=False, since=None, now=NOW, check=False)
        assert [one.key for one in chosen.read] == ["b"]

    def test_known_links_are_read_when_their_check_is_due_or_asked_for_or_their_source_says_they_changed(self):
        links = [link("due"), link("edited", digest="2"), link("same")]
        states = {"due": known("due", due=True), "edited": known("edited", digest="1"), "same": known("same")}
        assert [one.key for one in plan(links, states, SOURCE, first=False, since=None, now=NOW, check=False).read] == [
            "due",
            "edited",
        ]
        assert len(plan(links, states, SOURCE, first=False, since=None, now=NOW, check=True).read) == 3

    def test_a_link_passed_over_by_the_first_poll_is_never_read(self):
        passed = replace(known("old", entry=None), next_check_at=NEVER)
        assert (
            plan([link("old", digest="2")], {"old": passed}, SOURCE, first=False, since=None, now=NOW, check=True).read
            == ()
        )

    def test_the_first_poll_takes_the_newest_by_date_and_says_why_the_rest_is_dropped(self):
        links = [link(str(day), published=NOW - timedelta(days=day)) for day in (3, 1, 2)]
        chosen = plan(links, {}, replace(SOURCE, initial=2), first=True, since=None, now=NOW, check=False)
        assert [one.key for one in chosen.read] == ["1", "2"]
        assert [one.key for one in chosen.passed_over] == ["3"]
        assert [drop.url for drop in chosen.dropped] == ["https://news.example/3"]
        assert chosen.complete

    def test_undated_links_count_as_listed_newest_first(self):
        chosen = plan(
            [link("a"), link("b"), link("c")],
            {},
            replace(SOURCE, initial=2),
            first=True,
            since=None,
            now=NOW,
            check=False,
        )
        assert [one.key for one in chosen.read] == ["a", "b"]

    def test_links_beyond_the_limit_wait_and_keep_the_list_from_being_believed(self):
        chosen = plan(
            [link("a"), link("b")], {}, replace(SOURCE, limit=1), first=False, since=None, now=NOW, check=False
        )
        assert (len(chosen.read), chosen.passed_over, chosen.complete) == (1, (), False)

    def test_an_inbox_is_read_whole(self):
        inbox = replace(SOURCE, kind=SourceKind.INBOX, limit=1, initial=1)
        assert len(plan([link("a"), link("b")], {}, inbox, first=True, since=None, now=NOW, check=False).read) == 2

    @given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.integers(0, 9), st.integers(1, 9), st.booleans())
    def test_every_link_is_read_passed_over_or_waiting_and_only_one_of_them(self, names, initial, limit, first):
        source = replace(SOURCE, initial=initial, limit=limit)
        chosen = plan([link(name) for name in names], {}, source, first=first, since=None, now=NOW, check=False)
        read, passed = {one.key for one in chosen.read}, {one.key for one in chosen.passed_over}
        assert read | passed <= set(names)
        assert not read & passed
        assert chosen.complete == (read | passed == set(names))
        assert len(chosen.dropped) == len(names) - len(read)


class TestChecks:
    def test_the_distance_between_checks_doubles_up_to_a_week(self):
        assert next_check(None, NOW) == NOW + HOUR
        checked = replace(known("a"), checked_at=NOW - 3 * HOUR)
        assert next_check(checked, NOW) == NOW + 6 * HOUR
        assert next_check(replace(checked, checked_at=NOW - timedelta(days=99)), NOW) == NOW + LONGEST_CHECK


class TestIdentity:
    @pytest.mark.parametrize(
        ("canonical", "key"),
        [
            ("https://NEWS.example/story?utm_source=x#top", "https://news.example/story"),
            ("https://www.news.example/story", "https://www.news.example/story"),
            ("https://elsewhere.example/story", "https://news.example/a"),
            ("https://news.example/", "https://news.example/a"),
            (None, "https://news.example/a"),
        ],
    )
    def test_the_canonical_address_is_believed_only_where_it_is_plausible(self, canonical, key):
        assert identity(article(url=canonical), link("a"), SOURCE, file_id=None) == key

    def test_an_address_whose_fragment_names_the_page_survives_in_the_key(self):
        source = replace(SOURCE, headers=(("Cookie", "a"),), shared=False)
        for own in (SOURCE, source):
            key = own_key(Link(key="a", url="https://news.example/#!/story"), own)
            assert entry_url(key) == "https://news.example/#!/story"

    def test_a_file_is_its_address_its_id_or_its_path(self):
        file = Link(key="deep/a.txt", url=None)
        assert identity(article(), file, SOURCE, file_id=None) == "inbox:news/deep/a.txt"
        assert identity(article(), file, SOURCE, file_id="7") == "inbox:news#7"
        assert identity(article(url="https://a.example/x"), file, SOURCE, file_id="7") == "https://a.example/x"


class TestEntry:
    def test_a_new_article_is_an_entry_whose_id_comes_from_its_address_alone(self):
        entry, change = decided(None, article(published=NOW - HOUR))
        other, _ = decided(None, article("Other title", text="Other text."))
        assert change is Change.NEW
        assert entry.id == other.id
        assert (entry.published, entry.updated, entry.revision) == (NOW - HOUR, NOW - HOUR, 1)

    def test_a_date_in_the_future_is_now(self):
        assert decided(None, article(published=NOW + 9 * HOUR))[0].published == NOW

    def test_an_edit_is_a_revision_with_a_new_updated(self):
        old, _ = decided(None, article(published=NOW - HOUR))
        new, change = decided(old, article(text="An edited story."), now=NOW + HOUR)
        assert change is Change.CHANGED
        assert (new.id, new.first_seen, new.published) == (old.id, old.first_seen, old.published)
        assert (new.revision, new.updated) == (2, NOW + HOUR)

    def test_an_edit_seen_by_a_clock_that_was_set_back_is_not_dated_before_the_last_one(self):
        old, _ = decided(None, article(updated=NOW), now=NOW + HOUR)
        edited, _ = decided(old, article(text="Another story."), now=NOW + HOUR)
        new, change = decided(edited, article(text="A third story."), now=NOW)
        assert (new.updated, change) == (NOW + HOUR, Change.CHANGED)

    def test_a_page_that_only_says_it_was_updated_is_unchanged(self):
        old, _ = decided(None, article())
        assert decided(old, article(updated=NOW), now=NOW + HOUR) == (old, Change.UNCHANGED)

    def test_a_second_source_joins_and_changes_nothing_while_the_first_exists(self):
        old, _ = decided(None, article())
        other = replace(SOURCE, id="other")
        joined, change = decided(old, article("By other rules"), other)
        assert (joined.sources, joined.article, change) == (("news", "other"), old.article, Change.UNCHANGED)
        taken, change = decided(joined, article("By other rules"), other, configured={"other": None})
        assert (taken.article.title, change) == ("By other rules", Change.CHANGED)

    def test_the_first_source_of_the_config_takes_an_entry_over_and_says_of_no_update(self):
        late = replace(SOURCE, id="other")
        old, _ = decided(None, article(published=NOW - HOUR), late)
        taken, change = decided(old, article("By my rules", published=NOW - HOUR), now=NOW + HOUR)
        assert (taken.article.title, taken.sources, change) == ("By my rules", ("other", "news"), Change.UNCHANGED)
        assert (taken.updated, taken.revision) == (old.updated, 2)

    def test_an_article_that_moves_keeps_its_id_and_changes_its_link_which_is_no_edit(self):
        old, _ = decided(None, article())
        moved, change = decide_entry(
            old, article(), "https://news.example/b", SOURCE, now=NOW + HOUR, undated=NOW, configured={"news": None}
        )
        assert moved == replace(old, url="https://news.example/b")
        assert change is Change.UNCHANGED

    def test_the_digest_sees_what_a_reader_sees(self):
        base = article()
        edits = [
            article("T"),
            article(text="x"),
            article(authors=("A",)),
            article(image="https://a.example/i"),
            article(image_alt="A lamp"),
            article(section="Harbour"),
            article(description="D"),
            article(site="S"),
            article(language="de"),
        ]
        assert article_digest(base) not in {article_digest(edited) for edited in edits}

    def test_the_digest_sees_all_that_a_feed_says_of_a_notice(self):
        work = Work(title="Lamp", medium=Medium.TV, season_from=1, season_to=2, episode_from=3, episode_to=4)
        notice = Notice(
            text="Spoilers", polarity=Polarity.CONTAINS, where=Where.LEAD, works=(work,), origin=Origin.PHRASE, rule="r"
        )
        works = [
            replace(work, medium=Medium.BOOK),
            replace(work, season_from=None),
            replace(work, episode_from=None),
            replace(work, through=True),
        ]
        notices = [
            notice,
            replace(notice, where=Where.END),
            replace(notice, severity=Severity.MILD),
            *(replace(notice, works=(one,)) for one in works),
        ]
        assert len({article_digest(article(notices=(one,))) for one in notices}) == len(notices)

    def test_the_digest_does_not_see_what_no_reader_does(self):
        base = article()
        (block,) = base.blocks
        renamed = replace(base, blocks=(replace(block, hints=replace(block.hints, classes=("css-1x2y3z",))),))
        for same in (
            article(updated=NOW),
            article(url="https://news.example/a?id=7"),
            article(is_paywalled=True),
            article(rights="© 2027 The Example"),
            article(about=(Work(title="Silver Reach"),)),
            renamed,
        ):
            assert article_digest(same) == article_digest(base)


class TestOwner:
    OTHER = replace(SOURCE, id="other", url="https://elsewhere.example/feed")
    SITES: ClassVar = {"other": OTHER.url, "news": SOURCE.url}

    def test_nobody_takes_over_what_another_site_publishes_wherever_he_stands_in_the_config(self):
        old, _ = decided(None, article(), configured=self.SITES)
        joined, change = decided(old, article(text="Something else."), self.OTHER, configured=self.SITES)
        assert (joined.article, joined.sources, change) == (old.article, ("news", "other"), Change.UNCHANGED)

    def test_the_site_itself_takes_over_what_another_brought_first_and_its_date(self):
        early = article(text="Something else.", published=datetime(1970, 1, 1, tzinfo=UTC))
        old, _ = decided(None, early, self.OTHER, configured=self.SITES)
        taken, _ = decided(old, article(published=NOW - HOUR), configured=self.SITES)
        assert (taken.article.text, taken.published) == ("A story.", NOW - HOUR)
        assert taken.id == old.id
