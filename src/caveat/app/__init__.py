"""Owns the composition: settings in, adapters made, the verbs carried out. Embedded or cluster is decided here only."""

from caveat.app.house import VERSION, House, house
from caveat.app.looking import SourceStatus, look, preview, status
from caveat.app.passes import dry_run, ingest, publish, run
from caveat.app.serving import serve

__all__ = [
    "VERSION",
    "House",
    "SourceStatus",
    "dry_run",
    "house",
    "ingest",
    "look",
    "preview",
    "publish",
    "run",
    "serve",
    "status",
]
