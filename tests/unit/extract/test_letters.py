"""Newsletters: what of an e-mail is the article, and what is between its sender and one subscriber."""

import base64
import hashlib
import re
from html import unescape
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import ExtractError
from caveat.extract import letter
from caveat.model import BlockKind
from caveat.spoilers import detect
from tests.unit.extract.mails import FOOTER, OPAQUE, RECIPIENT, STORY, mail, newsletter


def read(html=None, text=None, **headers):
    return letter(mail(html, text, **headers)).article


def test_layout_tables_become_paragraphs_and_only_the_story_is_left():
    article = read(newsletter("<h1>The lamp on the pier</h1><p>First.</p>", f"<h2>Later</h2>{STORY}", "<p>Last.</p>"))
    assert [(block.kind, block.text) for block in article.blocks] == [
        (BlockKind.PARAGRAPH, "First."),
        (BlockKind.HEADING, "Later"),
        (BlockKind.PARAGRAPH, STORY),
        (BlockKind.PARAGRAPH, "Last."),
    ]


def test_a_table_with_headings_stays_a_table():
    article = read(newsletter(f"<p>{STORY}</p><table><tr><th>Lamp<th>Lit</tr><tr><td>East<td>no</tr></table>"))
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_the_headers_say_title_author_date_language_and_list():
    article = read(
        newsletter(f"<p>{STORY}</p>"),
        sender="=?iso-8859-1?Q?Ren=E9e?= Quill <renee@harbour.example>",
        subject="Fwd: Re: =?utf-8?b?VGhlIGxhbXAg4oCTIGFnYWlu?=",
        List_Id='"Harbour Weekly" <weekly.harbour.example>',
        Content_Language="en-IE, fr",
    )
    assert (article.title, article.authors, article.site) == ("The lamp – again", ("Renée Quill",), "Harbour Weekly")
    assert (article.language, article.published.isoformat()) == ("en-IE", "2026-05-01T09:30:00+02:00")
    assert article.url is None
    assert article.is_letter


def test_the_language_of_the_html_counts_where_no_header_says_one():
    assert read(newsletter(f"<p>{STORY}</p>")).language == "en-GB"


def test_without_a_subject_the_first_heading_is_the_title():
    assert read(newsletter("<h1>On the pier</h1>", f"<p>{STORY}</p>"), subject="").title == "On the pier"


def test_a_letter_of_plain_text_is_read_as_a_text():
    article = read(text=f"The lamp on the pier\n\n{STORY}\n\n- One\n- Two\n\n-- \nHarbour Weekly\n")
    assert [block.text for block in article.blocks] == [STORY, "One", "Two"]


def test_a_rule_at_the_head_of_a_text_is_no_front_matter_that_could_name_another_entry():
    article = read(text=f"---\nurl: https://other.example/story\ntitle: Theirs\n---\n\n{STORY}\n")
    assert (article.url, article.title) == (None, "The lamp on the pier")


def test_html_that_says_nothing_leaves_the_word_to_the_text():
    assert read("<table><tr><td><img src='cid:one'></td></tr></table>", STORY).text == STORY


def test_an_e_mail_without_text_is_an_error():
    with pytest.raises(ExtractError, match="no text"):
        read("<p><img src='cid:one'></p>")


def test_hidden_text_and_pictures_that_count_are_left_out():
    pictures = (
        '<img src="cid:logo"><img src="https://track.harbour.example/open.gif?u=1" width="600">'
        f'<img data-src="https://email.harbour.example/o/{OPAQUE}" alt="x"><img src="http://[::1" alt="y">'
        f'<img src="https://email.harbour.example/o/{OPAQUE}"><img src="https://a.example/p.png" style="width:1px">'
        '<img src="https://img.harbour.example/pier.jpg" width="600" alt="The pier">'
    )
    article = read(newsletter(f"<p>{STORY}</p>{pictures}"))
    figures = [block.html for block in article.blocks if block.kind is BlockKind.FIGURE]
    assert len(figures) == 1
    assert "pier.jpg" in figures[0]
    assert "nobody sees" not in article.text


@pytest.mark.parametrize(
    "words",
    [
        "Unsubscribe", "Manage your preferences", "Update your profile", "View this email in your browser",
        "View online", "Forward to a friend", "Why did I get this?", "Newsletter abmelden", "Im Browser ansehen",
        "Se désabonner", "Cancelar suscripción", "Annulla l'iscrizione", "Uitschrijven", "配信停止",
    ],
)  # fmt: skip
def test_links_about_the_subscription_go_with_their_lines(words):
    line = f'<p>Enough? <a href="https://harbour.example/x/1">{words}</a></p>'
    for html in (newsletter(f"<p>{STORY}</p>", line, f"<p>{STORY} Twice.</p>"), newsletter(line, f"<p>{STORY}</p>")):
        assert words not in read(html).html


