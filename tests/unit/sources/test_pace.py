"""How often a feed says, or shows, that it changes."""

from datetime import UTC, datetime, timedelta

import pytest

from caveat.model import Every, Pace, Page, Source, SourceKind
from caveat.sources import read_feed

ADDRESS = "https://news.example/feeds/tv.xml"
SOURCE = Source(id="tv", kind=SourceKind.FEED, url=ADDRESS, schedule=Every(interval=timedelta(hours=1)))


def pace(head="", items="", **fields):
    feed = (
        '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>T</title>'
        f"{head}<item><title>x</title></item>{items}</channel></rss>"
    )
    page = Page(url=ADDRESS, body=feed.encode(), fetched_at=datetime(2026, 3, 14, tzinfo=UTC), **fields)
    return read_feed(page, source=SOURCE).pace


@pytest.mark.parametrize(
    ("head", "ttl"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> 5 </ttl>", timedelta(minutes=5)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>an hour</ttl>", None),
        ("<ttl>999999999</ttl>", timedelta(days=30)),
        ("<ttl>٦٠</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        (
            "<sy:updatePeriod>\n daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(hours=6),
        ),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", timedelta(days=1)),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>9999</sy:updateFrequency>",
            timedelta(minutes=1),
        ),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", timedelta(days=30)),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", None),
        ("<ttl>15</ttl><sy:updatePeriod>daily</sy:updatePeriod>", timedelta(minutes=15)),
        ("", None),
    ],
)
def test_the_time_to_live_is_between_a_minute_and_thirty_days(head, ttl):
    assert pace(head).ttl == ttl


def test_hours_and_days_to_skip_are_numbers_in_order():
    head = "<skipHours><hour>3</hour><hour>24</hour><hour>3</hour><hour>25</hour><hour>x</hour></skipHours>"
    head += "<skipDays><day>Sunday</day><day> monday </day><day>Someday</day></skipDays>"
    found = pace(head)
    assert (found.skip_hours, found.skip_days) == ((0, 3), (0, 6))


def test_a_feed_that_skips_all_the_time_skips_never():
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    days = "".join(
        f"<day>{day}</day>" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
    assert pace(f"<skipHours>{hours}</skipHours><skipDays>{days}</skipDays>") == Pace()


def item(day, hour):
    return f"<item><title>{day}-{hour}</title><pubDate>{day} Mar 2026 {hour:02}:00 GMT</pubDate></item>"


def test_the_freshness_of_the_answer_is_part_of_the_pace():
    assert pace(max_age=timedelta(minutes=10)).max_age == timedelta(minutes=10)
