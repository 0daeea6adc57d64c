"""WebSub with a hub that is not ours: a subscriber finds it in a feed, and gets what caveat publishes."""

import socket
import sqlite3
import time
from contextlib import closing

import httpx
import pytest

from tests.acceptance.conftest import LOOPBACK
from tests.acceptance.hub import hub
from tests.acceptance.relay import Relay
from tests.acceptance.test_serve import get, serving

FEED = '[[feed]]\nid = "all"\ntitle = "Everything"\nformats = ["rss", "atom", "json"]\nvariants = []\n'
PATHS = {f"/feeds/all.{ending}" for ending in ("rss", "atom", "json")}


class Subscriber:
    """A callback that confirms every subscription, and keeps what is delivered."""

    def __init__(self, site):
        self.delivered = []
        self.url = f"{site({'/callback': self}).url}/callback"

    def __call__(self, asked):
        if asked.method == "GET":
            return 200, {"content-type": "text/plain"}, asked.query["hub.challenge"].encode()
        self.delivered.append(asked.body)
        return 204, {}, b""

    def subscribe(self, hub, topic):
        form = {"hub.mode": "subscribe", "hub.topic": topic, "hub.callback": self.url}
        assert httpx.post(hub, data=form, trust_env=False, timeout=20).status_code == 202


@pytest.fixture
def relay(site):
    """The way to the server; feeds name it as their own address."""
    relay = Relay()
    relay.address = site(relay).url
    return relay


@pytest.fixture
def publish(installation, relay):
    """Publishes an article of that title, by a command of its own."""

    def install(hub):
        caveat = f'base_url = "{relay.address}"\n{LOOPBACK}[websub]\nhub = "{hub}"\n'
        installation.write(caveat=caveat, feeds=FEED)

        def publish(title):
            path = installation.root / f"{title}.txt"
            path.write_text(f"{title}\n\nIt came in today, and this is all there is to say of it.\n")
            return installation.caveat("ingest", str(path))

        return publish

    return install


def test_a_subscriber_is_sent_what_is_new_in_every_format(installation, site, relay, publish, tmp_path):
    with hub(tmp_path) as address:
        publishing = publish(address)
        publishing("Sand")
        with serving(installation, "--no-schedule") as (relay.upstream, _):
            subscribers = {path: Subscriber(site) for path in PATHS}
            for path, subscriber in subscribers.items():
                links = get(f"{relay.address}{path}").links
                assert links["self"]["url"] == f"{relay.address}{path}"
                subscriber.subscribe(links["hub"]["url"], links["self"]["url"])
            assert all(subscriber.delivered == [] for subscriber in subscribers.values())
            publishing("Water")
            for path, subscriber in subscribers.items():
                (document,) = subscriber.delivered
                assert b"Water" in document
                assert document == installation.feed(path.rpartition("/")[2])


def test_a_hub_that_is_down_is_told_later_and_nobody_is_bothered(installation, relay, publish, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    publishing = publish(f"http://127.0.0.1:{port}/hub")
    assert publishing("Sand").stderr == "", "cron would send it"
    assert "Sand" in installation.items()[0]["title"]
    with serving(installation, "--no-schedule") as (relay.upstream, process):
        process.stderr.readline()
        with hub(tmp_path, port):
            a_day_goes_by(installation)
            installation.caveat("run")
            assert {path for path, _ in relay.passed} == PATHS
            relay.passed.clear()
            a_day_goes_by(installation)
            installation.caveat("run")
            assert relay.passed == []


def test_the_server_tells_hubs_by_itself(installation, relay, publish, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    publish(f"http://127.0.0.1:{port}/hub")("Sand")
    a_day_goes_by(installation)
    with hub(tmp_path, port), serving(installation, "--no-schedule") as (relay.upstream, _):
        until = time.monotonic() + 40
        while {path for path, _ in relay.passed} != PATHS:
            assert time.monotonic() < until
            time.sleep(0.05)


def a_day_goes_by(installation):
    """For the pings that wait."""
    with closing(sqlite3.connect(installation.root / "var/caveat.db", isolation_level=None)) as database:
        database.execute("UPDATE pings SET due = due - 86400000000")
