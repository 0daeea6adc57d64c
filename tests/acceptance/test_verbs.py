"""What the verbs print, to people and to programs, and what they refuse."""

import json
import subprocess
import sys
import textwrap

import pytest

from tests.acceptance.conftest import listing, listing_source, page

DEAD = listing_source("http://127.0.0.1:9")


def test_failures_are_json_objects_where_diagnostics_are_json(installation):
    installation.write(source_dead=DEAD)
    said = installation.caveat("--log-format", "json", "run", exit_code=1).stderr
    (failure,) = (json.loads(line) for line in said.splitlines())
    assert failure["event"] == "failed"
    assert (failure["source"], failure["stage"], failure["url"]) == ("site", "fetch", "http://127.0.0.1:9/")
    assert failure["error"]


def test_so_are_the_errors_of_the_config(installation):
    installation.write(caveat="a = 1\nb = 2\n")
    said = installation.caveat("--log-format", "json", "check", exit_code=2).stderr
    problems = [json.loads(line) for line in said.splitlines()]
    assert [(problem["file"], problem["line"], problem["key"]) for problem in problems] == [
        ("config/caveat.toml", 1, "a"),
        ("config/caveat.toml", 2, "b"),
    ]


@pytest.mark.parametrize("arguments", [("-v", "run"), ("run", "-v"), ("run", "--verbose", "--all")])
def test_how_much_is_said_may_stand_before_or_after_the_verb(installation, site, arguments):
    installation.write(source_site=listing_source(site({"/": listing("a"), "/a": page("A")}).url))
    assert "1 source read: 1 new" in installation.caveat(*arguments).stdout


@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_a_dry_run_always_tells_what_it_found(installation, site, quiet):
    installation.write(source_site=listing_source(site({"/": listing("a"), "/a": page("A")}).url))
    told = installation.caveat(*quiet, "run", "--dry-run").stdout
    assert "1 listed, 1 fetched, 1 new" in told
    assert told.endswith("a dry run, so nothing was stored or written.\n")


def test_publishing_speaks_of_files(installation, site):
    installation.write(source_site=listing_source(site({"/": listing("a"), "/a": page("A")}).url))
    installation.caveat("run")
    assert installation.caveat("-v", "publish").stdout == "9 feed files rendered, 0 written.\n"
    (installation.root / "feeds/all.rss").unlink()
    assert installation.caveat("-v", "publish").stdout == "9 feed files rendered, 1 written.\n"


@pytest.mark.parametrize(("name", "said"), [("a.pdf", ".txt, .md, .html and .eml are read"), (".a.txt", "hidden")])
def test_a_file_given_by_name_that_cannot_be_read_is_a_failure(installation, name, said):
    path = installation.root / name
    path.write_text("%PDF-1.4\n")
    good = installation.root / "good.txt"
    good.write_text("A title\n\nA paragraph that says something of note.\n")
    failed = installation.caveat("ingest", str(path), str(good), exit_code=1).stderr
    assert str(path) in failed
    assert said in failed
    assert len(installation.items()) == 1, "the others are read all the same"


@pytest.mark.parametrize("name", ["a.rss", "a.atom", "a.xml", "a.json"])
def test_a_preview_of_a_feed_says_what_to_do_with_it(installation, name):
    (installation.root / name).write_text("<rss/>")
    said = installation.caveat("preview", name, exit_code=1).stderr
    assert 'a source with kind = "feed"' in said


def test_a_check_counts_and_names_what_would_surprise(installation):
    checked = installation.caveat("check")
    assert checked.stdout == "config is well: 0 sources, 1 feed, 0 works.\n"
    assert "No source is configured" in checked.stderr
    installation.write(source_inbox='[[source]]\nid = "inbox"\nkind = "inbox"\npath = "drop"\n')
    checked = installation.caveat("check")
    assert checked.stdout == "config is well: 1 source, 1 feed, 0 works.\n"
    assert checked.stderr == f"inbox: its folder {installation.root}/drop is not there: make it, or correct path.\n"


def test_a_tick_that_finds_a_pass_under_way_is_no_news_and_an_error_is():
    script = """
        import logging
        from caveat.logs import set_up

        set_up("console", 0)
        scheduler = logging.getLogger("apscheduler.scheduler")
        scheduler.warning("skipped: maximum number of running instances reached")
        scheduler.error("raised an exception")
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr
    assert "skipped" not in said
    assert "raised an exception" in said
