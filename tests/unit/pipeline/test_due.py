"""When a source is due, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import Adaptive, Cron, Every, Link, Pace, Source, SourceKind, SourceState
from caveat.pipeline.due import NEVER, after_failure, after_success, due_at, is_due, shown_pace, spelled

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)  # a Friday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://news.example/feed"
SOURCE = Source(id="news", kind=SourceKind.FEED, url=URL, schedule=Every(interval=HOUR))
ADAPTIVE = replace(SOURCE, schedule=Adaptive())
NIGHTLY = replace(SOURCE, schedule=Cron(expression="0 6 * * *", timezone="UTC"))


def at_six(_: Cron, start: datetime) -> datetime:
    """The next six o'clock."""
    today = start.replace(hour=6, minute=0, second=0, microsecond=0)
    return today if today > start else today + DAY


def state(*, polled: timedelta = HOUR, every: timedelta = HOUR, **fields) -> SourceState:
    made = SourceState(source_id="news", url=URL, polled_at=NOW - polled, next_at=NOW - polled + every)
    return replace(made, **fields)


def due(polled, *, every=HOUR):
    return is_due(polled, replace(SOURCE, schedule=Every(interval=every)), NOW, at_six)


def well(source=SOURCE, before=None, now=NOW, pace=None, **more):
    return after_success(source, before, now, pace=pace or Pace(), next_firing=at_six, **more)


def badly(failures, source=SOURCE, retry_at=None):
    return after_failure(source, NOW, failures=failures, next_firing=at_six, retry_at=retry_at)


class TestDue:
    def test_a_source_that_was_never_polled_is_due(self):
        assert due(None)

    def test_a_source_is_due_when_its_time_has_come_and_not_before(self):
        assert due(state(polled=HOUR))
        assert not due(state(polled=30 * MINUTE))

    def test_cron_that_wakes_at_the_same_pace_misses_no_poll(self):
        # The last run began 20 s late, this one is on time.
        assert due(state(polled=HOUR - timedelta(seconds=20)))

    def test_a_short_interval_is_kept_nearly_whole(self):
        assert not due(state(polled=timedelta(seconds=50), every=MINUTE), every=MINUTE)
        assert due(state(polled=timedelta(seconds=54), every=MINUTE), every=MINUTE)

    def test_a_poll_dated_in_the_future_means_that_the_clock_was_set_back(self):
        assert due(state(polled=-2 * HOUR))

    def test_a_shorter_interval_counts_at_once_and_a_longer_one_from_the_next_poll_on(self):
        assert due(state(polled=30 * MINUTE), every=20 * MINUTE)
        assert due(state(polled=HOUR), every=DAY)

    def test_an_address_that_was_changed_is_asked_at_once_even_where_the_old_one_was_gone(self):
        moved = replace(SOURCE, url="https://news.example/other")
        assert is_due(state(polled=MINUTE, gone=True, next_at=NEVER), moved, NOW, at_six)

    def test_a_source_that_is_gone_is_never_due(self):
        assert not due(state(polled=DAY, gone=True))

    def test_what_a_server_asked_for_is_not_cut_short_by_a_second(self):
        held = state(polled=2 * HOUR, not_before=NOW + timedelta(seconds=1))
        assert not due(held)
        assert due(replace(held, not_before=NOW))

    def test_a_back_off_is_not_shortened_by_the_schedule(self):
        assert not due(state(polled=HOUR, next_at=NOW + HOUR, failures=3))


