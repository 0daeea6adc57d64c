"""Owns the way of one fetch: where redirects lead, which headers go along, and where the address has moved for good."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote, urlsplit, urlunsplit

from caveat.errors import FetchError
from caveat.fetch.guard import is_inside
from caveat.model import Hold, Request
from caveat.urls import absolute, may_share, without_credentials

LONGEST_URL = 8000
"""Characters of an address (RFC 9110, section 4.1, has servers support as many)."""
_PERMANENT = frozenset({301, 308})


class UnusableError(Exception):
    """An answer or address that is of no use; `str()` of it says why. Never leaves `fetch`."""


@dataclass(slots=True)
class Journey:
    """One fetch under way."""

    request: Request
    url: str
    """Without user name, password and fragment."""
    headers: tuple[tuple[str, str], ...]
    """The request's own headers and credentials: empty once it was sent to another origin, and for good."""
    seconds: float
    """What is left of its deadline."""
    most: int = 10
    """Redirects that are followed."""
    redirects: int = 0
    status: int | None = None
    """Of the answer from where it stands, if there was one."""
    hold: Hold | None = None
    """What the answer asked for."""
    moved_to: str | None = None
    """Where permanent redirects alone have led."""
    _moving: bool = True
    """Whether all of them were permanent."""

    def follow(self, status: int, location: str | None) -> None:
        """Goes where a redirect leads. Raises `UnusableError`."""
        target = absolute(self.url, location)
        if target is None or len(target) > LONGEST_URL:
            message = f"redirects to {(location or 'nowhere')[:200]!r}, which is not an http or https address"
            raise UnusableError(message)
        self.redirects += 1
        if self.redirects > self.most:
            message = f"redirects more than {self.most} times"
            raise UnusableError(message)
        trusted = may_share(self.url, target)
        target = plain(target)
        self._moving = (
            self._moving
            and status in _PERMANENT
            # What is sent on behalf of the operator must not reach another origin by way of a changed address.
            and (trusted or not self.headers)
            and urlsplit(self.request.url).username is None
            and _may_move(self.url, target)
        )
        if self._moving:
            self.moved_to = target
        if not trusted:
            self.headers = ()
        self.url = target
        self.status = None

    def saw(self, status: int) -> None:
        """Notes an answer."""
        self.status = status

    def failure(
        self,
        message: str,
        *,
        status: int | None = None,
        retry_after: timedelta | None = None,
        kind: type[FetchError] = FetchError,
    ) -> FetchError:
        """The error of this fetch, named by the address that was asked for; `status`: where no answer was its own."""
        where = f" (redirected to {self.url[:200]})" if self.redirects else ""
        return kind(
            message + where,
            url=without_credentials(self.request.url),
            status=status or self.status,
            retry_after=retry_after,
            redirected=self.redirects > 0,
        )


def begin(request: Request, seconds: float, *, most: int = 10) -> Journey:
    """The journey of a request, with so many seconds for all of it. Raises `FetchError` for what is no address."""
    if len(request.url) > LONGEST_URL:
        message = f"is an address of more than {LONGEST_URL} characters"
        raise FetchError(message, url=without_credentials(request.url[:200]))
    url = absolute(None, request.url)
    if url is None:
        message = "is not an http or https address"
        raise FetchError(message, url=without_credentials(request.url))
    headers = request.headers
    parts = urlsplit(url)
    if parts.username is not None:
        credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        headers = (("Authorization", f"Basic {b64encode(credentials).decode()}"), *headers)
    return Journey(request, plain(url), headers, seconds, most)


def plain(url: str) -> str:
    """The address without user name, password and fragment."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def _may_move(old: str, new: str) -> bool:
    """Whether a permanent redirect may change an address for good: not to less security, nor into a private network."""
    before, after = urlsplit(old), urlsplit(new)
    if before.scheme == "https" and after.scheme == "http":
        return False
    return is_inside(before.hostname or "") or not is_inside(after.hostname or "")
