"""Owns the quality of extraction on labelled pages, where they are at hand: the scorers beside them say what it is."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

SHARED = Path(__file__).parents[2] / "shared"
"""Where the labelled pages and their scorers are looked for: beside the checkout."""
_ALL = "ALL/dev"
_ARTICLES = {"body F1": "F1", "title": "title", "authors F1": "autF1", "date": "date"}
_SEGMENTS = {"stretches F1": "F1", "title": "title", "authors F1": "autF1", "date": "date"}
"""What we call a measure, and what the scorer does."""

Scores = Mapping[str, float]
"""Shares of 1 by the name of the measure: F1 of bodies or stretches, exact titles, F1 of authors, exact days."""


def corpora(shared: Path = SHARED) -> tuple[Path, ...]:
    """The folders of labelled pages: of whole articles, and of articles of which stretches are known.

    None if one is not there, or the programs that run an extractor over them and score what it says.
    """
    folders = (shared / "corpora/articles-dev", shared / "corpora/segments-dev")
    needed = [shared / "tools" / name for name in ("run_peers.py", "score_articles.py", "score_segments.py")]
    needed += [folder / "truth.jsonl" for folder in folders]
    return folders if all(path.exists() for path in needed) else ()


def article_scores(extractor: str, shared: Path = SHARED) -> Scores:
    """How well an extractor, by the name that `run_peers.py` knows it by, reads whole articles."""
    corpus = shared / "corpora/articles-dev"
    with TemporaryDirectory(prefix="caveat-bench-") as name:
        folder = Path(name)
        said = _extracted(extractor, corpus, folder, shared)
        scored = folder / "scores.json"
        _run(shared, "score_articles.py", "--corpus", corpus, said, "--json", scored)
        found = json.loads(scored.read_text("utf-8"))[_ALL][extractor]
    return {name: float(found.get(theirs, 0.0)) for name, theirs in _ARTICLES.items()}


def segment_scores(extractor: str, shared: Path = SHARED) -> Scores:
    """How well an extractor reads articles of which it is known what they must hold, and what not."""
    corpus = shared / "corpora/segments-dev"
    with TemporaryDirectory(prefix="caveat-bench-") as name:
        said = _extracted(extractor, corpus, Path(name), shared)
        head, row = _run(shared, "score_segments.py", "--corpus", corpus, said).splitlines()
    found = dict(zip(head.split(), row.split()[1:], strict=True))
    return {name: float(found[theirs]) for name, theirs in _SEGMENTS.items()}


def _extracted(extractor: str, corpus: Path, folder: Path, shared: Path) -> Path:
    """The file of what an extractor says of each page of a corpus."""
    timing = ("--sample", "1", "--passes", "1")
    _run(shared, "run_peers.py", extractor, "--corpus", corpus, "--out", folder, *timing)
    return folder / f"{extractor}.jsonl"


def _run(shared: Path, program: str, *arguments: str | Path) -> str:
    """What a program beside the corpora prints. It leaves no byte code there, and imports the caveat that we do."""
    command = [sys.executable, "-B", shared / "tools" / program, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
