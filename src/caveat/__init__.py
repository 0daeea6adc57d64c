"""Caveat reads articles, understands their spoiler notices, and publishes feeds that warn before they spoil."""
