"""Owns newsboat as a test drives it: its cache after a reload, and its screens on a terminal of our own."""

import fcntl
import os
import pty
import select
import sqlite3
import struct
import subprocess
import termios
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_ROWS, _COLUMNS = 50, 200


@dataclass(frozen=True)
class Newsboat:
    """One subscription in a folder of its own."""

    program: str
    folder: Path
    url: str

    def reload(self) -> None:
        """Asks for the feed once."""
        subprocess.run([*self._command(), "-x", "reload"], env=self._environ(), check=True, timeout=30)

    def stored(self) -> list[tuple[str, str]]:
        """(title, content) of every article that it holds."""
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache:
            return cache.execute("SELECT title, content FROM rss_item ORDER BY pubDate DESC").fetchall()

    def shown(self) -> tuple[str, str]:
        """The list of articles as bytes for a terminal, and the newest one as it shows it."""
        saved = self.folder / "saved"
        saved.mkdir()
        (self.folder / "config").write_text(f'save-path "{saved}"\n')
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        command, environ = self._command(), self._environ()
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
            try:
                _wait(ours, "Your feeds")
                listed = _press(ours, "\r", "Articles in")
                _press(ours, "\r", "Link:")
                _press(ours, "s", "File:")
                _press(ours, "\r", "Saved article")
            finally:
                process.kill()
                os.close(theirs)
                os.close(ours)
        (article,) = saved.iterdir()
        return listed, article.read_text("utf-8")

    def _command(self) -> list[str]:
        (self.folder / "urls").write_text(f"{self.url}\n")
        (self.folder / "config").touch()
        files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
        return [self.program, "-q", *(part for flag, name in files.items() for part in (flag, str(self.folder / name)))]

    def _environ(self) -> dict[str, str]:
        return {"HOME": str(self.folder), "PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8"}


def _press(terminal: int, key: str, words: str) -> str:
    os.write(terminal, key.encode())
    return _wait(terminal, words)


def _wait(terminal: int, words: str, seconds: float = 20.0) -> str:
    """What comes on a terminal until these words have come, and nothing more does."""
    shown = b""
    until = time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([terminal], [], [], 0.1)
        if ready:
            shown += os.read(terminal, 65_536)
        elif words.encode() in shown:
            return shown.decode("utf-8", "replace")
        assert time.monotonic() < until, f"{words!r} did not come: {shown!r}"
