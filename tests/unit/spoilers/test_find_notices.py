import pytest

from caveat.model import KnownWork, Medium, Origin, Polarity, Severity, Where
from caveat.spoilers import find_notices


def only(text, **options):
    notices = find_notices(text, **options)
    assert len(notices) == 1, notices
    return notices[0]


@pytest.mark.parametrize(
    "text",
    [
        "This article contains spoilers for Poldark series 1.",
        "Spoilers ahead for Severance!",
        "Warning: the following review discusses plot details from Past Lives.",
        "SPOILER ALERT: Do not read on if you have not watched Silo.",
        "Heads up: full spoilers for Hades follow.",
        "Fair warning: I'm going to spoil Citizen Kane.",
        "Consider this your spoiler warning for Alien: Romulus.",
        "Turn back now if you haven't finished Disco Elysium.",
        "Here comes our spoiler-filled breakdown of Andor.",
        "There are spoilers for Batman #125 in this review.",
        "This recap is full of spoilers.",
        "Caution! This piece gives away the ending of Rebecca.",
        "We’re about to discuss major plot points from Episode 3 of Shogun.",
        "*** SPOILERS ***",
        "Spoilers, obviously.",
        "Look away now if you don't want to know the score.",
        "The report below reveals the winner of The Traitors.",
        "The following essay reveals key moments from The Americans.",
        "This post discusses the death of a beloved character in Grey’s Anatomy.",
        "Note: this column contains details of the finale of Unforgotten.",
        "This essay gives away the last line of the story.",
        "A word of warning before we begin: I reveal who did it in Gosford Park.",
        "We will be talking about the ending, so go and play it first.",
        "This page has the results of the final, so look away if you taped it.",
        "If you have yet to watch the last part, close this page.",
        "Viewers who have not caught up should skip the rest.",
        "From here on we assume that you have seen Memento.",
        "Everything that follows is one long spoiler.",
        "Here come the spoilers.",
        "Look\naway now if you want to be surprised.",
    ],
)
def test_a_statement_about_this_very_text_is_a_notice(text):
    notice = only(text)
    assert notice.polarity is Polarity.CONTAINS
    assert notice.text == " ".join(text.split())
    assert notice.origin is Origin.PHRASE
    assert notice.rule.startswith("en.")
    assert 0 < notice.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The new coupé gets a larger rear spoiler and wider tyres.",
        "On landing the spoilers deploy and kill the lift.",
        "A third candidate may act as a spoiler on election night.",
        "Spoiler alert: nobody reads the manual.",
        "Is it worth the money? (Spoiler: it is.)",
        "Please use spoiler tags when you discuss the finale.",
        "No spoilers in the comments, please.",
        "“This chapter is full of spoilers,” the author joked.",
        "She read the spoilers online and still cried at the finale.",
        "RELATED: Who died in the season finale (major spoilers)",
        "Tags: Silo, Apple, spoilers",
        "Read next: this recap contains spoilers for Silo",
        "Our newsletter never includes spoilers.",
        "Be careful with the link: that page contains spoilers for the game.",
        "My solution for day 4 of the coding challenges. This post contains spoilers.",
        "The ending reveals that the narrator was dead all along.",
        "Critics signed a promise that they would not reveal the ending.",
        "Marvel asked fans not to share spoilers for the new film.",
        "If you haven’t read the handbook, stop reading and fetch it.",
        "Do not continue until you have signed the licence.",
        "If you have read the privacy policy, close this window.",
        "The spoiler of the yellow one had come loose.",
        "This page gives the results of our reader survey.",
        "The following section reveals the results of the audit.",
        "Those who have not paid their fees should leave the hall.",
        "This tutorial assumes you have finished installing the tools.",
        "This article discusses the deaths of two climbers.",
        "",
    ],
)
def test_talk_about_spoilers_is_no_notice(text):
    assert not any(notice.warns for notice in find_notices(text))


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("A spoiler-free review of The Brutalist", Polarity.SPOILER_FREE),
        ("Our verdict on Tenet (spoiler-free)", Polarity.SPOILER_FREE),
        ("Part one is spoiler-free.", Polarity.SPOILER_FREE),
        ("No spoilers ahead.", Polarity.DENIES),
        ("This review contains no spoilers.", Polarity.DENIES),
        ("I won't spoil the ending here.", Polarity.DENIES),
        ("Without giving anything away, here is the setup.", Polarity.DENIES),
        ("No spoilers for this book, but it does spoil the earlier ones.", Polarity.CONTAINS),
        ("There are no spoilers from season 3 in this guide.", Polarity.CONTAINS),
    ],
)
def test_labels_promises_and_mixtures_are_told_apart(text, polarity):
    assert only(text).polarity is polarity


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Minor spoilers for Dune follow.", Severity.MINOR),
        ("This piece contains light spoilers for Dune.", Severity.MILD),
        ("Massive spoilers ahead!", Severity.MAJOR),
        ("This post is full of spoilers.", Severity.MAJOR),
        ("Full spoilers for Dune below.", Severity.FULL),
        ("This post has minor spoilers for Dune and major spoilers for Tenet.", Severity.MAJOR),
        ("Some story spoilers for Dune ahead.", None),
        ("Spoilers for all of Dune ahead.", None),
    ],
)
def test_the_highest_degree_wins_and_scope_is_no_degree(text, severity):
    assert only(text).severity is severity


