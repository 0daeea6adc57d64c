"""Owns fetching: permission, turn, redirects, deadline, and what an answer amounts to."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from ipaddress import ip_network
from typing import Self

from caveat.errors import FetchError, PostponedError, RobotsError, WallError
from caveat.fetch import walls
from caveat.fetch.connections import Connections, Proxy
from caveat.fetch.decoding import DecodingError, SizeError
from caveat.fetch.exchange import REDIRECTS, Answer, Exchange, InvalidURL
from caveat.fetch.freshness import max_age, retry_after
from caveat.fetch.headers import HeaderError, read_content_type, read_validators, read_values, request_headers
from caveat.fetch.journey import Journey, UnusableError, begin
from caveat.fetch.memory import Hosts
from caveat.fetch.network import GuardedBackend, NetworkError, Resolve, Resolver, explain, judge_literal
from caveat.fetch.permission import Permissions
from caveat.fetch.robots import MAX_BYTES as MAX_ROBOTS
from caveat.fetch.robots import product_token
from caveat.fetch.throttle import HeldError, Throttle, hold_of
from caveat.model import FetchSettings, Page, Request, Unmodified, Validators
from caveat.ports import Clock, HostMemory
from caveat.urls import host

ROBOTS_REDIRECTS = 5
"""That are followed to a robots.txt (RFC 9309, section 2.3.1.2)."""
UNSAID_WAIT = timedelta(minutes=5)
"""For how long a site is left alone that answers 429 and does not say for how long."""
_EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))


class HttpFetcher:
    """Fetches over HTTP/1.1 and 2, as an async context manager inside one event loop.

    Implements `ports.Fetcher` and `ports.Poster`.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        *,
        memory: HostMemory | None = None,
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`memory`: None to forget everything with the process; `resolve`, `tls`: None for what the system has."""
        self._settings = settings
        self._clock = clock
        self._hosts = Hosts(memory, clock)
        self._throttle = Throttle(
            delay=settings.delay.total_seconds(),
            concurrency=settings.concurrency,
            clock=clock,
            own={host for host, _, _ in settings.dial},
        )
        self._permissions = Permissions(self._robots, self._hosts, product_token(settings.user_agent), clock)
        self._resolver = Resolver(settings.concurrency)
        self._exchange = _open_exchange(settings, resolve or self._resolver, tls)

    async def __aenter__(self) -> Self:
        for hold in await self._hosts.holds():
            self._throttle.hold(hold)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exchange.close()
        self._resolver.close()
        await self._hosts.write()

    async def fetch(self, request: Request) -> Page | Unmodified:
        """The answer to one GET.

        The deadline counts the time on the network, not the wait for the site's turn, nor the way to its robots.txt.
        Raises `FetchError`, `WallError` among them, and `StorageError`.
        """
        journey = begin(request, self._settings.timeout.total_seconds())
        answer = await self._follow(journey, robots=request.robots and self._settings.robots)
        if answer.status == HTTPStatus.NOT_MODIFIED and request.validators != Validators():
            return Unmodified(
                url=journey.url,
                validators=_renewed(answer, request.validators),
                moved_to=journey.moved_to,
                max_age=max_age(answer.headers, self._clock.now()),
            )
        return self._page(journey, answer)

    async def post(self, url: str, form: Mapping[str, str]) -> None:
        """Sends a form, which has to be taken with a 2xx: a redirect is not followed, since it may lead anywhere.

        Neither robots.txt nor the pauses of a site are asked: it is no crawling. Raises `FetchError`.
        """
        journey = begin(Request(url=url), self._settings.timeout.total_seconds())
        more = (("Content-Type", "application/x-www-form-urlencoded"), *journey.headers)
        async with self._limits(journey):
            headers = request_headers(self._settings.user_agent, Validators(), more)
            answer = await self._exchange.post(journey.url, headers, form, seen=journey.saw)
        if not 200 <= answer.status < 300:
            raise journey.failure(f"answered {_status_line(answer.status)}")

    async def _robots(self, url: str) -> bytes:
        """The beginning of a robots.txt; "" where there is none to be had (RFC 9309, section 2.3.1)."""
        journey = begin(Request(url=url), self._settings.timeout.total_seconds(), most=ROBOTS_REDIRECTS)
        try:
            answer = await self._follow(journey, robots=False, beginning=MAX_ROBOTS)
        except WallError:
            return b""
        except FetchError:
            if journey.redirects > ROBOTS_REDIRECTS:
                return b""
            raise
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise self._refused(journey, answer)
        return answer.body if 200 <= answer.status < 300 else b""

    async def _follow(self, journey: Journey, *, robots: bool, beginning: int | None = None) -> Answer:
        """The first answer that is no redirect. Raises `FetchError` and `StorageError`."""
        while True:
            if robots:
                await self._learn(journey)
            async with self._turn(journey):
                answer = await self._stretch(journey, robots=robots, beginning=beginning)
            if answer is not None:
                if journey.hold is not None:
                    await self._hosts.learn_hold(journey.hold)
                return answer

    async def _stretch(self, journey: Journey, *, robots: bool, beginning: int | None) -> Answer | None:
        """What can be done in one turn; None: the journey leads to another host, or to rules that are unknown."""
        place = host(journey.url)
        while host(journey.url) == place and (not robots or self._permits(journey)):
            answer = await self._ask(journey, beginning)
            if answer.status not in REDIRECTS:
                return answer
            self._redirect(journey, answer)
        return None

    async def _learn(self, journey: Journey) -> None:
        """Gets the rules for where the journey stands."""
        try:
            delay = await self._permissions.learn(journey.url)
        except FetchError as error:
            held = isinstance(error.__cause__, HeldError)
            message = str(error) if held else f"robots.txt of {host(journey.url)}: {error}"
            kind = PostponedError if held or isinstance(error, PostponedError) else FetchError
            raise journey.failure(message, status=error.status, retry_after=error.retry_after, kind=kind) from error
        if delay:
            self._throttle.slow_down(host(journey.url), delay)

    def _permits(self, journey: Journey) -> bool:
        """Whether the rules for where the journey stands are known. Raises `RobotsError` where they forbid it."""
        if not self._permissions.known(journey.url):
            return False
        refusal = self._permissions.refusal(journey.url)
        if refusal is not None:
            raise journey.failure(refusal, kind=RobotsError)
        return True

    async def _ask(self, journey: Journey, beginning: int | None) -> Answer:
        """One exchange, in its site's turn."""
        headers = request_headers(self._settings.user_agent, journey.request.validators, journey.headers)
        answer = await self._exchange.get(journey.url, headers, seen=journey.saw, beginning=beginning)
        wait = self._wait(answer)
        if wait:
            journey.hold = hold_of(host(journey.url), until=self._clock.now() + wait, status=answer.status)
            # Before the turn ends: who waits for the next one is not to ask.
            self._throttle.hold(journey.hold)
        return answer

    def _redirect(self, journey: Journey, answer: Answer) -> None:
        before = journey.url
        locations = read_values(answer.headers, b"location")
        journey.follow(answer.status, locations[0] if locations else None)
        wall = walls.behind_redirect(before, journey.url)
        if wall is not None:
            raise journey.failure(wall, status=answer.status, kind=WallError)

    def _wait(self, answer: Answer) -> timedelta | None:
        """For how long the server wants to be left alone."""
        if answer.status not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            return None
        said = retry_after(answer.headers, self._clock.now())
        return UNSAID_WAIT if said is None and answer.status == HTTPStatus.TOO_MANY_REQUESTS else said

    def _page(self, journey: Journey, answer: Answer) -> Page:
        media_type, charset = read_content_type(answer.headers)
        wall = walls.name_wall(answer.status, answer.headers, answer.body)
        if wall is not None or not 200 <= answer.status < 300 or answer.status == HTTPStatus.PARTIAL_CONTENT:
            raise self._refused(journey, answer, wall)
        if not answer.body:
            message = f"answered {_status_line(answer.status)} with nothing in it"
            raise journey.failure(message)
        return Page(
            url=journey.url,
            body=answer.body,
            media_type=media_type,
            charset=charset,
            validators=read_validators(answer.headers),
            moved_to=journey.moved_to,
            max_age=max_age(answer.headers, self._clock.now()),
            fetched_at=self._clock.now(),
        )

    def _refused(self, journey: Journey, answer: Answer, wall: str | None = None) -> FetchError:
        status = _status_line(answer.status)
        message = f"answered {status}" if wall is None else f"answered {status}: {wall}"
        return journey.failure(message, retry_after=self._wait(answer), kind=FetchError if wall is None else WallError)

    @asynccontextmanager
    async def _turn(self, journey: Journey) -> AsyncIterator[None]:
        """A turn at the site where the journey stands, in what is left of its deadline; failures in plain words."""
        try:
            async with self._throttle.turn(host(journey.url)), self._limits(journey):
                yield
        except HeldError as error:
            hold = error.hold
            message = (
                f"{hold.site} asked to be left alone until {hold.until:%Y-%m-%d %H:%M:%S} UTC "
                f"(it answered {_status_line(hold.status)})"
            )
            left = hold.until - self._clock.now()
            raise journey.failure(message, status=hold.status, retry_after=left, kind=PostponedError) from error

    @asynccontextmanager
    async def _limits(self, journey: Journey) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(journey.seconds):
                yield
        except TimeoutError as error:
            message = f"did not answer within {self._settings.timeout.total_seconds():g} s"
            raise journey.failure(message) from error
        except SizeError as error:
            message = f"is larger than {self._settings.max_size} bytes ([fetch] max_size sets this limit)"
            raise journey.failure(message) from error
        except NetworkError as error:
            raise journey.failure(explain(error)) from error
        except UnicodeError as error:
            raise journey.failure("its host name is none that can be looked up") from error
        except (UnusableError, DecodingError, HeaderError, InvalidURL) as error:
            raise journey.failure(str(error)) from error
        finally:
            journey.seconds -= loop.time() - started


def _open_exchange(settings: FetchSettings, resolve: Resolve, tls: ssl.SSLContext | None) -> Exchange:
    dial = {host.lower(): (address, port) for host, address, port in settings.dial}
    backend = GuardedBackend(allow=settings.allow_networks, dial=dial, resolve=resolve)
    if settings.proxy is None:
        return Exchange(Connections(backend, tls=tls), max_size=settings.max_size)
    to_proxy = GuardedBackend(allow=_EVERYWHERE, dial={}, resolve=resolve)
    proxy = Proxy(url=settings.proxy, backend=to_proxy, without=frozenset(dial))
    judge = partial(judge_literal, allow=settings.allow_networks)
    return Exchange(Connections(backend, tls=tls, proxy=proxy), max_size=settings.max_size, judge=judge)


def _renewed(answer: Answer, asked: Validators) -> Validators:
    """What to ask with next time: a 304 need not repeat what still holds (RFC 9110, section 15.4.5)."""
    given = read_validators(answer.headers)
    return Validators(etag=given.etag or asked.etag, last_modified=given.last_modified or asked.last_modified)


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
