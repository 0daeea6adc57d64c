"""Owns a WebSub hub that is not ours, on loopback: Flask-WebSub, in a process of its own, as it stands.

It does its work before it answers: whoever sent a ping that it took knows what was delivered.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_websub.hub import Hub, SQLite3HubStorage
from werkzeug.serving import make_server

from tests.acceptance.conftest import REPOSITORY


@contextmanager
def hub(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of a hub that takes pings and subscriptions while the context is open."""
    command = [sys.executable, "-m", "tests.acceptance.hub", str(folder / "hub.db"), str(port)]
    with subprocess.Popen(
        command, cwd=REPOSITORY, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@dataclass(frozen=True)
class _Task:
    """A task of the hub's, done when it is asked for."""

    work: Callable[..., None]
    bound: bool

    def delay(self, *args: object) -> None:
        self.work(*((self, *args) if self.bound else args))


class _Tasks:
    """All that the hub asks of Celery."""

    def task(self, *, bind: bool = False, **_: object) -> Callable[[Callable[..., None]], _Task]:
        return lambda work: _Task(work, bind)


def _serve(database: str, port: int) -> None:
    app = Flask("hub")
    app.config["PUBLISH_SUPPORTED"] = True
    made = Hub(SQLite3HubStorage(database), _Tasks(), REQUEST_TIMEOUT=20)
    app.register_blueprint(made.build_blueprint(url_prefix="/hub"))
    server = make_server("127.0.0.1", port, app, threaded=True)
    print(f"http://127.0.0.1:{server.server_port}/hub", flush=True)  # noqa: T201 - for whoever started it
    server.serve_forever()


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
