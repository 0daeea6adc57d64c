"""Owns the two streams: data on stdout, diagnostics and progress on stderr; nothing from outside is obeyed there."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from caveat.logs import announcer, is_json
from caveat.pipeline.update import Progress as Tell


def out(text: str = "", style: str = "") -> None:
    """A line of data."""
    _console().print(Text(printable(text), style=style), soft_wrap=True)


def err(text: str, style: str = "") -> None:
    """A line of diagnostics."""
    _console(stderr=True).print(Text(printable(text), style=style), soft_wrap=True)


def complain(text: str, event: str, **fields: object) -> None:
    """What went wrong: in words, or as an object of these fields where diagnostics are JSON."""
    if is_json():
        announcer.error(event, **fields)
    else:
        err(text)


_COMMANDS = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What could command a terminal, or turn its text around: in JSON these stand as escapes."""


def announce(text: str, event: str, **fields: object) -> None:
    """What a person waits to hear, in either form."""
    if is_json():
        announcer.info(event, **fields)
    else:
        err(text)


def out_json(value: object) -> None:
    """One JSON document."""
    text = json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
    sys.stdout.write(_COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def printable(text: str) -> str:
    """The text without what could command a terminal: articles come from strangers."""
    return "".join(
        character if character.isprintable() or character == "\n" else "\N{REPLACEMENT CHARACTER}" for character in text
    )


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Tell]:
    """A bar a source on the terminal; where stderr is none, or it is not wanted, nothing."""
    console = _console(stderr=True)
    bars: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not (wanted and console.is_terminal)) as progress:

        def tell(source: str, done: int, total: int) -> None:
            if source not in bars:
                bars[source] = progress.add_task(printable(source), total=total)
            progress.update(bars[source], completed=done, total=total)

        yield tell


@contextmanager
def passing_line(*, wanted: bool) -> Iterator[Callable[[str], None]]:
    """A line on the terminal that says what is being done, and leaves nothing behind; elsewhere, nothing."""
    console = _console(stderr=True)
    if not (wanted and console.is_terminal):
        yield lambda _: None
        return
    with console.status("") as status:
        yield lambda text: status.update(Text(printable(text)))


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return _console().is_terminal


def _console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)
