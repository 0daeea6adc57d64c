"""What every store promises about pings: one a hub and topic, there until it is forgotten."""

from dataclasses import replace
from datetime import timedelta

from tests.contract.samples import NOON, document

HUB, TOPIC = "https://hub.example/", "https://feeds.example/feeds/tv.rss"
MINUTE = timedelta(minutes=1)


def publish(store, body, *, changed=NOON, hubs=(HUB,), topic=TOPIC):
    store.publish([replace(document(body=body, changed=changed), hubs=hubs, topic=topic)], removed=[])


def waiting(store, now=NOON + timedelta(days=9)):
    return [(ping.hub, ping.topic, ping.due, ping.tries) for ping in store.pings.due(now, 100)]


def test_a_document_whose_bytes_are_new_is_due_at_each_of_its_hubs_and_one_that_is_the_same_at_none(store):
    publish(store, b"one", hubs=(HUB, "https://other.example/"))
    assert waiting(store) == [(HUB, TOPIC, NOON, 0), ("https://other.example/", TOPIC, NOON, 0)]
    store.pings.forget(store.pings.due(NOON, 100))
    publish(store, b"one", changed=NOON + MINUTE)
    assert waiting(store) == []


def test_what_has_no_hub_is_told_to_nobody(store):
    publish(store, b"one", hubs=())
    assert waiting(store) == []


def test_pings_come_when_they_are_due_the_longest_due_first_and_no_more_than_asked_for(store):
    publish(store, b"one", topic="https://feeds.example/a", changed=NOON + MINUTE)
    publish(store, b"two", topic="https://feeds.example/b", changed=NOON)
    assert store.pings.due(NOON - MINUTE, 100) == []
    assert [ping.topic for ping in store.pings.due(NOON, 100)] == ["https://feeds.example/b"]
    assert [ping.topic for ping in store.pings.due(NOON + MINUTE, 1)] == ["https://feeds.example/b"]
    assert len(store.pings.due(NOON + MINUTE, 100)) == 2


def test_a_ping_that_was_put_off_is_not_due_until_then(store):
    publish(store, b"one")
    (ping,) = store.pings.due(NOON, 100)
    store.pings.put_off([replace(ping, due=NOON + MINUTE, tries=1)])
    assert store.pings.due(NOON, 100) == []
    assert waiting(store) == [(HUB, TOPIC, NOON + MINUTE, 1)]


def test_a_further_change_makes_the_same_ping_due_at_once_and_count_its_tries_anew(store):
    publish(store, b"one")
    (ping,) = store.pings.due(NOON, 100)
    store.pings.put_off([replace(ping, due=NOON + 9 * MINUTE, tries=3)])
    publish(store, b"two", changed=NOON + MINUTE)
    assert waiting(store) == [(HUB, TOPIC, NOON + MINUTE, 0)]


def test_a_change_that_comes_while_a_ping_is_under_way_is_not_forgotten_with_it(store):
    publish(store, b"one")
    (ping,) = store.pings.due(NOON, 100)
    sent = replace(ping, due=NOON + MINUTE, tries=1)
    store.pings.put_off([sent])
    publish(store, b"two", changed=NOON)
    store.pings.forget([sent])
    assert waiting(store) == [(HUB, TOPIC, NOON, 0)]
