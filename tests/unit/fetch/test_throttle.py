"""Politeness. Times are the loop's own; the pauses are the throttle's."""

import asyncio
from datetime import UTC, datetime, timedelta

from caveat.fetch.throttle import LONGEST_DELAY, HeldError, Throttle, hold_of
from caveat.model import Hold

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


class Noon:
    time = NOON

    def now(self):
        return self.time


def throttle_of(**settings):
    return Throttle(**{"delay": 0, "concurrency": 8, "clock": Noon(), **settings})


class Log:
    """When turns began and ended, and how many ran at once."""

    def __init__(self, throttle):
        self.throttle = throttle
        self.spans = []
        self.running = 0
        self.most = 0

    async def take(self, host, *, pauses=3):
        async with self.throttle.turn(host):
            self.running += 1
            self.most = max(self.most, self.running)
            began = asyncio.get_running_loop().time()
            for _ in range(pauses):
                await asyncio.sleep(0)
            self.running -= 1
            self.spans.append((host, began, asyncio.get_running_loop().time()))


def run(throttle, *hosts):
    log = Log(throttle)

    async def all_turns():
        await asyncio.gather(*(log.take(host) for host in hosts))

    asyncio.run(all_turns())
    return log


def test_one_host_is_asked_by_one_fetch_at_a_time_with_a_pause_between():
    log = run(throttle_of(delay=0.015, concurrency=8), "a.example", "a.example", "a.example")
    assert log.most == 1
    for (_, _, ended), (_, began, _) in zip(log.spans, log.spans[1:], strict=False):
        assert began - ended >= 0.0149


def test_different_hosts_do_not_wait_for_one_another():
    log = run(throttle_of(delay=30, concurrency=8), "a.example", "b.example", "c.example")
    assert log.most == 3


def test_over_all_hosts_no_more_than_the_concurrency_run():
    log = run(throttle_of(delay=0, concurrency=2), *(f"{number}.example" for number in range(6)))
    assert log.most == 2
    assert len(log.spans) == 6


def test_a_host_that_must_wait_holds_no_place():
    log = run(throttle_of(delay=0.03, concurrency=1), "slow.example", "slow.example", "other.example")
    assert [host for host, _, _ in log.spans] == ["slow.example", "other.example", "slow.example"]


def test_turns_are_given_in_the_order_of_arrival():
    throttle, order = throttle_of(delay=0, concurrency=4), []

    async def take(number):
        async with throttle.turn("a.example"):
            order.append(number)
            await asyncio.sleep(0)

    async def all_turns():
        await asyncio.gather(*(take(number) for number in range(5)))

    asyncio.run(all_turns())
    assert order == [0, 1, 2, 3, 4]


def test_a_failed_or_cancelled_turn_lets_the_next_one_in():
    throttle = throttle_of(delay=0, concurrency=1)

    async def story():
        async def hold():
            async with throttle.turn("a.example"):
                await asyncio.Event().wait()

        holder, waiter = asyncio.create_task(hold()), asyncio.create_task(hold())
        await asyncio.sleep(0)
        waiter.cancel()
        holder.cancel()
        await asyncio.gather(holder, waiter, return_exceptions=True)
        async with asyncio.timeout(1), throttle.turn("a.example"):
            return True

    assert asyncio.run(story())


def test_hosts_with_nothing_to_wait_for_are_forgotten():
    throttle = throttle_of(delay=0, concurrency=4)

    async def visit_many():
        for number in range(2500):
            async with throttle.turn(f"{number}.example"):
                pass

    asyncio.run(visit_many())
    assert len(throttle) <= 1000


def test_a_host_of_this_very_process_gets_no_pause():
    log = run(throttle_of(delay=3600, concurrency=8, own={"own.example"}), *["own.example"] * 4)
    assert log.most == 1
    assert len(log.spans) == 4


def test_hosts_of_one_site_share_their_turns_and_sites_of_one_platform_do_not():
    log = run(throttle_of(), "www.a.example", "a.example", "m.a.example")
    assert log.most == 1
    assert run(throttle_of(), "a.tumblr.com", "b.tumblr.com").most == 2


def test_a_site_that_asks_for_it_is_asked_more_slowly_and_no_site_faster():
    throttle = throttle_of(delay=0.001)
    throttle.slow_down("www.slow.example", 0.03)
    throttle.slow_down("slow.example", 0)
    spans = run(throttle, "slow.example", "slow.example").spans
    assert spans[1][1] - spans[0][2] >= 0.0299


def test_a_site_cannot_make_itself_waited_for_without_end():
    throttle = throttle_of()
    assert throttle.slow_down("slow.example", 1e300) == LONGEST_DELAY
    assert throttle.slow_down("slow.example", 5) == LONGEST_DELAY
    assert throttle_of(delay=90).slow_down("slow.example", 1e300) == 90


async def run_turn(throttle, host):
    async with throttle.turn(host):
        pass


def test_a_site_that_is_held_gets_no_turn_until_its_time_and_of_two_holds_the_longer_counts():
    clock = Noon()
    throttle = throttle_of(clock=clock)
    for minutes in (5, 1):
        throttle.hold(hold_of("www.a.example", until=NOON + timedelta(minutes=minutes), status=429))

    async def held(host):
        try:
            await run_turn(throttle, host)
        except HeldError as error:
            return error.hold
        return None

    assert asyncio.run(held("a.example")) == Hold(site="a.example", until=NOON + timedelta(minutes=5), status=429)
    assert asyncio.run(held("b.example")) is None
    clock.time = NOON + timedelta(minutes=5)
    assert asyncio.run(held("a.example")) is None