def test_labels_before_and_commands_behind_belong_to_the_notice():
    notice = "Warning! This recap contains spoilers for Silo. Do not read on if you are behind."
    assert only(f"It was a long week. {notice} We begin.").text == notice


def test_a_notice_is_a_stretch_of_the_folded_text():
    notice = only("SPOILER ALERT\n\nThis  article contains\nspoilers for Silo.")
    assert notice.text == "SPOILER ALERT This article contains spoilers for Silo."


def test_a_lone_label_counts_only_where_nothing_else_is_said():
    assert only("Spoiler warning!").warns
    assert find_notices("Spoiler alert! The kettle boiled and we all had tea.") == ()


@pytest.mark.parametrize(
    ("title", "stretch", "work"),
    [
        ("Bloodborne (Spoilers): who dreams whom", "Bloodborne (Spoilers)", "Bloodborne"),
        ("Emmerdale spoilers: two weddings and a barn", "Emmerdale spoilers", "Emmerdale"),
        ("SPOILERS: Batgirl #12", "SPOILERS: Batgirl #12", "Batgirl"),
        ("What the last page means [Spoilers for Piranesi]", "[Spoilers for Piranesi]", "Piranesi"),
        ("Review: Gone Girl (SPOILERS)", "Review: Gone Girl (SPOILERS)", "Gone Girl"),
    ],
)
def test_in_a_headline_the_label_with_its_work_is_the_notice(title, stretch, work):
    notice = only(title, where="title")
    assert (notice.where, notice.text) == (Where.TITLE, stretch)
    assert [named.title for named in notice.works] == [work]


@pytest.mark.parametrize(
    "title",
    [
        "Ten ways to avoid spoilers online",
        "Spoiler Alert: how much should a trailer show?",
        "Star lets slip a spoiler for season 4",
        "Our policy on spoilers",
    ],
)
def test_a_headline_about_spoilers_is_no_notice(title):
    assert find_notices(title, where="title") == ()


def test_an_operators_phrase_makes_a_sentence_a_notice_in_any_case():
    notice = only("Hello there. PLOT CHAT follows after the break.", phrases=("plot chat follows",))
    assert notice.text == "PLOT CHAT follows after the break."
    assert (notice.origin, notice.rule) == (Origin.DECLARED, "operator.phrase")


def test_a_known_alias_names_a_work_and_its_medium():
    known = KnownWork(title="Game of Thrones", slug="game-of-thrones", aliases=("GoT",), medium=Medium.TV)
    (work,) = only("Spoilers for GoT season 8 below.", works=(known,)).works
    assert (work.title, work.medium, work.season_from) == ("GoT", Medium.TV, 8)


def test_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match="sidebar"):
        find_notices("Spoilers ahead!", where="sidebar")


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", None, "xx", ""])
def test_a_language_without_rules_is_read_as_english(language):
    assert only("Spoilers ahead!", language=language).warns
