"""When a source is next due."""

from datetime import UTC, datetime, timedelta

import pytest

from caveat.jobs import cron_problem, next_firing
from caveat.model import Cron

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def test_a_crontab_is_read_in_its_own_time_zone_and_answered_in_utc():
    cron = Cron(expression="30 6 * * *", timezone="Europe/Paris")
    assert next_firing(cron, START) == datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


def test_a_poll_at_the_very_minute_is_not_due_again_at_once():
    cron = Cron(expression="0 12 * * *", timezone="UTC")
    assert next_firing(cron, START) == START + timedelta(days=1)


def test_the_hour_that_comes_twice_in_autumn_is_one_poll():
    cron = Cron(expression="30 2 * * *", timezone="Europe/Paris")
    before = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    first = next_firing(cron, before)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_firing(cron, first) - first > timedelta(hours=20)


def test_an_hourly_crontab_goes_on_through_that_hour():
    cron = Cron(expression="*/30 * * * *", timezone="Europe/Paris")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_firing(cron, first) == first + timedelta(minutes=30)


def test_a_crontab_that_never_comes_waits_for_ever():
    assert next_firing(Cron(expression="0 0 30 2 *", timezone="UTC"), START).year == 9999


@pytest.mark.parametrize("expression", ["", "0 6 * *", "61 * * * *", "hello", "* * * * * *"])
def test_a_bad_crontab_is_refused_with_a_reason(expression):
    assert cron_problem(expression)


def test_a_good_crontab_is_taken():
    assert cron_problem("*/5 0-12 1,15 * mon-fri") is None
