"""Owns reading the files of an inbox folder, and putting away those that were read."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from caveat.errors import ExtractError, FetchError
from caveat.model import DONE, FILE_TYPES, Page
from caveat.ports import Clock

_UNPRINTABLE = re.compile(r"[\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")
_OPEN_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFile:
    """One file of an inbox, unread; or a folder in it that cannot be looked into."""

    name: str
    """Path below the folder, with `/`, and a `/` at the end of a folder's; what cannot be printed stands as `\\xe9`."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Last change, in nanoseconds since 1970."""
    access: tuple[int, int, int] = (0, 0, 0)
    """Mode, owner and group, which say who may read it."""

    @property
    def digest(self) -> str:
        """Changes when the file does, or when others may read it."""
        return sha256(f"{self.name}\0{self.size}\0{self.mtime_ns}\0{self.access}".encode()).hexdigest()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder, which is listed only where it cannot be looked into."""
        return self.name.endswith("/")


def list_files(root: Path, below: Path | None = None) -> tuple[InboxFile, ...]:
    """The regular files of a folder and the folders in it, by name; not those in `done/` or in hidden folders.

    `below`: only this folder or file under `root`, both absolute and without symbolic links.

    Symbolic links are left out, so nothing outside the folder is ever read. A folder in it that cannot be looked into
    is listed itself, and costs the rest nothing. Raises `FetchError` where `root` itself cannot.
    """
    if below is not None and below.is_file():
        return (_described(below.relative_to(root).as_posix(), below.stat()),)
    return tuple(sorted(_walk(root, below or root), key=lambda file: file.name))


def read_file(root: Path, name: str, *, max_size: int, clock: Clock) -> Page:
    """The file as a page: its address is its name, its media type goes by its suffix.

    Raises `ExtractError` for one that is no article until somebody changes it: it may not be read, is empty, or larger
    than `max_size` bytes; `FetchError` for one that is gone, changed while it was read, or fails for now.
    """
    try:
        body = _read(_inside(root, name), name, max_size)
    except FileNotFoundError as error:
        raise FetchError("is gone", url=name) from error
    except (PermissionError, ValueError) as error:
        message = f"cannot be read: {_reason(error)}"
        raise ExtractError(message, url=name) from error
    except (OSError, RuntimeError) as error:
        message = f"cannot be read: {_reason(error)}"
        raise FetchError(message, url=name) from error
    media_type = FILE_TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
    return Page(url=name, body=body, media_type=media_type, fetched_at=clock.now())


def move_done(root: Path, name: str) -> str:
    """Moves a file to the same place below `done/`, under another name where that one is taken; its new name.

    Raises `FetchError` where it cannot be moved.
    """
    try:
        source = _inside(root, name)
        target = root / DONE / _real(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.lstat()
        target = _claim(target)
        source.replace(target)
    except (OSError, ValueError, RuntimeError) as error:
        message = f"cannot be moved to {DONE}/: {_reason(error)}"
        raise FetchError(message, url=name) from error
    return _printed(target.relative_to(root).as_posix())


def _walk(root: Path, below: Path) -> Iterator[InboxFile]:
    folders = [below]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                items = list(found)
        except OSError as error:
            if folder == root:
                message = f"the folder {folder.name} cannot be read: {_reason(error)}"
                raise FetchError(message, url=str(folder)) from error
            yield from _looked_at(folder, f"{folder.relative_to(root).as_posix()}/")
            continue
        for item in items:
            path = Path(item.path)
            if item.is_dir(follow_symlinks=False):
                if not item.name.startswith(".") and path != root / DONE:
                    folders.append(path)
            elif item.is_file(follow_symlinks=False):
                yield from _looked_at(path, path.relative_to(root).as_posix())


def _looked_at(path: Path, name: str) -> Iterator[InboxFile]:
    """What stands at a path; nothing where it has gone by now."""
    try:
        yield _described(name, path.lstat())
    except FileNotFoundError:
        return
    except OSError:
        yield InboxFile(name=_printed(name), size=0, mtime_ns=0)


def _described(name: str, found: os.stat_result) -> InboxFile:
    access = (found.st_mode, found.st_uid, found.st_gid)
    return InboxFile(name=_printed(name), size=found.st_size, mtime_ns=found.st_mtime_ns, access=access)


def _printed(name: str) -> str:
    r"""A name with backslashes, control characters and bytes that are not UTF-8 as `\xe9`."""
    return _UNPRINTABLE.sub(lambda found: "".join(f"\\x{byte:02x}" for byte in os.fsencode(found[0])), name)


def _real(name: str) -> str:
    """The name that `_printed` made printable."""
    return os.fsdecode(_ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), os.fsencode(name)))


def _inside(root: Path, name: str) -> Path:
    """The path of a printed name, which must neither leave the folder nor pass through a symbolic link."""
    folder = root.resolve()
    path = folder / _real(name)
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
        raise ExtractError(message, url=name)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(body) != after.st_size:
        message = "changed while it was read; the next pass looks again"
        raise FetchError(message, url=name)
    if not body:
        raise ExtractError("is empty", url=name)
    return body


def _claim(target: Path) -> Path:
    """A path that was free and now holds an empty file of ours, to be replaced."""
    candidate, number = target, 1
    while True:
        try:
            candidate.touch(exist_ok=False)
        except FileExistsError:
            number += 1
            candidate = target.with_name(f"{target.stem}-{number}{target.suffix}")
        else:
            return candidate


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
