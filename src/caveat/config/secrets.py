"""Owns the fetching of secrets from where they are kept: the environment, or a file of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """The places of one installation."""

    root: Path
    """The folder that relative paths count from."""
    environ: Mapping[str, str]

    def fetch(self, *, env: str | None, file: str | None) -> str:
        """The value of a variable, or else the text of a file. Raises ValueError, which says what is not there."""
        if env is not None:
            if env not in self.environ:
                message = f"the environment has no variable {env}"
                raise ValueError(message)
            return self.environ[env]
        path = self.root / (file or "")
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            message = f"the file {path} cannot be read: {error.strerror}"
            raise ValueError(message) from error
        except UnicodeDecodeError as error:
            message = f"the file {path} cannot be read: it is no text in UTF-8"
            raise ValueError(message) from error
