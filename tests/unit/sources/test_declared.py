"""What feeds declare of spoilers comes along in their words, or as data."""

import json

import pytest

from caveat.model import Medium, Notice, Origin, Polarity, Severity, Unit, Where, Work
from tests.unit.sources.single import read

SPACES = 'xmlns:letterboxd="https://letterboxd.com" xmlns:spoilers="urn:caveat:spoilers:1"'


def item(elements):
    return read(f"<rss {SPACES}><channel><item><guid>g</guid>{elements}</item></channel></rss>")


def test_categories_that_speak_of_spoilers_are_warnings_and_stay_tags():
    link = item("<category>TV</category><category>Spoilers</category><category>No spoilers</category>")
    assert link.warnings == ("Spoilers", "No spoilers")
    assert link.tags == ("TV", "Spoilers", "No spoilers")


def test_what_is_explicit_or_for_adults_declares_nothing():
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    body = "<media:rating>adult</media:rating><itunes:explicit>yes</itunes:explicit><category>NSFW</category>"
    link = read(f"<rss {spaces}><channel><item><guid>g</guid>{body}</item></channel></rss>")
    assert (link.warnings, link.notices) == ((), ())


def test_a_content_warning_about_spoilers_is_taken_out_of_the_text():
    post = (
        "<p><strong>Content warning:</strong> spoilers for Silver Reach S2 &amp; S3</p><hr /><p>They all go home.</p>"
    )
    link = item(f"<description><![CDATA[{post}]]></description>")
    assert link.warnings == ("spoilers for Silver Reach S2 & S3",)
    assert link.content == "<p>They all go home.</p>"


@pytest.mark.parametrize(
    "post",
    [
        "<p><strong>Content warning:</strong> food</p><hr><p>They dine.</p>",
        "<p><strong>Spoilers:</strong> they all go home.</p><p>So they do.</p>",
        "<p>They all go home.</p><p><strong>Content warning:</strong> spoilers</p><hr>",
    ],
)
def test_other_openings_stay_where_they_are(post):
    link = item(f"<description><![CDATA[{post}]]></description>")
    assert (link.warnings, link.content) == ((), post)


@pytest.mark.parametrize(
    "elements",
    [
        "<title>The Harbour, 2024 - ★★★ (contains spoilers)</title>",
        "<title>The Harbour, 2024</title>"
        "<description><![CDATA[<p><em>This review may contain spoilers.</em></p><p>x</p>]]></description>",
    ],
)
def test_a_review_that_says_so_spoils_the_film_that_its_feed_names(elements):
    link = item(f"{elements}<letterboxd:filmTitle>The Harbour</letterboxd:filmTitle>")
    (notice,) = link.notices
    assert notice.polarity is Polarity.CONTAINS
    assert notice.works == (Work(title="The Harbour", medium=Medium.FILM, unit=Unit.FILM),)
    assert item("<title>x</title><letterboxd:filmTitle>The Harbour</letterboxd:filmTitle>").notices == ()


WORK = Work(
    title="Silver Reach",
    medium=Medium.TV,
    season_to=2,
    episode_from=None,
    episode_to=4,
    unit=Unit.EPISODE,
    through=True,
)
DECLARED = Notice(
    text="Spoilers up to Silver Reach S2E4",
    polarity=Polarity.CONTAINS,
    severity=Severity.MAJOR,
    where=Where.LEAD,
    works=(WORK,),
    origin=Origin.DECLARED,
    rule="en.contains",
    confidence=0.9,
)


def test_notices_as_data_are_read_from_xml():
    link = item(
        '<spoilers:notice polarity="contains" severity="major" where="lead" covers="1 2" origin="phrase" '
        'rule="en.contains" confidence="0.9"><spoilers:text>Spoilers up to Silver Reach S2E4</spoilers:text>'
        '<spoilers:work title="Silver Reach" medium="tv" season_to="2" episode_to="4" unit="episode" through="true"/>'
        "</spoilers:notice>"
    )
    assert link.notices == (DECLARED,)


def test_notices_as_data_are_read_from_json():
    work = {"title": "Silver Reach", "medium": "tv", "season_from": None, "season_to": 2, "episode_to": 4}
    notice = {
        "text": DECLARED.text, "polarity": "contains", "severity": "major", "where": "lead", "covers": [1],
        "rule": "en.contains", "confidence": 0.9, "works": [{**work, "unit": "episode", "through": True}],
    }  # fmt: skip
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "_spoiler": {"about": "urn:caveat:spoilers:1", "notices": [notice, {}, "x"]}}],
    }
    assert read(json.dumps(feed)).notices == (DECLARED,)


def test_notices_that_are_not_as_described_are_read_as_far_as_they_go():
    link = item(
        '<spoilers:notice polarity="perhaps"/><spoilers:notice polarity="contains" severity="dire" where="there" '
        'confidence="nan"><spoilers:work medium="tv"/><spoilers:work title="A" medium="x" season_to="-1" unit="y"/>'
        "</spoilers:notice>" + '<spoilers:notice polarity="denies"/>' * 100
    )
    first = link.notices[0]
    assert (first.severity, first.where, first.confidence, first.works) == (None, Where.LEAD, 1.0, (Work(title="A"),))
    assert len(link.notices) == 59


def test_the_digest_changes_with_what_is_declared():
    assert item("<category>x</category>").digest != item("<category>Spoilers</category>").digest
