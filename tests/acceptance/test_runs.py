"""What operators and subscribers rely on from one run to the next."""

import feedparser

from tests.acceptance.conftest import listing, listing_source, page

DAY = "2026-05-{:02}T10:00:00Z"


def news(site, *slugs):
    """A site with a listing page and an article each."""
    routes = {f"/{slug}": page(f"Title {slug}", published=DAY.format(i + 1)) for i, slug in enumerate(slugs)}
    return site({"/": listing(*reversed(slugs)), **routes})


def test_running_twice_makes_no_duplicates_and_reads_no_page_again(installation, site):
    running = news(site, "a", "b", "c")
    installation.write(source_site=listing_source(running.url))
    first = installation.report("run")
    assert first["sources"][0] | {"listed": 3, "fetched": 3, "new": 3} == first["sources"][0]
    before = installation.published()
    asked = len(running.asked)
    again = installation.report("run")
    assert again["sources"][0] | {"listed": 3, "fetched": 0, "new": 0, "changed": 0} == again["sources"][0]
    assert [asked.path for asked in running.asked[asked:]] == ["/"]
    assert not any(feed["changed"] for feed in again["feeds"])
    assert installation.published() == before


def test_an_edited_article_is_a_revision_with_a_new_updated_and_the_same_id(installation, site):
    running = news(site, "a", "b")
    installation.write(source_site=listing_source(running.url))
    installation.caveat("run")
    before = {item["url"]: item for item in installation.items()}
    edited = page("Title a", "First, and now we know who.", "Second.", "Third.", published=DAY.format(1))
    running.routes["/a"] = edited
    report = installation.report("run", "--all")["sources"][0]
    assert (report["changed"], report["unchanged"], report["new"]) == (1, 1, 0)
    after = {item["url"]: item for item in installation.items()}
    url = f"{running.url}/a"
    assert after[url]["id"] == before[url]["id"]
    assert after[url]["date_published"] == before[url]["date_published"]
    assert after[url]["date_modified"] > before[url]["date_modified"]
    assert "now we know who" in after[url]["content_html"]
    assert after[f"{running.url}/b"] == before[f"{running.url}/b"]
    atom = feedparser.parse(installation.feed("all.atom"))
    assert atom.feed.updated == max(entry.updated for entry in atom.entries)


def test_a_first_poll_publishes_the_newest_only_and_never_the_rest(installation, site):
    running = news(site, *"abcdefgh")
    installation.write(source_site=listing_source(running.url, more="initial = 3"))
    first = installation.report("run")["sources"][0]
    assert (first["listed"], first["new"], len(first["dropped"])) == (8, 3, 5)
    assert {drop["reason"] for drop in first["dropped"]} == {"older than the 3 newest of the first poll"}
    assert [item["title"] for item in installation.items()] == ["Title h", "Title g", "Title f"]
    running.routes |= {"/": listing(*"ihgfedcba"), "/i": page("Title i", published=DAY.format(9))}
    second = installation.report("run", "--all")["sources"][0]
    assert second["new"] == 1
    assert [item["title"] for item in installation.items()] == ["Title i", "Title h", "Title g", "Title f"]


def test_articles_beyond_the_limit_wait_for_the_next_poll_and_none_is_lost(installation, site):
    running = news(site, *"abcde")
    installation.write(source_site=listing_source(running.url, more="limit = 2"))
    counts = [installation.report("run")["sources"][0]["new"] for _ in range(4)]
    assert counts == [2, 2, 1, 0]
    assert len(installation.items()) == 5


def test_an_article_that_could_not_be_fetched_is_fetched_by_a_later_run(installation, site):
    running = news(site, "a", "b")
    whole, running.routes["/a"] = running.routes["/a"], (500, {}, b"")
    etag = {"etag": '"list"', "content-type": "text/html"}
    page_bytes = running.routes["/"].encode()
    running.routes["/"] = lambda asked: (
        (304, etag, b"") if asked.headers.get("if-none-match") == '"list"' else (200, etag, page_bytes)
    )
    installation.write(source_site=listing_source(running.url))
    failed = installation.report("run", exit_code=1)["sources"][0]
    assert (failed["new"], len(failed["failures"])) == (1, 1)
    assert failed["failures"][0]["stage"] == "fetch"
    assert failed["failures"][0]["url"].endswith("/a")
    assert "500" in failed["failures"][0]["error"]
    running.routes["/a"] = whole
    assert installation.report("run")["sources"][0]["new"] == 1
    assert len(installation.items()) == 2
    assert installation.report("run")["sources"][0]["listed"] == 0, "now the list's own ETag is believed"


