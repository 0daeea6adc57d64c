"""Owns the composition: settings in, adapters made, the verbs carried out. Embedded or cluster is decided here only."""

from caveat.app.adding import NewSource, Proposal, add, propose
from caveat.app.house import VERSION, House, house
from caveat.app.looking import SourceStatus, look, preview, status
from caveat.app.marking import Changed, mark, withdraw
from caveat.app.passes import dry_run, ingest, publish, run
from caveat.app.serving import serve
from caveat.app.subscriptions import Export, Import, add_subscriptions, export_subscriptions, read_subscriptions

__all__ = [
    "VERSION",
    "Changed",
    "Export",
    "House",
    "Import",
    "NewSource",
    "Proposal",
    "SourceStatus",
    "add",
    "add_subscriptions",
    "dry_run",
    "export_subscriptions",
    "house",
    "ingest",
    "look",
    "mark",
    "preview",
    "propose",
    "publish",
    "read_subscriptions",
    "run",
    "serve",
    "status",
    "withdraw",
]
