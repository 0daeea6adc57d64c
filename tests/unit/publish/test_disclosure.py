"""Owns the rules of what is revealed, one by one."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from caveat.model import BlockKind, Disclosure, Enclosure, Entry, KnownWork, Medium, Polarity, Role, Where, Work
from caveat.publish.disclosure import View
from tests.unit.publish.samples import DUNE, JESSICA, LINK, block, entry, figure, notice, shown, site, spanned

DEK = block("A calm opening.", BlockKind.DEK)
STORY = block("He inherits the throne.")
END = block("The film is out now.")


def view(given: Entry, disclosure: Disclosure = Disclosure.FOLD, *works: KnownWork, **how: Any) -> View:
    found = shown(given, disclosure, site(*works), **how)
    assert found is not None
    return found


def test_an_entry_without_a_notice_is_summed_up_by_its_description():
    found = view(entry(STORY, description="What became of the desert."))
    assert (found.prefix, found.warning, found.summary) == ("", None, "What became of the desert.")
    assert found.content == "<p>He inherits the throne.</p>"


def test_without_a_description_the_first_paragraph_sums_up():
    heading = block("Part one", BlockKind.HEADING)
    assert view(entry(heading, block("word " * 100), END)).summary.startswith("word word")
    assert len(view(entry(heading, block("word " * 100), END)).summary) <= 300


def test_an_entry_without_a_body_still_has_content_and_summary():
    found = view(entry(title="Only a <headline>"))
    assert found.summary == "Only a <headline>"
    assert found.content == "<p>Only a &lt;headline&gt;</p>"


def test_below_a_notice_at_the_top_the_summary_is_the_warning_alone():
    found = view(entry(DEK, STORY, notices=(notice(2),), description="He inherits the throne."))
    assert found.summary == found.warning


def test_above_a_notice_in_the_middle_the_summary_may_say_what_is_open():
    found = view(entry(DEK, STORY, notices=(notice(2, where=Where.BODY),), description="He inherits the throne."))
    assert found.summary == f"{found.warning} A calm opening."


def test_the_summary_takes_nothing_from_behind_a_notice():
    found = view(entry(STORY, END, notices=(notice(1, where=Where.BODY),)))
    assert found.summary == found.warning


def test_warn_shows_everything_after_the_warning():
    found = view(entry(DEK, STORY, notices=(notice(1, 2),)), Disclosure.WARN)
    assert found.content == (
        f"<p><strong>{found.warning}</strong></p>\n<p>A calm opening.</p>\n<p>He inherits the throne.</p>"
    )


def test_fold_puts_each_covered_stretch_in_details_of_its_own():
    covered = (notice(1, where=Where.BODY), notice(3, where=Where.BODY, text="Ending ahead", works=(JESSICA,)))
    body = view(entry(DEK, STORY, END, notices=covered)).body
    assert body.count("<details>") == body.count("</details>") == 2
    assert "<details><summary>Spoiler warning: Ending ahead (Jessica Jones S1).</summary>\n<p>The film" in body
    assert "\n<p>He inherits the throne.</p>\n" in body


def test_redact_leaves_a_link_where_a_covered_stretch_stood():
    body = view(entry(DEK, STORY, STORY, END, notices=(notice(2, 3, where=Where.BODY),)), Disclosure.REDACT).body
    assert body.count(f'<p><a href="{LINK}">') == 1
    assert "throne" not in body
    assert body.endswith("<p>The film is out now.</p>")


def test_drop_leaves_out_what_warns_and_keeps_the_rest():
    assert shown(entry(STORY, notices=(notice(1),)), Disclosure.DROP) is None
    assert shown(entry(STORY, notices=(notice(),)), Disclosure.DROP) is None
    assert shown(entry(STORY), Disclosure.DROP) is not None


@pytest.mark.parametrize("polarity", [Polarity.SPOILER_FREE, Polarity.DENIES])
def test_a_promise_of_no_spoilers_warns_nobody_and_stays_as_data(polarity: Polarity):
    promise = notice(polarity=polarity, text="Spoiler-free review")
    found = view(entry(STORY, notices=(promise,)), Disclosure.REDACT)
    assert (found.warning, found.prefix, found.categories) == (None, "", ())
    assert found.notices == (promise,)
    assert "throne" in found.body


def test_a_notice_over_no_line_still_warns():
    found = view(entry(notices=(notice(),), description="He inherits the throne."))
    assert found.prefix
    assert found.warning
    assert found.summary == found.warning
    assert found.content == f"<p><strong>{found.warning}</strong></p>"


def test_a_block_that_is_nothing_but_the_notice_is_not_shown_twice():
    words = block("Spoilers ahead!", role=Role.NOTICE)
    end = block("End of spoilers.", role=Role.END_MARK)
    body = view(entry(words, STORY, end, END, notices=(notice(1, text=words.text),))).body
    assert "Spoilers ahead!" not in body.replace("<summary>Spoiler warning: Spoilers ahead!", "")
    assert "End of spoilers" not in body


@pytest.mark.parametrize("covered", [(1,), (2,), (1, 2)])
def test_a_picture_is_covered_with_the_line_before_or_after_it(covered: tuple[int, ...]):
    given = entry(STORY, figure("the throne"), block("On it", BlockKind.CAPTION), END, notices=(notice(*covered),))
    body = view(given, Disclosure.REDACT).body
    assert "<img" not in body
    assert "On it" not in body


def test_a_picture_between_open_lines_is_shown_with_its_caption():
    given = entry(DEK, figure("a map"), block("On it", BlockKind.CAPTION), END, STORY, notices=(notice(3),))
    assert "</figcaption></figure>" in view(given, Disclosure.REDACT).body


def test_in_an_article_of_pictures_alone_every_notice_covers_them():
    assert "<img" not in view(entry(figure("the throne"), notices=(notice(),)), Disclosure.REDACT).body


def test_next_to_a_warning_the_lead_image_is_shown_only_where_the_body_shows_it_openly():
    image = "https://news.example/lead.jpg?w=1200"
    free, in_body = figure("the sea", "https://news.example/lead.jpg?w=600"), Where.BODY
    assert view(entry(DEK, STORY, image=image)).image == image
    assert view(entry(free, DEK, END, STORY, image=image, notices=(notice(3, where=in_body),))).image == image
    assert view(entry(DEK, STORY, image=image, notices=(notice(2, where=in_body),))).image is None
    assert view(entry(free, DEK, STORY, image=image, notices=(notice(1, where=in_body),))).image is None
    assert view(entry(free, DEK, STORY, image=image, notices=(notice(2, where=Where.LEAD),))).image is None
    assert view(entry(free, DEK, END, STORY, free, image=image, notices=(notice(3, where=in_body),))).image is None


def test_the_lead_image_is_kept_back_where_the_body_covers_it():
    image = "https://news.example/a.jpg?x=1&y=2"
    given = entry(DEK, STORY, figure("him", image), image=image, notices=(notice(2, where=Where.BODY),))
    assert view(given).image is None


@pytest.mark.parametrize(
    ("disclosure", "is_shown"), [(Disclosure.WARN, True), (Disclosure.FOLD, False), (Disclosure.REDACT, False)]
)
def test_the_files_of_an_article_that_spoils_are_shown_with_all_the_rest_alone(disclosure: Disclosure, is_shown: bool):
    files = tuple(Enclosure(url=f"https://news.example/{name}") for name in ("he-inherits.mp3", "the-throne.pdf"))
    spoiling = entry(DEK, STORY, notices=(notice(2, where=Where.BODY),), enclosures=files)
    assert view(spoiling, disclosure).enclosures == (files if is_shown else ())
    assert view(entry(DEK, enclosures=files), disclosure).enclosures == files
    promising = entry(DEK, notices=(notice(polarity=Polarity.DENIES),), enclosures=files)
    assert view(promising, disclosure).enclosures == files


def test_a_hidden_span_alone_is_left_out_of_its_line():
    given = entry(DEK, spanned("It ends: ", "he wins", ", they say"), notices=(notice(2, inline=True, text=""),))
    body = view(given, Disclosure.REDACT).body
    assert body == f'<p>A calm opening.</p>\n<p>It ends: <a href="{LINK}">[spoiler]</a>, they say</p>'


def test_a_hidden_span_in_a_list_folds_inside_its_item():
    item = spanned("It ends: ", "he wins", kind=BlockKind.ITEM)
    body = view(entry(item, notices=(notice(1, inline=True, text=""),))).body
    assert body.startswith("<ul><li>It ends: [spoiler]<details><summary>Spoiler warning: ")
    assert body.endswith("<p>he wins</p></details></li></ul>")


def test_a_line_whose_markup_lost_its_span_goes_whole():
    assert "throne" not in view(entry(STORY, notices=(notice(1, inline=True),)), Disclosure.REDACT).body


def test_next_to_a_warning_a_tag_is_shown_only_if_it_is_said_openly_anyway():
    given = entry(STORY, notices=(notice(1),), tags=("Desert", "TV", "he inherits the throne"))
    assert view(given, tags=("tv",)).categories == ("spoiler", "Dune: Part Two", "Desert", "TV")
    assert view(entry(STORY, tags=("Film", "film", " "))).categories == ("Film",)
    kept = entry(STORY, notices=(notice(1),), section="The throne falls", tags=("TV",))
    assert view(kept, tags=("tv",)).categories == ("spoiler", "Dune: Part Two", "TV")


def test_next_to_a_warning_nothing_says_what_the_lead_image_shows():
    image = "https://news.example/a.jpg"
    blocks = (block("Free."), figure("A lamp", image), DEK, END, STORY)
    warned = entry(*blocks, image=image, image_alt="He dies", notices=(notice(4, where=Where.BODY),))
    assert (view(warned).image, view(warned).image_alt) == (image, None)
    assert view(entry(*blocks, image=image, image_alt="A lamp")).image_alt == "A lamp"


def test_a_work_past_its_date_is_no_spoiler_any_more():
    over = KnownWork(title="Dune 2", slug="dune-2", aliases=("DUNE: Part Two",), until=date(2026, 11, 21))
    given = entry(STORY, notices=(notice(1),))
    assert view(given, Disclosure.REDACT, over).body == "<p>He inherits the throne.</p>"
    assert view(given, Disclosure.REDACT, over).prefix == ""
    today = KnownWork(title="Dune: Part Two", slug="dune-2", until=date(2026, 11, 22))
    assert view(given, Disclosure.REDACT, today).prefix
    both = entry(STORY, notices=(notice(1, works=(DUNE, JESSICA)),))
    assert "throne" not in view(both, Disclosure.REDACT, over).body


def test_what_may_be_either_of_two_works_is_a_spoiler_as_long_as_one_of_them():
    film = KnownWork(title="Dune", slug="dune-film", medium=Medium.FILM, until=date(2026, 1, 1))
    novel = KnownWork(title="Dune", slug="dune-novel", medium=Medium.BOOK)
    given = entry(STORY, notices=(notice(1, works=(Work(title="DUNE"),)),))
    assert view(given, Disclosure.REDACT, film, novel).warning
    assert view(given, Disclosure.REDACT, film, replace(novel, until=film.until)).warning is None


def test_the_title_prefix_can_be_turned_off():
    found = view(entry(STORY, notices=(notice(1),)), title_prefix=False)
    assert found.title == "What the desert keeps"
    assert found.warning


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        view(entry(STORY, published=datetime(2026, 3, 9)))  # noqa: DTZ001 - the case


def test_controls_and_a_false_language_do_not_get_through():
    found = view(entry(block("a\x00b\ud800"), title="One\x0btwo\nthree", language='en" onload="x'))
    assert found.headline == "Onetwo three"
    assert found.body == "<p>ab</p>"
    assert found.language is None
