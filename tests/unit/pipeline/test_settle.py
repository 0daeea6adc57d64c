"""One poll settled: what is stored, what is reported, which validators may be believed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from caveat.model import (
    Correction,
    Failure,
    Page,
    SourceKind,
    SourceState,
    SpoilerRules,
    Unmatched,
    Validators,
    Withdrawal,
    Work,
)
from caveat.pipeline.corrections import corrected, withdrawn
from caveat.pipeline.decide import Plan
from caveat.pipeline.due import NEVER
from caveat.pipeline.readings import Reading
from caveat.pipeline.settle import Listing, Settlement
from caveat.pipeline.states import unfinished
from tests.unit.pipeline.test_decide import NOW, SOURCE, article, known, link

ETAG = Validators(etag='"list"')
BROKEN = Failure(stage="fetch", url="https://news.example/b", error="answered 500")


def settlement(*links, plan=None, states=None, now=NOW, source=SOURCE):
    listing = Listing(links=links, validators=ETAG)
    configured = {"news": None, "other": None}
    return Settlement(
        source=source, listing=listing, plan=plan or Plan(), known=states or {}, configured=configured, now=now
    )


def after(now=NOW):
    """The state of the source once its list was read."""
    later = now + timedelta(hours=1)
    return SourceState(source_id="news", validators=ETAG, next_at=later, polled_at=now, succeeded_at=now)


def settled(*readings, entries=None, now=NOW, **known):
    """All readings as one group: (what is to be stored, the report)."""
    work = settlement(*(reading.link for reading in readings), now=now, **known)
    for reading in readings:
        work.take(reading, entries or {})
    return work.harvest(work.finished(after(now))), work.report()


def fetched(name, text="A story."):
    page = Page(url=f"https://news.example/{name}", body=b"x", fetched_at=NOW, validators=Validators(etag=f'"{name}"'))
    return Reading(link=link(name), article=article(name, text=text), page=page)


def test_a_new_article_is_stored_with_its_page_and_its_own_validators():
    poll, report = settled(fetched("a"))
    assert [entry.key for entry in poll.entries] == ["https://news.example/a"]
    assert poll.links[0].validators.etag == '"a"'
    assert poll.pages[0].entry_key == "https://news.example/a"
    assert (report.new, report.fetched) == (1, 1)


def test_a_rule_that_no_page_of_a_poll_has_a_match_for_is_reported_once():
    title, body = (Unmatched(key=key, selector=f".{key}") for key in ("title", "body"))
    one = replace(fetched("a"), unmatched=(title, body, title))
    other = replace(fetched("b"), unmatched=(body,))
    report = settled(one, other, fetched("c"))[1]
    assert report.unmatched == (replace(body, pages=2),)
    assert report.failures == ()


def test_the_lists_validators_are_kept_when_every_article_they_vouch_for_is_stored():
    assert settled(fetched("a"))[0].state.validators == ETAG


def test_they_are_forgotten_when_an_article_that_the_list_carries_failed_or_one_waits():
    carried = replace(SOURCE, kind=SourceKind.FEED)
    poll, report = settled(fetched("a"), Reading(link=link("b"), failure=BROKEN), source=carried)
    assert poll.state.validators == Validators()
    assert [one.key for one in poll.links] == ["a"], "the failed one is new again next time"
    assert report.failures == (BROKEN,)
    assert settled(fetched("a"), plan=Plan(complete=False))[0].state.validators == Validators()


def test_a_page_that_cannot_be_had_is_asked_for_with_the_next_list_and_then_at_growing_distances():
    gone = Reading(link=link("b"), failure=BROKEN)
    poll, _ = settled(gone)
    (first,) = poll.links
    assert (first.entry_key, first.next_check_at, poll.state.check_at) == (None, NOW, NOW)
    assert poll.state.validators == ETAG, "the list is read again all the same"
    hour = timedelta(hours=1)
    (second,) = settled(gone, states={"b": first}, now=NOW + hour)[0].links
    assert second.next_check_at == NOW + 3 * hour


def test_a_page_that_holds_no_article_is_remembered_and_looked_at_later():
    poll, _ = settled(Reading(link=link("a"), failure=BROKEN, final=True))
    (state,) = poll.links
    assert (state.entry_key, state.next_check_at) == (None, NOW + timedelta(hours=1))
    assert poll.state.validators == ETAG


def test_links_passed_over_are_remembered_for_good():
    poll, _ = settled(plan=Plan(passed_over=(link("old"),)))
    assert [(one.key, one.entry_key, one.next_check_at) for one in poll.links] == [("old", None, NEVER)]
    assert poll.state.check_at is None


def test_an_unmodified_page_keeps_its_entry_and_its_validators():
    states = {"a": known("a", entry="https://news.example/a")}
    poll, report = settled(Reading(link=link("a"), unmodified=True), states=states)
    assert (poll.entries, poll.links[0].entry_key) == ((), "https://news.example/a")
    assert report.unmodified == 1


def test_an_article_that_another_source_brought_is_joined():
    (entry,) = settled(fetched("a"))[0].entries
    entries = {entry.key: entry.with_source("other")}
    poll, report = settled(Reading(link=link("x"), adopted=entry.key), entries=entries)
    assert poll.links[0].entry_key == entry.key
    assert (report.unchanged, report.new) == (1, 0)


def test_two_pages_that_name_one_canonical_address_and_differ_are_two_entries():
    same = {"url": "https://news.example/story"}
    one = Reading(link=link("a"), article=article("One", text="First story.", **same))
    two = Reading(link=link("b"), article=article("Two", text="Second story.", **same))
    poll, _ = settled(one, two)
    assert {entry.key: entry.article.title for entry in poll.entries} == {
        "https://news.example/story": "One",
        "https://news.example/b": "Two",
    }
    assert {entry.url for entry in poll.entries} == {entry.key for entry in poll.entries}


def test_an_entry_known_by_its_link_keeps_that_address_whatever_its_page_calls_itself():
    key = "https://news.example/a"
    (entry,) = settled(fetched("a"))[0].entries
    edited = Reading(link=link("a"), article=article("a", text="An edited story.", url="https://news.example/story"))
    poll, report = settled(edited, states={"a": known("a", entry=key)}, entries={key: entry})
    assert [(one.key, one.url, one.article.text) for one in poll.entries] == [(key, key, "An edited story.")]
    assert report.changed == 1


def test_an_entry_known_by_the_address_that_its_page_names_moves_with_it():
    old, new = "https://news.example/story", "https://news.example/story-2"
    (entry,) = settled(Reading(link=link("a"), article=article("a", url=old)))[0].entries
    moved = Reading(link=link("a"), article=article("a", url=new))
    poll, _ = settled(moved, states={"a": known("a", entry=old)}, entries={old: entry})
    assert [(one.key, one.url) for one in poll.entries] == [(old, new)]


def test_undated_articles_keep_the_order_of_the_list():
    poll, _ = settled(fetched("newest"), fetched("older"), fetched("oldest"))
    assert [entry.article.title for entry in sorted(poll.entries, key=lambda e: e.published, reverse=True)] == [
        "newest",
        "older",
        "oldest",
    ]
    assert len({entry.published for entry in poll.entries}) == 3


def test_undated_articles_keep_it_over_groups_and_none_is_of_the_future():
    work = settlement()
    polls = []
    for start in range(0, 60, 25):
        for number in range(start, min(start + 25, 60)):
            work.take(fetched(f"n{number}"), {})
        polls.append(work.harvest(unfinished(SOURCE, None, NOW)))
    times = [entry.published for poll in polls for entry in poll.entries]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 60
    assert times[0] == NOW


class TestGone:
    """What its publisher took away is withdrawn, and what came back is there again."""

    STORED = settled(fetched("a"))[0].entries[0]
    GONE = Reading(link=link("a"), gone=True)
    STATE = replace(settled(fetched("a"))[0].links[0], validators=Validators(etag='"a"'))

    def settled(self, reading, entry, *, hours=1, source=SOURCE):
        return settled(
            reading,
            entries={entry.key: entry},
            states={"a": self.STATE},
            now=NOW + timedelta(hours=hours),
            source=source,
        )

    def test_it_is_withdrawn_and_told_once_and_looked_at_again(self):
        poll, report = self.settled(self.GONE, self.STORED)
        (gone,) = poll.entries
        assert gone.withdrawn == Withdrawal(at=NOW + timedelta(hours=1), by_operator=False)
        assert replace(gone, withdrawn=None) == self.STORED
        assert [drop.url for drop in report.dropped] == ["https://news.example/a"]
        assert report.failures == ()
        (state,) = poll.links
        assert state.entry_key == self.STORED.key
        assert state.validators == Validators(), "it is to be read when it is there again"
        assert NOW < state.next_check_at < NEVER
        again, report = self.settled(self.GONE, gone, hours=2)
        assert (again.entries, report.dropped) == ((), ())

    def test_it_comes_back_when_it_is_read(self):
        (gone,) = self.settled(self.GONE, self.STORED)[0].entries
        poll, report = self.settled(fetched("a"), gone, hours=5)
        (back,) = poll.entries
        assert (back.withdrawn, back.id, back.updated) == (None, gone.id, NOW + timedelta(hours=5))
        assert back.revision > gone.revision, "what is kept of how it was shown counts no more"
        assert report.changed == 1
        (edited,) = self.settled(fetched("a", text="Another story."), gone, hours=5)[0].entries
        assert (edited.withdrawn, edited.updated) == (None, NOW + timedelta(hours=5))

    def test_what_an_operator_withdrew_stays_so_whatever_is_read(self):
        kept = withdrawn(self.STORED, NOW, by_operator=True)
        for reading in (fetched("a", text="Another story."), fetched("a"), self.GONE):
            for entry in self.settled(reading, kept)[0].entries:
                assert entry.withdrawn == kept.withdrawn

    def test_another_source_that_lists_it_still_does_not_bring_it_back(self):
        (gone,) = self.settled(self.GONE, self.STORED)[0].entries
        other = replace(SOURCE, id="other")
        poll, _ = self.settled(fetched("a"), gone, source=other)
        assert [entry.withdrawn for entry in poll.entries] == [gone.withdrawn]


def test_a_correction_holds_for_whatever_is_read():
    stored = settled(fetched("a"))[0].entries[0]
    spoils = Correction(spoils=True, works=(Work(title="Dune"),))
    marked = corrected(stored, spoils, works=(), rules=SpoilerRules(), now=NOW)
    assert (marked.id, marked.revision, marked.article.notices[0].works) == (stored.id, 2, spoils.works)
    known = {"entries": {marked.key: marked}, "states": {"a": TestGone.STATE}, "now": NOW + timedelta(hours=1)}
    poll, report = settled(fetched("a"), **known)
    assert (poll.entries, report.unchanged) == ((), 1), "an unchanged page is unchanged"
    poll, report = settled(fetched("a", text="Another story."), **known)
    (edited,) = poll.entries
    assert (edited.correction, edited.article.text) == (marked.correction, "Another story.")
    assert edited.article.notices[0].works == spoils.works
    assert [notice.works for _, notice in report.found] == [spoils.works]
    back = corrected(edited, None, works=(), rules=SpoilerRules(), now=NOW)
    assert (back.correction, back.article.notices) == (None, ())


def test_a_correction_that_changes_nothing_to_be_seen_is_kept_and_no_revision():
    stored = settled(fetched("a"))[0].entries[0]
    marked = corrected(stored, Correction(spoils=False), works=(), rules=SpoilerRules(), now=NOW + timedelta(hours=1))
    assert replace(marked, correction=None) == stored
    assert marked.correction is not None


def test_the_next_check_of_the_list_is_that_of_its_first_article_due():
    poll, _ = settled(fetched("a"), now=datetime(2026, 6, 1, tzinfo=UTC))
    assert poll.state.check_at == poll.links[0].next_check_at


def test_a_poll_is_stored_group_by_group_and_vouches_for_nothing_before_the_last():
    work = settlement(link("a"), link("b"), plan=Plan(passed_over=(link("old"),)))
    work.take(fetched("a"), {})
    first = work.harvest(unfinished(SOURCE, None, NOW))
    work.take(fetched("b"), {})
    last = work.harvest(work.finished(after()))
    assert [[entry.article.title for entry in poll.entries] for poll in (first, last)] == [["a"], ["b"]]
    assert [[one.key for one in poll.links] for poll in (first, last)] == [["old", "a"], ["b"]]
    assert [poll.state.validators for poll in (first, last)] == [Validators(), ETAG]
    assert (first.state.succeeded_at, first.state.next_at) == (None, NOW), "due again if it is stopped here"
    assert first.entries[0].published > last.entries[0].published, "the order of the list holds over groups"
    assert (last.state.new, last.state.error, last.state.check_at) == (2, None, first.links[1].next_check_at)
    assert work.report().new == 2


def test_a_poll_under_way_keeps_what_was_known_of_its_source():
    before = SourceState(
        source_id="news", validators=ETAG, next_at=NOW, polled_at=NOW - timedelta(hours=1), succeeded_at=NOW, failures=2
    )
    assert replace(unfinished(SOURCE, before, NOW), error=None) == before
