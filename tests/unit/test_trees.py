"""From bytes to one tree, with every word of the page in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.errors import ExtractError
from caveat.trees import decode, parse


def words(page: bytes | str, charset: str | None = None) -> str:
    return " ".join("".join(map(str, parse(page, charset).itertext())).split())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_bytes_are_read_in_their_encoding(encoding: str):
    assert words("<p>Né l’été</p>".encode(encoding), "windows-1252") == "Né l’été"


@pytest.mark.parametrize("page", ["<p>a\0b\x01c\x0cd\x1fe", "<p>ab\ufffec\uffffde", "<p>a\ud800bcde", "<p>abc\x7fde"])
def test_characters_that_xml_lacks_are_left_out(page: str):
    assert words(page).replace("\x7f", "") == "abcde"


@given(st.text(st.characters(codec=None), max_size=30))
def test_a_text_is_read_as_its_bytes_are(text: str):
    page = f"<p>é{text}"
    assert words(page) == words(decode(page).encode(), "utf-8")


@pytest.mark.parametrize(
    "page",
    [
        "<body><p>one</p></body></html>two",
        "<body><p>one</p></body>\n</html>\n<p>two",
        "<BODY><p>one</p></BODY ></HTML>two",
        "<p>one</html><p>two",
        "<p>one</body><!-- --></html>two</body>\n</html>",
    ],
)
def test_what_follows_the_end_is_read(page: str):
    assert words(page).replace(" ", "") == "onetwo"


@pytest.mark.parametrize("page", ["", b"", "\0", "<!-- a -->"])
def test_a_page_without_an_element_is_an_error(page: bytes | str):
    with pytest.raises(ExtractError, match="empty"):
        parse(page)


def test_a_page_is_cut_after_a_number_of_tags():
    root = parse("<b>x" * 10 + "<br>" * 150_000)
    assert 90_000 < sum(1 for _ in root.iter()) < 110_000
    assert len(root.findall(".//b")) == 10
