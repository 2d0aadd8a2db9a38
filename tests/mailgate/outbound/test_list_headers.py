from pathlib import Path

from mailgate.outbound.list_headers import MAX_LIST_ID, ListNames, list_headers
from tests.mailgate.outbound.council import a_site


def test_a_list_says_what_it_is_and_where_to_turn(tmp_path: Path):
    headers = list_headers(ListNames("general", "General"), "abc123", a_site(tmp_path))

    assert headers == [
        "Kakehashi-Loop: general@lists.example",
        "List-Id: General <general.lists.example>",
        "List-Post: <mailto:general@lists.example>",
        "List-Help: <mailto:general-request@lists.example?subject=help>",
        "List-Subscribe: <https://forum.example/boards/general>,",
        " <mailto:general-join@lists.example>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "List-Owner: <mailto:general-owner@lists.example>",
        "List-Archive: <https://forum.example/boards/general>",
        "Archived-At: <https://forum.example/posts/abc123>",
        "Precedence: list",
    ]


def test_a_japanese_name_leaves_the_identifier_in_plain_ascii(tmp_path: Path):
    headers = list_headers(ListNames("general", "総合"), "abc123", a_site(tmp_path))

    assert headers[1] == "List-Id: =?utf-8?b?57eP5ZCI?=\r\n <general.lists.example>"


def test_a_name_that_would_make_the_identifier_too_long_is_left_out(tmp_path: Path):
    headers = list_headers(ListNames("general", "総合" * 50), "abc123", a_site(tmp_path))

    assert headers[1] == "List-Id: <general.lists.example>"
    assert len(headers[1]) < MAX_LIST_ID
