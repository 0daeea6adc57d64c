"""Owns TOML files with places: what a file says, and on which line each key stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from caveat.errors import Problem

Key = tuple[str | int, ...]
"""Path of a key: names of tables and indexes of arrays of tables."""

ENVIRONMENT = "environment"
"""The name of the place that variables come from."""

_HEADER = re.compile(r"\s*\[(\[)?\s*([^\]\[]+?)\s*\]")
_PAIR = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """One file's content."""

    name: str
    """As it is shown: relative to the folder that holds config/."""
    values: Mapping[str, object]
    lines: Mapping[Key, int]
    variables: Mapping[Key, str] = field(default_factory=dict)
    """The keys that a variable of the environment set, with its name."""

    def tables(self, name: str) -> Iterator[tuple[Key, Mapping[str, object]]]:
        """The tables of an array of tables, each with its key; what is no table is left out."""
        items = self.values.get(name)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, Mapping):
                yield (name, index), item

    def line(self, key: Sequence[str | int]) -> int | None:
        """The line of a key, or of the nearest table around it that has one."""
        path = tuple(key)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def problem(self, key: Sequence[str | int], message: str) -> Problem:
        """What is wrong with one key of this file, or with the variable that set it."""
        for end in range(len(key), 0, -1):
            if variable := self.variables.get(tuple(key[:end])):
                return Problem(file=ENVIRONMENT, key=variable, message=message)
        return Problem(file=self.name, line=self.line(key), key=".".join(map(str, key)), message=message)


def read_toml(path: Path, name: str) -> TomlFile | Problem:
    """The file, or why it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return TomlFile(name=name, values=tomllib.loads(text), lines=_lines(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        return Problem(file=name, line=int(place[1]) if place else None, message=f"not valid TOML: {error}")
    except UnicodeDecodeError as error:
        return Problem(file=name, message=f"not UTF-8 text: byte {error.start} is 0x{error.object[error.start]:02x}")
    except OSError as error:
        return Problem(file=name, message=f"cannot be read: {error.strerror}")


def _lines(text: str) -> dict[Key, int]:
    """Where the keys of a valid TOML text stand. (The standard parser keeps no places; a key inside a multi-line
    string may be taken for one, which costs nothing but a line number.)
    """
    lines: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _resolve(_parts(header[2]), counts, append=header[1] is not None)
            lines.setdefault(table, number)
        elif pair := _PAIR.match(line):
            lines.setdefault(table + tuple(_parts(pair[1])), number)
    return lines


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _resolve(parts: Sequence[str], counts: dict[Key, int], *, append: bool) -> Key:
    """A header's path with the index of each array of tables that it passes through."""
    path: Key = ()
    for place, part in enumerate(parts):
        path = (*path, part)
        if append and place == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
