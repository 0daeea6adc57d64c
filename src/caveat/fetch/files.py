"""Owns reading the files of an inbox folder, and putting away those that were read."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from caveat.errors import FetchError
from caveat.model import Page
from caveat.ports import Clock

DONE = "done"
_MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
_OPEN_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFile:
    """One file of an inbox, unread."""

    name: str
    """Path below the folder, with `/`."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Last change, in nanoseconds since 1970."""

    @property
    def digest(self) -> str:
        """Changes when the file does."""
        return sha256(f"{self.name}\0{self.size}\0{self.mtime_ns}".encode()).hexdigest()


def list_files(root: Path, below: Path | None = None) -> tuple[InboxFile, ...]:
    """The regular files of a folder and the folders in it, by name; not those in `done/` or in hidden folders.

    `below`: only this folder or file under `root`, both absolute and without symbolic links.

    Symbolic links are left out, so nothing outside the folder is ever read. A name that is not UTF-8 is given with
    backslash escapes: reading it fails with an error that says so. Raises `FetchError` where a folder cannot be read.
    """
    if below is not None and below.is_file():
        found = below.stat()
        name = below.relative_to(root).as_posix()
        return (InboxFile(name=name, size=found.st_size, mtime_ns=found.st_mtime_ns),)
    return tuple(sorted(_walk(root, below or root), key=lambda file: file.name))


def read_file(root: Path, name: str, *, max_size: int, clock: Clock) -> Page:
    """The file as a page: its address is its name, its media type goes by its suffix.

    Raises `FetchError` for one that is unreadable, empty, larger than `max_size` bytes, or changed while it was read.
    """
    try:
        body = _read(_inside(root, name), name, max_size)
    except FileNotFoundError as error:
        message = "is gone, or its name is not UTF-8 (rename it)" if "\\" in name else "is gone"
        raise FetchError(message, url=name) from error
    except (OSError, ValueError, RuntimeError) as error:
        message = f"cannot be read: {_reason(error)}"
        raise FetchError(message, url=name) from error
    media_type = _MEDIA_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
    return Page(url=name, body=body, media_type=media_type, fetched_at=clock.now())


def move_done(root: Path, name: str) -> str:
    """Moves a file to the same place below `done/`, under another name where that one is taken; its new name.

    Raises `FetchError` where it cannot be moved.
    """
    try:
        source = _inside(root, name)
        target = root / DONE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        source.lstat()
        target = _claim(target)
        source.replace(target)
    except (OSError, ValueError, RuntimeError) as error:
        message = f"cannot be moved to {DONE}/: {_reason(error)}"
        raise FetchError(message, url=name) from error
    return target.relative_to(root).as_posix()


def _walk(root: Path, below: Path) -> Iterator[InboxFile]:
    folders = [below]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                items = list(found)
        except OSError as error:
            message = f"the folder {folder.name} cannot be read: {_reason(error)}"
            raise FetchError(message, url=str(folder)) from error
        for item in items:
            path = Path(item.path)
            if item.is_dir(follow_symlinks=False):
                if not item.name.startswith(".") and path != root / DONE:
                    folders.append(path)
            elif item.is_file(follow_symlinks=False):
                yield from _described(item, path.relative_to(root).as_posix())


def _described(item: os.DirEntry[str], name: str) -> Iterator[InboxFile]:
    try:
        found = item.stat(follow_symlinks=False)
    except FileNotFoundError:
        return
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    yield InboxFile(name=shown, size=found.st_size, mtime_ns=found.st_mtime_ns)


def _inside(root: Path, name: str) -> Path:
    """The path of a name, which must neither leave the folder nor pass through a symbolic link."""
    folder = root.resolve()
    path = folder / name
    if path.resolve() != path or folder not in path.parents:
        message = "it leads out of its folder"
        raise ValueError(message)
    return path


def _read(path: Path, name: str, max_size: int) -> bytes:
    with open(os.open(path, _OPEN_FLAGS), "rb") as file:  # noqa: PTH123 - a descriptor, so that no link is followed
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            message = "it is not a file"
            raise ValueError(message)
        body = file.read(max_size + 1)
        after = os.fstat(file.fileno())
    if len(body) > max_size:
        message = f"is larger than {max_size} bytes ([fetch] max_size sets this limit)"
        raise FetchError(message, url=name)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(body) != after.st_size:
        message = "changed while it was read; the next pass looks again"
        raise FetchError(message, url=name)
    if not body:
        message = "is empty"
        raise FetchError(message, url=name)
    return body


def _claim(target: Path) -> Path:
    """A path that was free and now holds an empty file of ours, to be replaced."""
    candidate, number = target, 1
    while True:
        try:
            candidate.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            candidate = target.with_name(f"{target.stem} ({number}){target.suffix}")
        else:
            return candidate


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
