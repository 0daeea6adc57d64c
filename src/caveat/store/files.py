"""Owns the files of the feeds folder: each is written whole or not at all, and only when its content changed."""

import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from caveat.errors import StorageError

_PART = re.compile(r"[a-z0-9_-][a-z0-9._-]*")
"""One part of a path; none begins with a dot, so there is neither `..` nor a hidden file."""
_LEFTOVER = re.compile(r"\.caveat-[0-9a-f]{16}\.tmp")


class FeedsFolder:
    """The folder that any web server can serve.

    Paths are relative, with `/`, of `[a-z0-9._/-]`; ValueError for any other. Everything raises StorageError.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def sweep(self) -> None:
        """Removes the temporary files of a run that was killed. To be called while no other run writes."""
        with _explained(self.root):
            for folder, _, names in os.walk(self.root):
                for name in names:
                    if _LEFTOVER.fullmatch(name):
                        (Path(folder) / name).unlink(missing_ok=True)

    def write(self, path: str, body: bytes) -> bool:
        """Makes `body` the content of a file, with mode 0644 less the umask; False where it was already."""
        target = self._target(path)
        with _explained(target):
            if _content(target, len(body)) == body:
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, body)
        return True

    def names(self) -> Collection[str]:
        """The paths of all files that are there, whoever wrote them."""
        with _explained(self.root):
            found: set[str] = set()
            for folder, _, names in os.walk(self.root):
                # Strings, since a path of its own for each of a hundred thousand files takes a second.
                below = "" if Path(folder) == self.root else f"{Path(folder).relative_to(self.root)}/"
                found.update(below + name for name in names)
            return found

    def remove(self, path: str) -> None:
        """Removes a file, if it is there."""
        target = self._target(path)
        with _explained(target), suppress(NotADirectoryError):
            target.unlink(missing_ok=True)

    def _target(self, path: str) -> Path:
        if not all(_PART.fullmatch(part) for part in path.split("/")):
            message = f"not a path of the feeds folder: {path[:200]!r}"
            raise ValueError(message)
        return self.root / path


def _content(target: Path, size: int) -> bytes | None:
    """What a file of that size holds; None for one of another size or none."""
    try:
        return target.read_bytes() if target.stat().st_size == size else None
    except FileNotFoundError:
        return None


def _replace(target: Path, body: bytes) -> None:
    temporary = target.with_name(f".caveat-{secrets.token_hex(8)}.tmp")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:  # noqa: PTH123
            file.write(body)
            file.flush()
            # Before the rename: else a power cut may leave the new name with none of the bytes.
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{target}: {error.strerror or error}: {_way_out(error)}; what was published before is whole"
        raise StorageError(message) from error


def _way_out(error: OSError) -> str:
    if isinstance(error, IsADirectoryError | NotADirectoryError | FileExistsError):
        return "something else stands in its place: move that away"
    if isinstance(error, PermissionError):
        return "check the owner and the mode of the folder, or correct `feeds_dir` in caveat.toml"
    return "free some space or mount the folder for writing, and run again"
