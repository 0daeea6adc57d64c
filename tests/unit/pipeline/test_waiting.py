"""Waiting for several things at once."""

import asyncio

import pytest

from caveat.errors import StorageError
from caveat.pipeline.waiting import all_of


def test_results_come_in_the_order_of_what_was_asked():
    async def give(number):
        await asyncio.sleep(0)
        return number

    async def do():
        return await all_of(give(number) for number in range(5))

    assert asyncio.run(do()) == [0, 1, 2, 3, 4]


def test_what_fails_ends_the_others_before_anybody_hears_of_it():
    ended = []

    async def go_on():
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append(True)

    async def fail():
        await asyncio.sleep(0)
        raise StorageError("the disk is full")

    async def do():
        with pytest.raises(StorageError):
            await all_of([go_on(), fail(), go_on()])
        return list(ended)

    assert asyncio.run(do()) == [True, True]
