"""What subscribers ask for in an address, from a real store over a real server: views, and how fresh they are."""

import gzip
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest

from caveat.model import KnownWork, Withdrawal
from tests.integration.worlds import ANOTHER, ENTRIES, NOW, SECRET, World, article
from tests.unit.publish.samples import DUNE, JESSICA


@pytest.fixture
def empty(tmp_path, site):
    made = World(tmp_path, site)
    yield made
    made.client.close()
    made.store.close()


@pytest.fixture
def world(empty):
    empty.publish(*ENTRIES)
    return empty


@pytest.mark.parametrize("name", ["tv.rss", "tv.atom", "tv.json", "tv.safe.rss", "mine.k3yk3yk3yk3yk3yk.atom"])
def test_a_feed_discloses_what_its_address_asks(world, name):
    assert SECRET not in world.get(f"{name}?disclosure=redact").text
    assert SECRET in world.get(f"{name}?disclosure=warn").text
    assert SECRET in world.get(f"{name}?disclosure=redact&seen=dune-part-two").text
    assert ANOTHER not in world.get(f"{name}?disclosure=redact&seen=dune-part-two").text


def test_what_is_dropped_makes_room_for_older_entries(world):
    assert world.titles("tv.atom?disclosure=drop") == ["T1", "T4", "T5"]
    assert world.titles("tv.spoiler-free.atom?seen=jessica-jones:s1") == ["T1", "T3", "T4"]


def test_archives_have_views_too(world):
    answer = world.get("tv.archive-1.atom?disclosure=warn")
    assert answer.headers["link"] == '<http://h.example/feeds/tv.archive-1.atom?disclosure=warn>; rel="self"'
    assert world.get("tv.archive-1.atom").headers["link"].count("rel=") == 1, "an archive has no hub"
    assert world.get("tv.archive-9.atom?disclosure=warn").status_code == 404


def test_a_view_has_its_own_tags_and_address_and_no_hub(world):
    plain = world.get("tv.rss")
    assert plain.headers["link"] == '<http://h.example/feeds/tv.rss>; rel="self", <https://hub.example/>; rel="hub"'
    tags = {plain.headers["etag"]}
    for coding, suffix in (("identity", ""), ("gzip", "-gzip"), ("br", "-br")):
        view = world.get("tv.rss?seen=lost&disclosure=fold", **{"accept-encoding": coding})
        tag = view.headers["etag"]
        assert tag.endswith(f'{suffix}"')
        tags.add(tag)
        address = "http://h.example/feeds/tv.rss?disclosure=fold&seen=lost"
        assert view.headers["link"] == f'<{address}>; rel="self"'
        links = feedparser.parse(view.content).feed.links
        assert [link.href for link in links if link.rel == "self"] == [address]
        assert not [link for link in links if link.rel == "hub"]
        for method in ("GET", "HEAD"):
            known = {"accept-encoding": coding, "if-none-match": tag}
            again = world.client.request(method, "/feeds/tv.rss?seen=lost&disclosure=fold", headers=known)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert len(tags) == 4


def test_a_view_is_compressed_once_and_sent_as_it_is_stored(world):
    plain = world.get("tv.json?disclosure=redact").content
    with world.client.stream("GET", "/feeds/tv.json?disclosure=redact", headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw) == plain
    assert int(answer.headers["content-length"]) == len(raw)


def test_equal_wishes_share_one_view_whatever_their_order_and_whatever_others_add(world):
    asked = [
        "disclosure=redact&seen=dune&seen=lost.tv%3As2",
        "seen=lost.tv:s2&seen=dune&disclosure=redact",
        "seen=dune&seen=lost.tv:s2&seen=dune&disclosure=redact&seen=",
        "utm_source=mail&seen=lost.tv:s2&disclosure=redact&seen=dune&_=1732612345",
    ]
    answers = [world.get(f"tv.atom?{query}") for query in asked]
    assert len({(answer.status_code, answer.headers["etag"], answer.content) for answer in answers}) == 1
    assert "tv.atom?disclosure=redact&amp;seen=dune&amp;seen=lost.tv:s2" in answers[0].text
    assert len(world.desk.views) == 1


@pytest.mark.parametrize(
    "query", ["", "utm_source=mail&fbclid=x", "t=1732612345", "seen=&disclosure=", "&&", "%00=%ff"]
)
def test_an_address_that_asks_nothing_gives_the_feed_itself(world, query):
    assert world.get(f"tv.rss?{query}").headers["etag"] == world.get("tv.rss").headers["etag"]
    assert len(world.desk.views) == 0


@pytest.mark.parametrize("path", ["index.html", "feeds.opml", "articles/00000000-0000-4000-8000-000000000002.html"])
def test_what_has_no_views_minds_no_query(world, path):
    assert world.get(f"{path}?disclosure=nonsense&utm_source=mail").headers["etag"] == world.get(path).headers["etag"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("disclosure=all", "fold"),
        ("disclosure=fold&disclosure=warn", "once"),
        ("seen=lost:x9", "x9"),
        ("seen=%ff%fe:%00", "letters and digits"),
        ("&".join(f"seen=w{number}" for number in range(21)), "20"),
        ("&".join(f"x{number}=1" for number in range(101)), "100"),
        ("disclosre=drop", "`disclosure`"),
        ("Seen=dune", "`seen`"),
        ("see=dune", "`seen`"),
    ],
)
@pytest.mark.parametrize("path", ["tv.rss", "tv.html"])
def test_what_cannot_be_understood_is_said_with_what_is_right(world, path, query, said):
    answer = world.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert said in answer.text
    assert answer.text.count("\n") == 1


