"""Owns the config folders of these tests: written from texts, loaded, and what was said of them."""

import textwrap

import pytest

from caveat.config import load_settings
from caveat.errors import ConfigError

FEEDS = '[[feed]]\nid = "tv"\ntitle = "TV"\n'


def write(folder, **files):
    """config/ below the folder; a file whose name begins with `source` goes to sources/."""
    config = folder / "config"
    (config / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in {"feeds": FEEDS, **files}.items():
        path = config / "sources" / f"{name}.toml" if name.startswith("source") else config / f"{name}.toml"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return config


def load(folder, *, environ=None, cron_problem=lambda _: None, **files):
    """The settings of such a folder."""
    return load_settings(write(folder, **files), version="9.9", cron_problem=cron_problem, environ=environ or {})


def problems(folder, **given):
    """Everything that is wrong with it, as it is shown."""
    with pytest.raises(ConfigError) as caught:
        load(folder, **given)
    return [str(problem) for problem in caught.value.problems]
