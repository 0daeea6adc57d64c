"""Many who ask at once: a view is rendered once for all of them, and no flood of views holds up what is published."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx

from caveat.pipeline.views import Representation
from caveat.publish import read_wish
from caveat.web import Desk, create_app
from tests.integration.test_web import DOCUMENTS


class Slow:
    """A library whose views wait until they may go on."""

    def __init__(self):
        self.begun = threading.Event()
        self.may_go_on = threading.Event()
        self.asked = []

    def wish(self, path, query):
        return read_wish([("seen", query)]) if query else None

    def representation(self, path, wish):
        if wish is not None:
            self.asked.append(wish)
            self.begun.set()
            assert self.may_go_on.wait(30)
        return Representation(document=DOCUMENTS["tv.rss"], version="1")

    def versions(self, names):
        return dict.fromkeys(names, "1")


@contextmanager
def waiting(library, ask, *queries):
    """The answers of requests that wait for the library for as long as the block lasts."""
    with ThreadPoolExecutor(len(queries)) as pool:
        answers = [pool.submit(ask, query) for query in queries]
        assert library.begun.wait(30)
        try:
            yield answers
        finally:
            library.may_go_on.set()


def test_more_views_than_can_be_rendered_are_put_off_while_documents_are_served(site):
    library = Slow()
    server = site(create_app(desk=Desk(library=library, max_age=300, most_waiting=1), health=dict))
    with httpx.Client(base_url=f"{server.url}/feeds/", trust_env=False, timeout=30) as client:
        with waiting(library, lambda query: client.get(f"tv.rss?{query}"), "dune") as (first,):
            busy = client.get("tv.rss?lost")
            assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
            assert busy.text.startswith("Too many different views")
            assert client.get("tv.rss").status_code == 200
            assert not first.done()
        assert first.result().status_code == 200
        assert client.get("tv.rss?lost").status_code == 200


def test_who_asks_for_the_same_view_waits_for_the_same_rendering(site):
    library = Slow()
    server = site(create_app(desk=Desk(library=library, max_age=300, most_waiting=1), health=dict))
    with httpx.Client(base_url=f"{server.url}/feeds/", trust_env=False, timeout=30) as client:
        with waiting(library, lambda query: client.get(f"tv.rss?{query}"), *["dune"] * 6) as answers:
            pass
        assert [answer.result().status_code for answer in answers] == [200] * 6
    assert len(library.asked) == 1
