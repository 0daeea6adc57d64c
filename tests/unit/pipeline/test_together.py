"""Reading what lists carry, many at once: one call to a worker, and a fault costs one article."""

import asyncio
from datetime import timedelta

import pytest

from caveat.errors import ExtractError
from caveat.model import Every, Link, Source, SourceKind
from caveat.pipeline.read import Read
from caveat.pipeline.together import ListedReader

SOURCE = Source(id="news", kind=SourceKind.FEED, url="https://news.example/feed", schedule=Every(interval=timedelta(1)))


def link(name: str, content: str | None = None) -> Link:
    return Link(key=name, url=f"https://news.example/{name}", title=name, content=content or f"<p>Story {name}.</p>")


class Inline:
    """Workers that do the work here, note how much they are given at once, and die of some names."""

    def __init__(self, deadly: str = "", fault: Exception | None = None) -> None:
        self.sizes: list[int] = []
        self.deadly = deadly
        self.fault = fault or ExtractError("ended the process that read it, and was given up")

    async def call(self, function, *args, **kwargs):
        links = [link for _, link in args[0]] if args[0] else [args[1]]
        self.sizes.append(len(links))
        await asyncio.sleep(0)
        if any(link.key == self.deadly for link in links):
            raise self.fault
        return function(*args, **kwargs)


def read(workers: Inline, *links: Link, source: Source = SOURCE) -> list[Read | BaseException]:
    async def all_of_them():
        reader = ListedReader(workers=workers, works=())
        return await asyncio.gather(*(reader.read(one, source) for one in links), return_exceptions=True)

    return asyncio.run(all_of_them())


def texts(found):
    return [one.article.text if isinstance(one, Read) else str(one) for one in found]


def test_what_is_asked_for_at_once_is_one_call_and_comes_back_in_order():
    workers = Inline()
    assert texts(read(workers, link("a"), link("b"), link("c"))) == ["Story a.", "Story b.", "Story c."]
    assert workers.sizes == [3]


def test_an_article_without_text_fails_alone_with_its_own_error():
    found = read(Inline(), link("a"), link("b", "<p></p>"), link("c"))
    assert texts(found) == ["Story a.", "the fragment holds no text", "Story c."]
    assert isinstance(found[1], ExtractError)
    assert found[1].url == "https://news.example/b"


@pytest.mark.parametrize("fault", [None, RuntimeError("a fault of ours")])
def test_one_that_ends_its_worker_or_meets_a_fault_costs_no_other_anything(fault):
    workers = Inline("b", fault)
    found = read(workers, link("a"), link("b"), link("c"))
    assert [isinstance(one, Read) for one in found] == [True, False, True]
    assert found[1] is workers.fault
    assert workers.sizes == [3, 1, 1, 1]


def test_what_is_asked_for_later_is_another_call():
    async def twice():
        workers = Inline()
        reader = ListedReader(workers=workers, works=())
        for name in ("a", "b"):
            await reader.read(link(name), SOURCE)
        return workers.sizes

    assert asyncio.run(twice()) == [1, 1]


def test_who_stops_waiting_costs_the_others_nothing():
    async def one_stops():
        reader = ListedReader(workers=Inline(), works=())
        tasks = [asyncio.create_task(reader.read(link(name), SOURCE)) for name in ("a", "b")]
        await asyncio.sleep(0)
        tasks[0].cancel()
        return await tasks[1]

    assert asyncio.run(one_stops()).article.text == "Story b."
