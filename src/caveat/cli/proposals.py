"""Owns how what was found for an address is told, and what a subscription list brought: in lines, and in JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from caveat.api import to_dict
from caveat.app import Import, NewSource, Proposal
from caveat.characters import clip
from caveat.cli.reports import counted, near
from caveat.model import Article, Link
from caveat.sources import Candidate

_ARTICLES = 5
"""Of a list, the articles that are shown."""
_LINES = 3
_LONGEST_LINE = 200


def proposal_json(proposal: Proposal, *, written: bool) -> dict[str, object]:
    """The JSON of `add --json`."""
    found, new = proposal.discovery, proposal.new
    return {
        "asked": proposal.asked,
        "known": proposal.known,
        "candidates": [_candidate_json(candidate) for candidate in found.candidates] if found else [],
        "tried": [asdict(attempt) for attempt in found.attempts] if found else [],
        "source": None if new is None else _source_json(new, written=written),
    }


def refused_lines(proposal: Proposal) -> Iterator[str]:
    """That the address itself was of no use, where it was: what was found then is the site's."""
    first = next(iter(proposal.discovery.attempts), None) if proposal.discovery else None
    if first is not None and first.url == proposal.asked:
        yield f"{first.url} {first.error}: what follows was found elsewhere on its site."


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """What was found, the choice and why, its first articles, one of them read, and the block that would be written."""
    new = proposal.new
    if proposal.discovery is not None and proposal.discovery.candidates:
        yield from refused_lines(proposal)
        yield "Found"
        for candidate in proposal.discovery.candidates:
            mark = ">" if new is not None and candidate.url == new.source.url else " "
            yield f"{mark} {candidate.kind:8} {candidate.url}"
            yield f"           {_held(candidate)}"
    if new is None:
        return
    yield ""
    yield f"Chosen: {new.source.place}, {new.reason}."
    yield ""
    yield "Its articles"
    for link in new.links[:_ARTICLES]:
        yield f"  {_day(link.published or link.updated)}  {link.title or '(no title)'}"
        yield f"              {link.url or '(no address)'}"
    yield ""
    yield from _sample_lines(new)
    yield ""
    yield near(new.path)
    for line in new.text.splitlines():
        yield f"  {line}".rstrip()


def import_json(found: Import, *, written: bool) -> dict[str, object]:
    """The JSON of `opml import --json`."""
    return {
        "file": str(found.path) if found.text else None,
        "written": written,
        "added": [{"id": source.id, "url": source.place, "tags": list(source.tags)} for source in found.added],
        "skipped": [asdict(skipped) for skipped in found.skipped],
    }


def import_lines(found: Import, *, written: bool) -> Iterator[str]:
    """What a subscription list brought."""
    for source in found.added:
        yield f"  {source.id}  {source.place}"
    if not found.added:
        yield "Nothing to add."
    else:
        feeds = counted(len(found.added), "feed")
        yield (
            f"{feeds} written to {near(found.path)}." if written else f"{feeds} would be written to {near(found.path)}."
        )


def _held(candidate: Candidate) -> str:
    newest = candidate.newest
    parts = [
        candidate.title,
        counted(len(candidate.links), "article") if candidate.links or not candidate.listed.more else "",
        counted(len(candidate.listed.more), "sitemap") if candidate.kind == "sitemap" and candidate.listed.more else "",
        f"newest {_day(newest)}" if newest else "undated" if candidate.links else "",
        "teasers" if candidate.has_teasers else "",
        candidate.origin.value,
    ]
    return "; ".join(part for part in parts if part)


def _sample_lines(new: NewSource) -> Iterator[str]:
    article = new.sample.article
    if article is None:
        yield f"No article of it could be read: {new.sample.error}"
        return
    yield "One of them, as it would be read" + (" from its own page" if new.sample.full_text else "")
    yield f"  {article.title}"
    if article.authors:
        yield f"  by {', '.join(article.authors)}"
    for line in article.lines[:_LINES]:
        yield f"  {clip(line.text, _LONGEST_LINE)}"
    for notice in article.notices:
        yield f"  spoiler notice ({notice.polarity}): {notice.text or '(hidden by the publisher)'}"
    if not article.notices:
        yield "  no spoiler notice"


def _candidate_json(candidate: Candidate) -> dict[str, object]:
    newest = candidate.newest
    return {
        "url": candidate.url,
        "kind": candidate.kind.value,
        "title": candidate.title,
        "articles": len(candidate.links),
        "newest": newest.isoformat() if newest else None,
        "teasers": candidate.has_teasers,
        "found": candidate.origin.value,
    }


def _source_json(new: NewSource, *, written: bool) -> dict[str, object]:
    article: Article | None = new.sample.article
    return {
        "id": new.source.id,
        "kind": new.source.kind.value,
        "url": new.source.place,
        "reason": new.reason,
        "file": str(new.path),
        "toml": new.text,
        "written": written,
        "articles": [_link_json(link) for link in new.links[:_ARTICLES]],
        "sample": None if article is None else to_dict(article),
        "error": new.sample.error,
    }


def _link_json(link: Link) -> dict[str, object]:
    published = link.published or link.updated
    return {"url": link.url, "title": link.title, "published": published.isoformat() if published else None}


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "undated   "