class TestAfterSuccess:
    def test_the_first_interval_is_shorter_by_the_source_so_that_sources_added_at_once_are_spread(self):
        firsts = [well(replace(SOURCE, id=f"s{number}")).at - NOW for number in range(50)]
        assert all(HOUR / 2 <= first <= HOUR for first in firsts)
        assert len({first // (5 * MINUTE) for first in firsts}) >= 5

    def test_from_then_on_it_keeps_step(self):
        before = state(next_at=NOW - timedelta(seconds=7), succeeded_at=NOW - HOUR)
        assert well(before=before).at == NOW + HOUR - timedelta(seconds=7)

    @given(st.timedeltas(-3 * DAY, 3 * DAY))
    def test_a_poll_at_any_time_is_followed_by_one_within_the_interval_and_not_at_once(self, distance):
        before = state(next_at=NOW + distance, succeeded_at=NOW - DAY)
        assert HOUR / 2 <= well(before=before).at - NOW <= HOUR

    def test_an_inbox_is_looked_into_at_every_pass(self):
        inbox = replace(SOURCE, kind=SourceKind.INBOX, url=None, schedule=Every(interval=timedelta()))
        found = well(inbox, state(url=None, succeeded_at=NOW))
        assert (found.at, found.why) == (NOW, "at every pass")

    def test_a_crontab_comes_at_its_time(self):
        found = well(NIGHTLY)
        assert (found.at, found.why) == (NOW + 18 * HOUR, 'cron "0 6 * * *" (UTC)')

    def test_retry_after_of_an_article_holds_the_source(self):
        found = well(retry_at=NOW + 5 * HOUR)
        assert (found.at, found.not_before) == (NOW + 5 * HOUR, NOW + 5 * HOUR)
        assert "asked to be left alone" in found.why


class TestAdaptive:
    @pytest.mark.parametrize(
        ("pace", "interval", "why"),
        [
            (Pace(), HOUR, "its pace is not known"),
            (Pace(gap=10 * HOUR, newest=NOW), 5 * HOUR, "it posts every 10h"),
            (Pace(gap=MINUTE, newest=NOW), 15 * MINUTE, "it posts every 1m"),
            (Pace(gap=90 * DAY, newest=NOW), DAY, "it posts every 90d"),
            (Pace(gap=HOUR, newest=NOW, ttl=3 * HOUR), 3 * HOUR, "it asks for 3h between two polls"),
            (Pace(gap=HOUR, newest=NOW, max_age=2 * HOUR), 2 * HOUR, "its answer holds for 2h"),
            (Pace(gap=HOUR, newest=NOW - 20 * HOUR), 5 * HOUR, "it has posted nothing for 20h"),
        ],
    )
    def test_the_list_sets_the_pace(self, pace, interval, why):
        found = well(ADAPTIVE, pace=pace)
        assert interval * 0.95 - timedelta(seconds=1) <= found.at - NOW <= interval
        assert found.why == f"adaptive: {why}"

    def test_hours_and_days_that_the_list_wants_left_out_are(self):
        nights = Pace(gap=4 * HOUR, newest=NOW, skip_hours=(13, 14), skip_days=())
        found = well(ADAPTIVE, pace=nights)
        assert found.at == NOW.replace(hour=15)
        assert found.why.endswith("rests until then")
        weekend = Pace(gap=4 * HOUR, newest=NOW, skip_days=(4, 5, 6))
        assert well(ADAPTIVE, pace=weekend).at == datetime(2026, 5, 4, 0, 0, tzinfo=UTC)

    def test_a_list_that_wants_every_hour_left_out_is_asked_all_the_same(self):
        pace = Pace(skip_hours=tuple(range(24)))
        assert well(ADAPTIVE, pace=pace).at - NOW <= 8 * DAY

    def test_how_often_a_list_posts_shows_in_its_dates(self):
        links = [Link(key=str(day), url=None, published=NOW - day * DAY) for day in (1, 2, 3, 9)]
        updated = Link(key="u", url=None, updated=NOW - 4 * DAY)
        undated = Link(key="x", url=None)
        future = Link(key="y", url=None, published=NOW + DAY)
        assert shown_pace(Pace(), [*links, updated, undated, future], NOW) == (DAY, NOW - DAY)

    def test_few_dates_tell_nothing_new(self):
        known = Pace(gap=HOUR, newest=NOW - DAY)
        assert shown_pace(known, [Link(key="a", url=None, published=NOW)], NOW) == (HOUR, NOW)
        assert shown_pace(known, [], NOW) == (HOUR, NOW - DAY)


class TestAfterFailure:
    def test_the_distance_doubles_up_to_a_day(self):
        distances = [badly(failures).at - NOW for failures in range(1, 12)]
        assert distances[0] == HOUR
        assert all(after > before for before, after in pairwise(distances[:5]))
        assert max(distances) <= DAY
        assert badly(10_000).at - NOW <= DAY

    def test_a_source_that_is_read_once_a_week_is_tried_again_sooner(self):
        weekly = replace(SOURCE, schedule=Every(interval=7 * DAY))
        assert badly(1, weekly).at == NOW + HOUR
        assert DAY <= badly(9, weekly).at - NOW <= 7 * DAY

    def test_sources_that_failed_together_do_not_come_back_together(self):
        assert len({badly(4, replace(SOURCE, id=f"s{number}")).at for number in range(20)}) > 10

    def test_a_crontab_is_kept_to(self):
        assert badly(1, NIGHTLY).at == NOW + 18 * HOUR
        assert badly(6, NIGHTLY).at.hour == 6

    def test_retry_after_is_not_cut_short_however_long(self):
        found = badly(1, retry_at=NOW + 3 * DAY)
        assert (found.at, found.not_before) == (NOW + 3 * DAY, NOW + 3 * DAY)

    def test_a_short_retry_after_does_not_shorten_the_distance(self):
        found = badly(4, retry_at=NOW + MINUTE)
        assert found.at > NOW + 6 * HOUR


def test_a_shortened_schedule_is_seen_in_the_time():
    assert due_at(state(next_at=NOW + HOUR), SOURCE, at_six) == NOW
    assert due_at(state(polled=timedelta(), next_at=NOW + MINUTE), SOURCE, at_six) == NOW + MINUTE


@pytest.mark.parametrize(
    ("length", "words"), [(90 * MINUTE, "1h 30m"), (DAY, "1d"), (timedelta(), "0s"), (timedelta(seconds=61), "1m 1s")]
)
def test_lengths_of_time_are_spelled_as_in_the_config(length, words):
    assert spelled(length) == words
