"""Credits of pictures and the furniture of a page are no lines of a story, and its sentences are neither."""

import pytest

from caveat.extract.text import text_article
from tests.unit.extract.samples import LINES, lines, meta


@pytest.mark.parametrize(
    "line",
    [
        "Images: Marvel",
        "Image credit: Marvel / Netflix",
        "Photo: Ann Lee/Getty",
        "Photo by Ann Lee",
        "(Picture: A. Lee / Getty)",
        "Credit: Netflix",
        "© 2026 Netflix",
        "Foto: dpa",
        "Sources: The Lantern, The Buoy",
        "Via: The Lantern",
        "Image © 2026 Netflix",
        "Crédit photo : AFP",
        "Cover by Ann Lee",
        "Cover art: Ann Lee",
        "Photographs by Ann Lee for The Lantern",
        "Photo by Ann Lee.",
        "Additional photography: Ann Lee",
        "Header image via Netflix",
        "All images courtesy of A24.",
        "Images courtesy of the Lantern.",
    ],
)
def test_a_credit_is_no_line_of_the_story(line):
    article = text_article(f"The Lamp\n\n{LINES[0]}\n\n{line}\n\n{LINES[1]}")
    assert (meta(article), lines(article), article.authors) == ([line], LINES, ())


@pytest.mark.parametrize(
    "line",
    [
        "Picture this.",
        "Images flicker over the wall.",
        "Credits roll.",
        "Art by committee rarely works.",
        "Photo by photo, she rebuilds his life.",
        "Cover by cover, the magazine told her story.",
        "Source: the cellar below the lamp.",
        "Video: The lamp goes out again.",
        "Photo: “I never lit it.”",
        "Art: 9/10",
        "Art: B+",
        "Video: 8",
        "Video: 7.5 out of 10",
        "Photo: "
        + "the lamp before it went out, and the keeper who had slept through it all on that night, with his cat",
    ],
)
def test_a_sentence_about_pictures_is_story(line):
    article = text_article(f"The Lamp\n\n{LINES[0]}\n\n{line}\n\n{LINES[1]}")
    assert lines(article) == [LINES[0], line, LINES[1]]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share this:",
        "Share this on Facebook",
        "Share this story on Facebook",
        "More: Ten lamps that never went out",
        "MORE: Who lit the lamp?",
        "More like this",
        "Also read: Ten lamps that never went out",
        "Related: Who lit the lamp? (spoilers)",
        "Tags: lamps, towers",
        "Comments (12)",
        "Follow us on Twitter @lantern",
        "Subscribe to our newsletter",
    ],
)
def test_what_leads_away_from_a_text_is_no_line_of_it(line):
    article = text_article(f"The Lamp\n\n{LINES[0]}\n\n{line}\n\n{LINES[1]}")
    assert (meta(article), lines(article)) == ([line], LINES)


@pytest.mark.parametrize(
    "line",
    [
        "More light came in.",
        "Watch the lamp.",
        "Related to the keeper, she stayed.",
        "Listen: I never loved you.",
        "More: he has a gun.",
        "Share: half the bread with him.",
        "Watch: the door opens.",
        "Join him on the other side of the channel.",
        "Recommended: 8/10",
    ],
)
def test_a_sentence_that_opens_like_a_link_is_story(line):
    article = text_article(f"The Lamp\n\n{LINES[0]}\n\n{line}\n\n{LINES[1]}")
    assert lines(article) == [LINES[0], line, LINES[1]]