def test_a_fixed_feed_refuses_another_disclosure_and_takes_what_was_seen(world):
    answer = world.get("fixed.atom?disclosure=warn")
    assert answer.status_code == 400
    assert "`disclosure`" in answer.text
    assert world.get("fixed.atom?seen=dune").status_code == 200


def test_a_private_feed_has_private_views_and_none_without_its_token(world):
    answer = world.get("mine.k3yk3yk3yk3yk3yk.rss?disclosure=redact")
    assert answer.headers["cache-control"] == "private, max-age=300"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "hub" not in answer.headers["link"]
    for path in ("mine.rss", "mine.k3y.rss", "mine.html"):
        for query in ("", "?disclosure=redact"):
            assert world.get(path + query).status_code == 404


def test_a_server_that_knows_nothing_of_a_new_token_gives_no_view_at_the_old_address(world):
    for before, now in (("tv", "tv.n3wn3wn3wn3wn3wn"), ("mine.k3yk3yk3yk3yk3yk", "mine.n3wn3wn3wn3wn3wn")):
        assert world.get(f"{before}.rss?seen=dune").status_code == 200
        assert world.get(f"{before}.html?seen=dune").status_code == 200
        world.feeds = tuple(
            replace(feed, token="n3wn3wn3wn3wn3wn") if before.startswith(feed.id) else feed for feed in world.feeds
        )
        world.publish()
        for query in ("", "?seen=dune", "?seen=lost"):
            assert world.get(f"{before}.rss{query}").status_code == 404
            assert world.get(f"{before}.html{query}").status_code == 404
        for path in (f"{now}.rss", f"{now}.html", f"{now}.safe.archive-1.json"):
            answer = world.get(path)
            assert answer.headers["cache-control"] == "private, max-age=300", path
            assert answer.headers["referrer-policy"] == "no-referrer"
    for path in ("tv.html", "tv.rss"):
        assert world.get(path).status_code == 404


def test_the_page_of_a_feed_has_views(world):
    answer = world.get("tv.html?disclosure=redact&seen=dune-part-two")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("path", ["tv.xml", "tv", "none.rss", "tv.safe.safe.rss", "tv.spoiler-free.html", "..tv.rss"])
def test_there_is_no_view_of_what_is_not_there(world, path):
    assert world.get(f"{path}?disclosure=redact").status_code == 404


def test_before_the_first_pass_has_ended_there_is_no_view_either(empty):
    assert empty.get("tv.rss?disclosure=redact").headers["retry-after"] == "10"


def test_what_another_process_publishes_is_in_every_view_at_once(world):
    before = world.get("tv.atom?disclosure=redact")
    world.publish(article(0))
    after = world.get("tv.atom?disclosure=redact", **{"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "T0" in after.text
    assert "T0" in world.get("tv.atom").text


def test_an_older_article_that_no_published_document_of_the_feed_shows_first_is_seen_in_views(world):
    assert world.titles("tv.atom?disclosure=drop") == ["T1", "T4", "T5"]
    world.publish(replace(article(4, secret=SECRET, work=DUNE, revision=2), digest="4-2"))
    assert world.titles("tv.atom?disclosure=drop") == ["T1", "T5"]


def test_an_article_that_is_withdrawn_or_corrected_is_so_in_views(world):
    assert SECRET in world.get("tv.atom?disclosure=redact&seen=dune-part-two").text
    world.store.revise(replace(ENTRIES[1], withdrawn=Withdrawal(at=NOW, by_operator=True), revision=2))
    world.publish(article(1, secret=ANOTHER, work=JESSICA, revision=2))
    text = world.get("tv.atom?disclosure=redact&seen=dune-part-two").text
    assert SECRET not in text
    assert ANOTHER not in text
    assert "Spoilers: Jessica Jones" in text


def test_a_view_is_rendered_once_for_as_long_as_its_feed_is_what_it_was(world):
    first = world.get("tv.atom?seen=dune")
    world.now += timedelta(hours=3)
    world.publish()
    (kept,) = [world.desk.views.get(name) for name in world.desk.views]
    assert world.get("tv.atom?seen=dune").headers["etag"] == first.headers["etag"]
    assert [world.desk.views.get(name) for name in world.desk.views] == [kept]


def test_a_view_that_stays_the_same_over_a_change_keeps_its_time(world):
    first = world.get("tv.archive-1.atom?seen=dune")
    world.now += timedelta(hours=3)
    world.publish(article(0))
    again = world.get("tv.archive-1.atom?seen=dune")
    assert again.content == first.content
    assert again.headers["last-modified"] == first.headers["last-modified"]
    assert world.get("tv.atom?seen=dune").headers["last-modified"] == "Sun, 22 Nov 2026 15:00:00 GMT"


def test_a_work_that_the_day_sets_free_is_free_in_views(world):
    world.works = (KnownWork(title=DUNE.title, slug="dune", until=NOW.date()),)
    world.publish()
    assert SECRET not in world.get("tv.atom?disclosure=redact").text
    world.now += timedelta(days=1)
    assert SECRET in world.get("tv.atom?disclosure=redact").text


def test_a_flood_of_views_takes_no_more_than_its_room_and_drives_no_document_out(world):
    plain = world.get("tv.atom").headers["etag"]
    for number in range(40):
        assert world.get(f"tv.atom?seen=work-{number}").status_code == 200
        assert len(world.desk.views) <= 10
        assert world.desk.views.size <= 200_000
    assert ("tv.atom", None) in world.desk.documents
    assert world.get("tv.atom").headers["etag"] == plain
