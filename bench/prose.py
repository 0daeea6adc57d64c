"""Owns the words of the generated articles: headlines, paragraphs and spoiler notices, all of our own writing."""

from random import Random

WORKS = (
    *("Twin Peaks", "The Good Place", "The Wire", "Broadchurch", "Westworld", "Battlestar Galactica"),
    *("Severance", "Fleabag", "Deadwood", "The Expanse", "Slow Horses", "Orphan Black"),
)
"""What the articles are about."""

AUTHORS = ("Ada Marsh", "Ben Okoro", "Carla Lindqvist", "Dev Chatterjee", "Elena Ruiz", "Femi Brandt", "Greta Hollis")

_WHO = (
    *("the showrunner", "the lead writer", "the network", "one of the producers", "the second unit", "the composer"),
    *("the costume department", "the casting director", "a long-time editor", "the studio", "the camera crew"),
)
_DID = (
    *("explained", "remembered", "told us over tea", "wrote in a long letter", "said at the festival", "joked"),
    *("admitted with some pride", "confirmed this week", "noted in the margin", "repeated on the phone"),
)
_WHAT = (
    "the third draft was rebuilt around a single location on the coast",
    "rehearsals took twice as long as anybody had planned or paid for",
    "nobody in the room wanted a shorter season, and the budget agreed for once",
    "the score was recorded in an old swimming pool because of its echo",
    "the new titles were painted by hand on forty sheets of glass",
    "every episode was to begin with a quiet scene in a kitchen",
    "the night shoots were moved to August to keep the cast warm",
    "the test audience had asked for more of the lighthouse",
    "the pages went back and forth between two time zones for a month",
    "the old sets had been kept in a barn, under sheets, for eleven years",
)
_WHY = (
    *("which surprised the rest of the team", "and the schedule followed", "as the call sheets show"),
    *("though the weather had other plans", "because the light was better there", "and it paid off on the day"),
    *("while the accountants looked the other way", "long before cameras rolled", "so the map was redrawn"),
)
_HEADLINES = (
    "How {work} season {season} found its look",
    "{work} season {season}: what the crew remembers",
    "The quiet craft behind {work}",
    "{work} showrunner on the long road to season {season}",
    "Inside the writers' room of {work}",
)
_NOTICES = (
    "Warning: this article contains spoilers for {work} season {season}.",
    "Spoiler alert: this piece discusses {work} season {season} in full.",
    "Contains spoilers for {work} seasons 1 to {season}.",
    "This article contains major spoilers for {work}.",
)


def headline(random: Random, work: str) -> str:
    """A title that names the work and spoils nothing."""
    return random.choice(_HEADLINES).format(work=work, season=random.randint(1, 6))


def notice(random: Random, work: str) -> str:
    """One sentence that warns of spoilers for the work."""
    return random.choice(_NOTICES).format(work=work, season=random.randint(2, 6))


def paragraphs(random: Random, work: str) -> list[str]:
    """A story of 600 to 900 words."""
    wanted = random.randint(600, 840)
    story: list[str] = []
    count = 0
    while count < wanted:
        text = " ".join(_sentence(random, work) for _ in range(random.randint(2, 4)))
        story.append(text)
        count += len(text.split())
    return story


def teaser(random: Random, work: str) -> str:
    """One sentence, for descriptions."""
    return _sentence(random, work)


def aside(random: Random) -> str:
    """A few words, for cards and comments."""
    return f"{random.choice(_WHO)} on how {random.choice(_WHAT)}"


def _sentence(random: Random, work: str) -> str:
    opening = random.choice(("", "", f"On {work}, ", "Back then, ", "By Friday, ", "Last spring, "))
    said = f"{random.choice(_WHO)} {random.choice(_DID)} that {random.choice(_WHAT)}, {random.choice(_WHY)}."
    sentence = opening + said
    return sentence[0].upper() + sentence[1:]
