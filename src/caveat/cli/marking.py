"""Owns the verbs by which an operator speaks of one stored article: `mark` and `withdraw`, and what they print."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from caveat import app
from caveat.api import to_dict
from caveat.cli import reports
from caveat.cli.command import AsJson, Common, fail, opened
from caveat.cli.console import out, out_json
from caveat.cli.previews import notice_lines
from caveat.model import Correction, Entry, KnownWork
from caveat.spoilers import read_works

marking = typer.Typer()

Target = Annotated[
    str,
    typer.Argument(metavar="URL_OR_ID", help="Address of the article or of its reading page, or the id of its entry."),
]


@marking.command()
def mark(
    context: typer.Context,
    target: Target,
    contains: Annotated[
        str | None,
        typer.Option(
            metavar="WORKS",
            help='It spoils: "Jessica Jones: s1; Dune (book): up to c12", or "" where no work is known.',
        ),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Nothing of it is a spoiler: a false alarm.")] = False,
    found: Annotated[bool, typer.Option("--found", help="As it was found: takes back what was said before.")] = False,
    as_json: AsJson = False,
) -> None:
    """Corrects the spoiler notices of one article, for good, and publishes: edits of its page do not undo it.

    Parts of works are s1, s1-3, s2e5, e3, c12, i78, v3, b2, p120: season, episode, chapter, issue, volume, book, page.
    What is neither part nor medium belongs to the title: look at what is printed.
    """
    if [contains is not None, none, found].count(True) != 1:
        message = "exactly one of --contains WORKS, --none and --found is wanted"
        raise typer.BadParameter(message)
    common, settings = opened(context)
    correction = None if found else _correction(contains, settings.works)
    _tell(app.mark(settings, target, correction), common, as_json=as_json)


@marking.command()
def withdraw(
    context: typer.Context,
    target: Target,
    undo: Annotated[bool, typer.Option("--undo", help="Publish it again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Takes one article out of every feed, for good, and its reading page away. It stays in the store."""
    common, settings = opened(context)
    _tell(app.withdraw(settings, target, undo=undo), common, as_json=as_json)


def _correction(contains: str | None, works: Sequence[KnownWork]) -> Correction:
    if contains is None:
        return Correction(spoils=False)
    try:
        return Correction(spoils=True, works=read_works(contains, works))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--contains") from error


def _tell(changed: app.Changed, common: Common, *, as_json: bool) -> None:
    if as_json:
        out_json(
            {
                "entries": [_json(entry) for entry in changed.entries],
                "feeds": [asdict(feed) for feed in changed.published.feeds],
            }
        )
    elif common.verbosity >= 0:
        for entry in changed.entries:
            for line in _lines(entry):
                out(line)
        out(reports.published_line(changed.published))
    fail(changed.published)


def _lines(entry: Entry) -> Iterator[str]:
    yield f"{entry.article.title}  {entry.url or entry.key}"
    yield f"    {entry.id}"
    if entry.withdrawn is not None:
        yield "    withdrawn: in no feed"
    warning = [notice for notice in entry.article.notices if notice.warns]
    yield from (f"    {line}" for notice in warning for line in notice_lines(notice))
    if not warning:
        yield "    nothing of it warns"


def _json(entry: Entry) -> dict[str, object]:
    correction = entry.correction
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.article.title,
        "updated": entry.updated.isoformat(),
        "withdrawn": entry.withdrawn.at.isoformat() if entry.withdrawn else None,
        "marked": None if correction is None else "contains" if correction.spoils else "none",
        "notices": [to_dict(notice) for notice in entry.article.notices],
    }