def test_a_story_of_unsubscribing_stays():
    told = f"{STORY} So half of its readers clicked on unsubscribe, which nobody had seen coming in that town."
    assert told in read(newsletter(f"<p>{told}</p>", f"<p>{STORY}</p>")).text


def test_a_link_about_the_subscription_within_a_story_loses_its_address_only():
    told = " ".join([STORY] * 6)
    html = read(newsletter(f'<p>{told} You can <a href="https://h.example/p?e=1">manage your settings</a>.</p>')).html
    assert "manage your settings" in html
    assert "h.example" not in html


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (f"https://click.harbour.example/ls/click?upn={OPAQUE}", None),
        (f"https://email.harbour.example/c/{OPAQUE}", None),
        ("https://harbour.us1.list-manage.com/track/click?u=5b3dc&id=9f&e=21cc7c9f", None),
        ("https://letters.example/redirect/3f0c2f6c-8b1b-4a0e-9c57-0d9f2b7d1a11?j=eyJ1IjoiMSJ9", None),
        ("https://go.example/r?url=https%3A%2F%2Fharbour.example%2Flamp%3Futm_source%3Dmail", "https://harbour.example/lamp"),
        ("https://harbour.example/lamp?page=2&token=abcdef&mc_eid=77", "https://harbour.example/lamp?page=2"),
        ("https://harbour.example/2026/05/01/the-lamp-on-the-pier-went-out-again", "https://harbour.example/2026/05/01/the-lamp-on-the-pier-went-out-again"),
        ("https://links.example/about", "https://links.example/about"),
        ("mailto:ada@harbour.example?subject=x", "mailto:ada@harbour.example"),
        ("mailto:reply+7f3ac@letters.example", None),
        ("javascript:alert(1)", None),
        ("/relative", None),
    ],
)  # fmt: skip
def test_links_lead_where_anybody_may_follow_them_or_nowhere(address, public):
    (block,) = read(newsletter(f'<p>{STORY} <a href="{address}">There</a>.</p>')).blocks
    assert "There" in block.text
    assert (f'href="{public}"' in block.html) if public else ("href" not in block.html)


def test_addresses_in_plain_text_are_treated_as_links_are():
    text = f"{STORY}\n\nThe rest stands at https://harbour.example/lamp?utm_source=m (https://click.h.example/ls/click?upn={OPAQUE})\n"
    assert read(text=text).text.endswith("The rest stands at https://harbour.example/lamp")


def test_a_spoiler_notice_in_a_newsletter_is_found():
    html = newsletter("<p><b>Spoilers for season two of Harbour Lights ahead.</b></p>", f"<p>{STORY}</p>")
    notices = detect(read(html)).notices
    assert [notice.polarity for notice in notices] == ["contains"]


UNSEEN = re.compile(r"\s|\\n|\u200b|\u00ad|\\u200b|\\xad|\+tag")
REMOVAL = "https://harbour.example/u/abc-7741-xyz"
FORMS = [
    RECIPIENT, RECIPIENT.upper(), quote(RECIPIENT, safe=""), quote(quote(RECIPIENT, safe=""), safe=""), REMOVAL,
    base64.b64encode(RECIPIENT.encode()).decode(), hashlib.md5(RECIPIENT.encode(), usedforsecurity=False).hexdigest(),
    RECIPIENT.encode().hex(), base64.urlsafe_b64encode(f'{{"to": "{RECIPIENT}"}}'.encode()).decode(),
    RECIPIENT.replace("@", " @ "), RECIPIENT.replace("@", " at "), RECIPIENT.replace("@", "\u200b[at]\u00ad"),
    RECIPIENT.replace("@", "+tag@"), f"bounce-{RECIPIENT.replace('@', '=')}@harbour.example",
    RECIPIENT.replace(".e", ".\ne"),
    "off+7741@harbour.example", RECIPIENT.replace("@", "&#64;"), f"<b>{RECIPIENT[:6]}</b>{RECIPIENT[6:]}",
]  # fmt: skip
PLACES = [
    "<p>{}</p>", "<p>Dear {}, hello.</p>", '<p><a href="https://h.example/a?r={}">Read</a> on here.</p>',
    '<p><a href="mailto:{}">Write</a></p>', '<img src="https://i.example/{}/a.jpg" alt="Pier">',
    '<img src="https://i.example/a.jpg" alt="For {}">', "<ul><li>{}</li></ul>", "<h2>For {}</h2>", "{}<br>{}",
    '<p title="{}" id="{}" data-who="{}">Words</p>', "<blockquote>{}</blockquote>", "<pre>{}</pre>",
    "<table><tr><th>Who</th><td>{}</td></tr><tr><td>a</td><td>b</td></tr></table>",
    "<details><summary>{}</summary>x</details>",
]  # fmt: skip


