"""Owns the addresses of the web face; a value from a factory that knows no store."""

import json
from collections.abc import Callable, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from caveat.errors import StorageError
from caveat.model import StoredDocument
from caveat.web.feeds import INDEX, FeedFiles

Health = Callable[[], Mapping[str, object]]
"""Says how the process is; `ok` is true where it is well. May block."""

_INDEX = f"/feeds/{INDEX}"


def create_app(
    *,
    document: Callable[[str], StoredDocument | None],
    health: Health,
    max_age: int = 300,
) -> Starlette:
    """The web face over stored documents.

    `document`: the document at a path below `/feeds/`, None where there is none; may block and raise `StorageError`.
    `max_age`: seconds for which a reader need not ask again.
    """

    async def check_health(_: Request) -> Response:
        try:
            report = await run_in_threadpool(health)
        except StorageError as error:
            report = {"ok": False, "error": str(error)}
        return Response(
            json.dumps(dict(report), default=str) + "\n",
            status_code=200 if report.get("ok") is True else 503,
            media_type="application/json",
            headers={"Cache-Control": "no-store"},
        )

    lead_to_index = [Route(path, _redirect) for path in ("/", "/feeds", "/feeds/")]
    return Starlette(
        routes=[
            *lead_to_index,
            Route("/feeds/{path:path}", FeedFiles(document, max_age=max_age)),
            Route("/healthz", check_health),
            Route("/robots.txt", _robots),
        ],
        exception_handlers={404: _not_found},
    )


async def _redirect(request: Request) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + _INDEX)


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _not_found(request: Request, _: Exception) -> Response:
    index = request.scope.get("root_path", "") + _INDEX
    return PlainTextResponse(f"There is no such page here; {index} lists the feeds.\n", status_code=404)
