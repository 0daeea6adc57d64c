"""Owns the addresses of the web face; a value from a factory that knows no store."""

import json
from collections.abc import Callable, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from caveat.errors import StorageError
from caveat.publish import INDEX
from caveat.web.desk import Desk
from caveat.web.feeds import Feeds

Health = Callable[[], Mapping[str, object]]
"""Says how the process is; `ok` is true where it is well. May block."""

_INDEX = f"/feeds/{INDEX}"


def create_app(*, desk: Desk, health: Health) -> ASGIApp:
    """The web face over a library of documents, which a desk hands out."""

    async def check_health(_: Request) -> Response:
        try:
            report = await run_in_threadpool(health)
        except StorageError as error:
            report = {"ok": False, "error": str(error)}
        return _state(report)

    async def check_readiness(_: Request) -> Response:
        try:
            ok = await desk.answer(INDEX, None) is not None
        except StorageError as error:
            return _state({"ok": False, "error": str(error)})
        return _state({"ok": ok, "error": None if ok else "nothing is published yet"})

    lead_to_index = [Route(path, _redirect) for path in ("/", "/feeds", "/feeds/")]
    others = Starlette(
        routes=[
            *lead_to_index,
            Route("/healthz", check_health),
            Route("/readyz", check_readiness),
            Route("/robots.txt", _robots),
        ],
        exception_handlers={404: _not_found},
    )
    feeds = Feeds(desk)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        below = f"{scope.get('root_path', '')}/feeds/"
        if scope["type"] == "http" and scope["path"].startswith(below) and scope["path"] != below:
            await feeds(scope["path"].removeprefix(below), scope, receive, send)
        else:
            await others(scope, receive, send)

    return app


def _state(report: Mapping[str, object]) -> Response:
    return Response(
        json.dumps(dict(report), default=str) + "\n",
        status_code=200 if report.get("ok") is True else 503,
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


async def _redirect(request: Request) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + _INDEX)


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _not_found(request: Request, _: Exception) -> Response:
    index = request.scope.get("root_path", "") + _INDEX
    return PlainTextResponse(f"There is no such page here; {index} lists the feeds.\n", status_code=404)
