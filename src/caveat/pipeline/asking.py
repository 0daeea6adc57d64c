"""Owns asking for one page, whatever is known of it."""

from caveat.errors import FetchError
from caveat.model import Page, Request
from caveat.ports import Fetcher


async def ask(fetcher: Fetcher, request: Request) -> Page:
    """The answer to a request without conditions. Raises `FetchError`."""
    answer = await fetcher.fetch(request)
    if not isinstance(answer, Page):
        raise FetchError("answered 304 Not Modified to a request without conditions", url=request.url)
    return answer
