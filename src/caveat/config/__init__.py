"""Owns the reading of config/: files and environment in, one checked `Settings` value out."""

from caveat.config.load import default_settings, load_settings

__all__ = ["default_settings", "load_settings"]
