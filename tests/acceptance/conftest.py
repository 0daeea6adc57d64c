"""Owns installations: a folder with a config of its own, and the command run in it as operators run it."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
FEEDS = '[[feed]]\nid = "all"\ntitle = "Everything"\nvariants = ["safe", "spoiler-free"]\n'
LOOPBACK = '[fetch]\ndelay = "0s"\nallow_networks = ["127.0.0.0/8"]\n'


@dataclass(frozen=True)
class Installation:
    """One folder with config/, and the command in it."""

    root: Path

    def write(self, **files: str) -> "Installation":
        """Config files by name; one that begins with `source` goes to sources/."""
        (self.root / "config" / "sources").mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            folder = "config/sources" if name.startswith("source") else "config"
            (self.root / folder / f"{name}.toml").write_text(textwrap.dedent(text), encoding="utf-8")
        return self

    def caveat(
        self, *args: str, env: Mapping[str, str] | None = None, exit_code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """Runs the command to its end; its exit code must be the one expected."""
        done = subprocess.run(
            self.command(*args), cwd=self.root, env=self.environ(env), capture_output=True, text=True, timeout=120
        )
        assert done.returncode == exit_code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def report(self, *args: str, exit_code: int = 0) -> dict[str, Any]:
        """What `caveat ... --json` prints."""
        printed: dict[str, Any] = json.loads(self.caveat(*args, "--json", exit_code=exit_code).stdout)
        return printed

    @staticmethod
    def command(*args: str) -> list[str]:
        return [sys.executable, "-m", "caveat", *args]

    @staticmethod
    def environ(more: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CAVEAT_")}
        return {**kept, **(more or {})}

    def feed(self, name: str) -> bytes:
        return (self.root / "feeds" / name).read_bytes()

    def items(self, name: str = "all.json") -> list[dict[str, Any]]:
        """The items of a JSON feed."""
        items: list[dict[str, Any]] = json.loads(self.feed(name))["items"]
        return items

    def published(self) -> dict[str, tuple[int, bytes]]:
        """Every published file: when it was last written, and what it holds."""
        files = (path for path in (self.root / "feeds").rglob("*") if path.is_file())
        return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.fixture
def installation(tmp_path) -> Installation:
    """An installation that may read from loopback and publishes everything in one feed."""
    return Installation(tmp_path).write(caveat=LOOPBACK, feeds=FEEDS)


def listing(*slugs: str) -> str:
    """A page that lists articles."""
    cards = "".join(f'<article class="card"><h2><a href="/{slug}">{slug}</a></h2></article>' for slug in slugs)
    return f"<!DOCTYPE html><html><body><main>{cards}</main></body></html>"


def listing_source(url: str, *, more: str = "") -> str:
    """The config of a source that reads such a page."""
    return (
        f'[[source]]\nid = "site"\nkind = "listing"\nurl = "{url}/"\nevery = "1s"\n{more}\n'
        '[source.select]\nitem = "article.card"\nlink = "h2 a"\n'
    )


STORY = "The lamp went out on the pier at nine, and nobody who was there will say who had the matches. "


def page(title: str, *paragraphs: str, published: str = "2026-05-01T10:00:00Z", notice: str = "") -> str:
    """An article page."""
    body = "".join(f"<p>{text} {STORY}</p>" for text in paragraphs or ("First.", "Second.", "Third."))
    warning = f"<p><strong>{notice}</strong></p>" if notice else ""
    meta = f'<meta property="article:published_time" content="{published}"><meta name="author" content="Ada Quill">'
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{meta}</head><body>'
        f"<article><h1>{title}</h1>{warning}{body}</article></body></html>"
    )
