"""Pages of a pass are shared while they are under way, and after that as long as there is room."""

import asyncio
from datetime import UTC, datetime

import pytest

from caveat.errors import FetchError
from caveat.model import Page, Request, Validators
from caveat.pipeline.sharing import SharedPages

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Bodies:
    """A fetcher whose pages are ten bytes each; `broken` fails. It counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def fetch(self, request):
        self.asked.append(request.url)
        await asyncio.sleep(0)
        if request.url == "broken":
            raise FetchError("answered 500", url=request.url)
        return Page(url=request.url, body=b"0123456789", fetched_at=NOON)


@pytest.fixture
def bodies():
    return Bodies()


async def ask(pages, *urls):
    """Whether each was fetched for this call, or the failure."""

    async def one(url):
        try:
            return (await pages.fetch(url, Request(url=url, validators=Validators(), headers=())))[1]
        except FetchError as error:
            return str(error)

    return await asyncio.gather(*map(one, urls))


def one_by_one(pages, *urls):
    async def each():
        return [found for url in urls for found in await ask(pages, url)]

    return asyncio.run(each())


def test_what_is_under_way_is_asked_for_once_whatever_its_size(bodies):
    assert asyncio.run(ask(SharedPages(fetcher=bodies, room=0), "a", "a", "b", "a")) == [True, False, True, False]
    assert bodies.asked == ["a", "b"]


def test_what_came_is_kept_until_there_is_no_room_and_what_was_asked_for_last_stays(bodies):
    pages = SharedPages(fetcher=bodies, room=25)
    assert one_by_one(pages, "a", "b", "a", "c", "a", "b") == [True, True, False, True, False, True]
    assert bodies.asked == ["a", "b", "c", "b"]


def test_a_page_larger_than_the_room_is_not_kept_and_costs_no_room(bodies):
    pages = SharedPages(fetcher=bodies, room=9)
    assert one_by_one(pages, "a", "a") == [True, True]


def test_a_failure_is_for_those_who_wait_and_is_not_remembered(bodies):
    pages = SharedPages(fetcher=bodies)
    assert asyncio.run(ask(pages, "broken", "broken")) == ["answered 500"] * 2
    assert bodies.asked == ["broken"]
    one_by_one(pages, "broken")
    assert bodies.asked == ["broken"] * 2
