"""Owns labelled pages on disk: a folder with `truth.jsonl`, a page a line, and gzipped pages in `html/`."""

import gzip
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and what its article is known to hold: either the whole body, or stretches of it."""

    id: str
    source: str
    """Name of the corpus it is from."""
    domain: str
    url: str
    path: Path
    title: str
    body: str | None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    is_suspect: bool = False
    """Its truth is known to be wrong: it is measured, and never learned from."""

    @property
    def html(self) -> bytes:
        """The page, in UTF-8."""
        return gzip.decompress(self.path.read_bytes())


def load_pages(folders: Iterable[Path], suspects: Collection[str] = ()) -> list[Page]:
    """The pages of these corpora; `suspects` are the ids of those whose truths are wrong."""
    return [page for folder in folders for page in _folder(folder, suspects)]


def _folder(folder: Path, suspects: Collection[str]) -> Iterable[Page]:
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            yield Page(
                id=said["id"],
                source=folder.name,
                domain=said["domain"],
                url=said["url"],
                path=folder / "html" / said["html"],
                title=said["title"] or "",
                body=said["body"],
                wanted=tuple(said.get("with", ())),
                unwanted=tuple(said.get("without", ())),
                comments=tuple(said.get("comments", ())),
                is_suspect=said["id"] in suspects,
            )
