"""Owns the way to the network: names resolved once, every address judged, and only a judged one dialled.

Since what was judged is what is dialled, neither a redirect nor a name that resolves anew leads anywhere else.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from ipaddress import ip_address

import certifi
import httpcore

from caveat.fetch.guard import Network, literal, refusal

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""(host, port) -> IP addresses; raises OSError where there are none."""

NetworkError = (
    httpcore.ConnectionNotAvailable,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    OSError,
)
"""What httpcore raises; an OSError is a broken TLS record."""

_CUT_SHORT = ("complete message body", "InvalidBodyLengthError")
_BROKEN = ("without sending a response", "Server disconnected", "StreamReset", "ConnectionTerminated")
"""How h11, h2 and httpcore put it."""

_MOST_LOOKUPS = 32
_PATIENCE = 4.0
"""Seconds for each address of a host but the last, so that one dead address does not use up the deadline."""


class Resolver:
    """Asks the system for addresses, in threads of its own: a slow name server must not hold up the store's."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(min(threads, _MOST_LOOKUPS), thread_name_prefix="resolver")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, best first."""
        ask = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._threads, ask)
        return list(dict.fromkeys(str(address[0]) for *_, address in found))

    def close(self) -> None:
        """Gives up what is waiting; a lookup under way ends in its own time."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Dials for httpcore. What it raises is an `httpcore.ConnectError` in words fit to be shown."""

    def __init__(self, *, allow: Sequence[Network], dial: Mapping[str, tuple[str, int]], resolve: Resolve) -> None:
        """`allow`: networks that are not public and may be dialled; `dial`: where to dial for a host, unjudged."""
        self._allow = allow
        self._dial = dial
        self._resolve = resolve
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that takes one."""
        targets = await self._targets(host, port)
        failure: Exception | None = None
        for number, (address, target_port) in enumerate(targets, start=1):
            patience = timeout if number == len(targets) else _PATIENCE
            try:
                return await self._sockets.connect_tcp(address, target_port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        message = f"{host} takes no connections on port {port}"
        raise httpcore.ConnectError(message) from failure

    async def _targets(self, host: str, port: int) -> Sequence[tuple[str, int]]:
        """(address, port) pairs that may be dialled; never empty."""
        known = self._dial.get(host)
        if known is not None:
            return [known]
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            message = f"the name {host} does not resolve"
            raise httpcore.ConnectError(message) from error
        reasons = {address: refusal(ip_address(address), self._allow) for address in addresses}
        judged = [(address, port) for address, reason in reasons.items() if reason is None]
        if not judged:
            listed = "; ".join(f"{address} is {reason}" for address, reason in reasons.items())
            raise _refused(host, listed)
        return judged


def judge_literal(host: str, allow: Sequence[Network]) -> None:
    """Raises `httpcore.ConnectError` for a host that spells an address which must not be dialled.

    All that can be judged where a proxy resolves the names.
    """
    address = literal(host)
    local = host.rstrip(".").lower()
    if address is None and local.rpartition(".")[2] == "localhost":
        address = ip_address("127.0.0.1")
    reason = None if address is None else refusal(address, allow)
    if reason is not None:
        raise _refused(host, f"{address} is {reason}")


def _refused(host: str, reasons: str) -> httpcore.ConnectError:
    return httpcore.ConnectError(f"{host} must not be dialled: {reasons} ([fetch] allow_networks lists exceptions)")


def explain(error: Exception) -> str:
    """What httpcore's error means, in words that follow an address."""
    for reason in (error, error.__context__):
        if isinstance(reason, ssl.SSLError):
            return f"the secure connection failed: {_tls_reason(reason)}"
    if isinstance(error, httpcore.LocalProtocolError):
        return "the request cannot be sent: one of its headers is not allowed in HTTP"
    text = str(error)[:200]
    if isinstance(error, httpcore.ConnectError):
        return text
    if isinstance(error, httpcore.ProxyError):
        return f"the proxy does not let it through: {text} ([fetch] proxy)"
    if any(words in text for words in _CUT_SHORT):
        return "the answer was cut short"
    if any(words in text for words in _BROKEN) or isinstance(error, httpcore.NetworkError | OSError):
        return "the connection broke before the answer was complete"
    return f"the answer is not HTTP: {text}"


def tls_context() -> ssl.SSLContext:
    """Trusts what the system trusts (so `SSL_CERT_FILE` counts), and certifi's list where the system has no file."""
    context = ssl.create_default_context()
    if ssl.get_default_verify_paths().cafile is None:
        context.load_verify_locations(certifi.where())
    return context


def _tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.reason or "the handshake broke off").lower().replace("_", " ")
