"""Exit codes and messages: bad config, a pass under way, a disk that cannot be written, hostile words."""

import os

import pytest

from caveat.store import pass_lock
from tests.acceptance.conftest import listing, listing_source, page


def test_a_bad_config_lists_every_error_and_exits_with_2(installation):
    installation.write(source_a='[[source]]\nid = "A"\nkind = "feed"\n', caveat='base_url = "x"\nfoo = 1\n')
    for verb in (["run"], ["check"], ["publish"], ["status"]):
        said = installation.caveat(*verb, exit_code=2).stderr
        assert "config/caveat.toml:1: base_url" in said
        assert "config/caveat.toml:2: foo: unknown key" in said
        assert "config/sources/source_a.toml:2: source.0.id" in said


def test_a_folder_that_is_not_there_and_a_verb_that_does_not_exist_exit_with_2(installation):
    assert "CAVEAT_CONFIG" in installation.caveat("--config", "nowhere", "run", exit_code=2).stderr
    installation.caveat("frobnicate", exit_code=2)
    assert "no source has the id" in installation.caveat("run", "--source", "nobody", exit_code=2).stderr
    installation.caveat("ingest", "no-such-file.txt", exit_code=2)


def test_a_preview_of_nothing_exits_with_1_and_says_what_it_tried(installation):
    failed = installation.caveat("preview", "no-such-file.txt", exit_code=1)
    assert "no-such-file.txt" in failed.stderr
    assert "neither a file" in failed.stderr


def test_a_pass_under_way_exits_with_3_and_names_the_holder(installation):
    installation.write(source_site=listing_source("http://127.0.0.1:9"))
    (installation.root / "var").mkdir()
    with pass_lock(installation.root / "var/caveat.lock", 0):
        said = installation.caveat("publish", exit_code=3).stderr
    assert str(os.getpid()) in said


@pytest.mark.parametrize("blocked", ["var", "feeds"])
def test_what_cannot_be_written_exits_with_4_and_is_named(installation, site, blocked):
    running = site({"/": listing("a"), "/a": page("A")})
    installation.write(source_site=listing_source(running.url))
    (installation.root / blocked).write_text("a file where a folder should be")
    said = installation.caveat("run", exit_code=4).stderr
    assert blocked in said
    assert "Traceback" not in said
    (installation.root / blocked).unlink()
    installation.caveat("run")
    assert len(installation.items()) == 1, "nothing was lost"


def test_an_address_of_the_own_network_is_refused_unless_the_config_allows_it(installation, site):
    running = site({"/": listing("a"), "/a": page("A")})
    installation.write(caveat='[fetch]\ndelay = "0s"\n', source_site=listing_source(running.url))
    failed = installation.caveat("run", exit_code=1)
    assert "127.0.0.1" in failed.stderr
    assert "allow_networks" in failed.stderr
    assert running.asked == []


def test_what_strangers_write_cannot_command_the_terminal(installation, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "A title \x1b[2J\x9b31m[bold]red[/bold]\n\nA paragraph that says something of note.\n", encoding="utf-8"
    )
    shown = installation.caveat("preview", str(path)).stdout
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "[bold]red[/bold]" in shown