def test_a_page_without_an_article_is_reported_once(installation, site):
    running = news(site, "a", "b")
    running.routes["/a"] = "<html><body></body></html>"
    installation.write(source_site=listing_source(running.url))
    failed = installation.caveat("run", exit_code=1)
    assert "/a" in failed.stderr
    assert "extract" in failed.stderr
    assert installation.caveat("run").stderr == ""


def test_a_dead_source_is_named_and_the_others_are_done(installation, site):
    running = news(site, "a")
    dead = listing_source("http://127.0.0.1:9").replace('id = "site"', 'id = "dead"')
    installation.write(source_dead=dead, source_site=listing_source(running.url))
    failed = installation.caveat("run", exit_code=1)
    assert failed.stderr.startswith("dead: fetch: http://127.0.0.1:9/: ")
    assert failed.stdout == "", "quiet under cron but for the trouble"
    assert len(installation.items()) == 1
    states = {state["id"]: state for state in installation.report("status")}
    assert states["dead"]["failures"] == 1
    assert states["dead"]["error"]
    assert states["site"]["succeeded_at"]


def test_cron_hears_nothing_when_all_is_well(installation, site):
    installation.write(source_site=listing_source(news(site, "a").url))
    done = installation.caveat("run")
    assert (done.stdout, done.stderr) == ("", "")


def test_a_dry_run_tells_what_it_would_do_and_leaves_nothing_behind(installation, site):
    installation.write(source_site=listing_source(news(site, "a", "b").url))
    assert installation.report("run", "--dry-run")["sources"][0]["new"] == 2
    assert sorted(path.name for path in installation.root.iterdir()) == ["config"]
    installation.caveat("run")
    before = installation.published()
    assert installation.report("run", "--dry-run", "--all")["sources"][0]["new"] == 0
    assert installation.published() == before


def test_one_source_can_be_run_alone(installation, site):
    one, other = news(site, "a"), news(site, "b")
    twin = listing_source(other.url).replace('id = "site"', 'id = "other"')
    installation.write(source_site=listing_source(one.url), source_other=twin)
    assert [source["id"] for source in installation.report("run", "--source", "other")["sources"]] == ["other"]
    assert one.asked == []


def test_a_source_is_left_alone_until_it_is_due(installation, site):
    running = news(site, "a")
    installation.write(source_site=listing_source(running.url).replace('every = "1s"', 'every = "1h"'))
    installation.caveat("run")
    asked = len(running.asked)
    assert installation.report("run")["sources"] == []
    assert len(running.asked) == asked
    assert installation.report("status")[0]["next_at"] is not None


def test_an_article_of_two_sources_is_one_entry_fetched_once(installation, site):
    running = news(site, "a", "b")
    items = "".join(f"<item><title>{s}</title><link>{running.url}/{s}?utm_source=rss</link></item>" for s in "ab")
    rss = f'<rss version="2.0"><channel><title>T</title><link>{running.url}</link>{items}</channel></rss>'
    running.routes["/feed.xml"] = (200, {"content-type": "application/rss+xml"}, rss.encode())
    feed = f'[[source]]\nid = "feed"\nkind = "feed"\nurl = "{running.url}/feed.xml"\nevery = "1s"\nfull_text = true\n'
    installation.write(source_site=listing_source(running.url), source_feed=feed)
    installation.caveat("run")
    assert sorted(item["url"] for item in installation.items()) == [f"{running.url}/a", f"{running.url}/b"]
    assert sorted(asked.path for asked in running.asked) == ["/", "/a", "/b", "/feed.xml"]
    assert installation.report("run", "--all")["sources"][0]["changed"] == 0


def test_a_feed_that_is_renamed_takes_its_files_away(installation, site):
    installation.write(source_site=listing_source(news(site, "a").url))
    installation.caveat("run")
    installation.write(feeds='[[feed]]\nid = "other"\ntitle = "Other"\n')
    installation.caveat("run")
    names = {path.name for path in (installation.root / "feeds").iterdir() if path.is_file()}
    assert "other.rss" in names
    assert not any(name.startswith("all.") for name in names)
