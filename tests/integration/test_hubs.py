"""Hubs over loopback: what they are sent, and what becomes of a ping that one does not take."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from itertools import pairwise
from urllib.parse import parse_qs

import pytest

from caveat.errors import FetchError
from caveat.fetch import HttpFetcher
from caveat.model import FetchSettings
from caveat.pipeline.hubs import AT_ONCE, MOST_TRIES, Announcer, wait
from caveat.store import SqlStore, open_store
from tests.conftest import Answer
from tests.contract.samples import document

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LOOPBACK = (ip_network("127.0.0.0/8"),)
TAKEN: Answer = (202, {}, b"")


class Hand:
    """A clock that is moved by hand."""

    def __init__(self):
        self.moment = NOON

    def now(self):
        return self.moment


class World:
    """A store, and whoever sends its pings."""

    def __init__(self, store, hubs):
        self.store, self.hubs, self.clock = store, hubs, Hand()

    def publish(self, *names, body=b"one"):
        made = [
            replace(document(name, body=body, changed=self.clock.now()), hubs=self.hubs, topic=topic(name))
            for name in names
        ]
        self.store.publish(made, removed=[])

    def tell(self, *, hubs=None, allow=LOOPBACK, timeout=5.0):
        async def do():
            settings = FetchSettings(allow_networks=allow, timeout=timedelta(seconds=timeout))
            async with HttpFetcher(settings, self.clock) as fetcher:
                chosen = self.hubs if hubs is None else hubs
                return await Announcer(hubs=chosen, pings=self.store.pings, poster=fetcher, clock=self.clock).tell()

        return asyncio.run(do())

    def waiting(self):
        return [ping.topic for ping in self.store.pings.due(NOON + timedelta(days=999), 1000)]


def topic(name):
    return f"https://feeds.example/feeds/{name}"


def told(hub):
    return [parse_qs(asked.body.decode())["hub.topic"][0] for asked in hub.asked]


@pytest.fixture
def world(tmp_path):
    def make(*hubs):
        store = open_store(f"sqlite:///{tmp_path}/caveat.db")
        stores.append(store)
        return World(store, hubs)

    stores: list[SqlStore] = []
    yield make
    for store in stores:
        store.close()


def test_a_hub_is_sent_one_form_a_changed_topic_and_nothing_twice(site, world):
    hub = site({"/hub": TAKEN})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss", "tv & film.atom")
    assert here.tell() == []
    assert {(asked.method, asked.path) for asked in hub.asked} == {("POST", "/hub")}
    assert hub.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"
    forms = sorted((parse_qs(asked.body.decode()) for asked in hub.asked), key=lambda form: form["hub.url"])
    address = topic("tv & film.atom")
    assert forms[0] == {"hub.mode": ["publish"], "hub.url": [address], "hub.topic": [address]}
    assert here.waiting() == []
    here.tell()
    assert len(hub.asked) == 2


def test_a_hub_that_is_down_is_asked_again_at_growing_distances_until_it_takes_the_ping(site, world):
    hub = site({"/hub": (503, {}, b"")})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    (trouble,) = here.tell()
    assert (trouble.given_up, trouble.error) == (False, "answered 503 Service Unavailable")
    times = [here.clock.moment]
    while len(times) < 5:
        here.clock.moment += timedelta(seconds=30)
        before = len(hub.asked)
        here.tell()
        if len(hub.asked) > before:
            times.append(here.clock.moment)
    distances = [(later - earlier).total_seconds() / 60 for earlier, later in pairwise(times)]
    assert distances == [1, 2, 4, 8]
    hub.routes["/hub"] = TAKEN
    here.clock.moment += timedelta(hours=1)
    assert here.tell() == []
    assert here.waiting() == []


def test_after_some_days_a_ping_is_given_up_and_says_so(site, world):
    hub = site({"/hub": (400, {}, b"")})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    while not (found := here.tell())[0].given_up:
        here.clock.moment += timedelta(days=1)
    assert len(hub.asked) == MOST_TRIES
    assert found[0].error == "answered 400 Bad Request"
    assert here.waiting() == []
    days = sum((wait(tries) for tries in range(MOST_TRIES - 1)), timedelta()) / timedelta(days=1)
    assert 3 < days < 4
    assert wait(MOST_TRIES - 1) == timedelta(days=1)


def test_several_changes_before_a_hub_is_there_again_are_one_ping(site, world):
    hub = site({"/hub": (503, {}, b"")})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    here.tell()
    for body in (b"two", b"three"):
        here.publish("tv.rss", body=body)
    hub.routes["/hub"] = TAKEN
    hub.asked.clear()
    here.tell()
    assert told(hub) == [topic("tv.rss")]


def test_a_hub_that_fails_is_spared_the_rest_of_the_round_and_another_one_is_told(site, world):
    names = [f"feed-{number}.rss" for number in range(3 * AT_ONCE)]
    down, up = site({"/hub": (500, {}, b"")}), site({"/hub": TAKEN})
    here = world(f"{down.url}/hub", f"{up.url}/hub")
    here.publish(*names)
    troubles = here.tell()
    assert len(down.asked) <= AT_ONCE
    assert sorted(told(up)) == sorted(map(topic, names))
    assert sorted(trouble.ping.topic for trouble in troubles) == sorted(here.waiting()) == sorted(map(topic, names))


def test_a_hub_that_the_config_names_no_more_is_told_nothing_and_kept_in_mind_no_longer(site, world):
    hub = site({"/hub": TAKEN})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    assert here.tell(hubs=()) == []
    assert hub.asked == []
    assert here.waiting() == []


def test_a_hub_that_does_not_answer_fails_in_its_time(site, world):
    async def silent(scope, receive, send):
        await asyncio.sleep(3)

    hub = site(silent)
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    (trouble,) = here.tell(timeout=0.3)
    assert trouble.error == "did not answer within 0.3 s"


def test_a_hub_in_the_own_network_is_told_only_where_that_is_allowed(site, world):
    hub = site({"/hub": TAKEN})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    (trouble,) = here.tell(allow=())
    assert "127.0.0.1 is a loopback address" in trouble.error
    assert hub.asked == []


def test_a_redirect_of_a_hub_leads_nowhere(site, world):
    secret = site({"/": TAKEN})
    hub = site({"/hub": (307, {"location": f"{secret.url}/"}, b"")})
    here = world(f"{hub.url}/hub")
    here.publish("tv.rss")
    (trouble,) = here.tell()
    assert trouble.error == "answered 307 Temporary Redirect"
    assert secret.asked == []


def test_a_form_that_is_refused_raises_and_names_the_address(site):
    hub = site({})

    async def do():
        async with HttpFetcher(FetchSettings(allow_networks=LOOPBACK), Hand()) as fetcher:
            await fetcher.post(f"{hub.url}/hub", {"a": "b"})

    with pytest.raises(FetchError, match="answered 404 Not Found") as raised:
        asyncio.run(do())
    assert raised.value.url == f"{hub.url}/hub"
