"""Owns the command line: the verbs, what they print, and the exit codes."""

from caveat.cli.endings import main

__all__ = ["main"]