NAMED = "sam.lee@elsewhere.example"


def said(article):
    everything = (
        article.html,
        article.text,
        article.title,
        *article.tags,
        *article.authors,
        article.site,
        article.description,
    )
    text = "\n".join(filter(None, everything))
    return "\n".join((text, unescape(text), unquote(unquote(unescape(text))), repr(article.blocks))).casefold()


def squeezed(told):
    """What anybody would make of it: without what is not seen, and with the signs for their names."""
    return UNSEEN.sub("", told.replace(" at ", "@").replace("[at]", "@").replace("=", "@"))


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(FORMS)), max_size=6),
    st.sampled_from(FORMS[:2]),
    st.booleans(),
)
@settings(deadline=None, max_examples=150)
def test_no_address_of_the_recipient_and_none_to_unsubscribe_is_ever_told(pieces, name, is_html):
    body = "".join(place.replace("{}", form) for place, form in pieces)
    html, text = newsletter(f"<p>{STORY}</p>{body}", f"<p>{STORY}</p>", footer=FOOTER), f"{STORY}\n\n{body}\n\n{STORY}"
    article = letter(
        mail(
            html if is_html else None,
            None if is_html else text,
            subject=f"News for {name}",
            sender=f'"{name} via Harbour" <ada@harbour.example>',
            Delivered_To=RECIPIENT,
            List_Unsubscribe=f"<{REMOVAL}>, <mailto:off+7741@harbour.example?subject=off>",
        )
    ).article
    told = said(article)
    assert STORY.casefold() in told
    encoded = [form.casefold() for form in FORMS[5:9]]
    for secret in (RECIPIENT, "harbour.example/u/abc-7741", "off+7741", "21cc7c9f", *encoded):
        assert secret not in told
    assert RECIPIENT not in squeezed(told)


@pytest.mark.parametrize(
    "headers",
    [
        {"Received": f"from x by mx.mailbox.example for <{NAMED}>; Mon, 4 May 2026 10:00:00 +0000"},
        {"Return_Path": f"<bounces+7-{NAMED.replace('@', '=')}@harbour.example>"},
        {"Errors_To": f"<bounce-{NAMED.replace('@', '=')}@harbour.example>"},
        {"List_Unsubscribe": f"<mailto:leave-{NAMED.replace('@', '=')}@harbour.example>"},
        {"Cc": ", ".join([*(f"Someone With A Name <reader.{n}@a-long-name.example>" for n in range(310)), NAMED])},
        {"Resent_Bcc": NAMED},
    ],
    ids=["received", "return path", "errors", "list", "many", "resent"],
)  # fmt: skip
def test_a_recipient_is_known_by_any_header(headers):
    article = read(newsletter(f"<p>{STORY}</p>", f"<p>Dear {NAMED}, hello.</p>"), **headers)
    assert NAMED not in said(article)
    assert "Dear hello." in article.text


def test_a_letter_to_more_people_than_can_be_kept_secret_is_refused():
    with pytest.raises(ExtractError, match="more than 500 recipients"):
        read(newsletter(f"<p>{STORY}</p>"), Cc=", ".join(f"r{n}@m.example" for n in range(501)))


def test_a_link_keeps_to_what_anybody_may_follow_where_a_parameter_tells_who_reads():
    link = f"https://h.example/story?page=2&r={RECIPIENT.encode().hex()}"
    assert 'href="https://h.example/story?page=2"' in read(newsletter(f'<p>{STORY} <a href="{link}">On</a></p>')).html


def test_a_link_with_json_in_its_path_is_none():
    html = read(newsletter(f'<p>{STORY} <a href="https://h.example/s/eyJ1c2VyIjoiNzcifQ/x">On</a></p>')).html
    assert "h.example/s" not in html
    assert "On" in html
