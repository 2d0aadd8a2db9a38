"""What we have sent is known again by any one of its traces; an answer to it carries none."""

import pytest

from mailgate.inbound.decoding import decode
from mailgate.inbound.loops import MOST_HOPS, trace_of_ours
from tests.factories import DOMAIN


def trace(*headers: str, message_id: str = "1@example.jp") -> str | None:
    headers_ = decode("\r\n".join([*headers, "", "words"]).encode()).headers
    return trace_of_ours(headers_, message_id, DOMAIN)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (f"Kakehashi-Loop: general@{DOMAIN}", "loop_header"),
        (f"KAKEHASHI-LOOP: other@{DOMAIN}", "loop_header"),
        (
            f"Received: by {DOMAIN} (Kakehashi)\r\n id abc; Sun, 22 Nov 2026 10:00:00 +0900",
            "received",
        ),
        (f"List-Id: The General Board <general.{DOMAIN}>", "list_id"),
        (f"List-ID: general.{DOMAIN.upper()}", "list_id"),
    ],
)
def test_any_one_trace_is_enough(header, code):
    assert trace(header) == code


def test_an_id_that_only_we_make_comes_from_us():
    own = "0123456789abcde.0123456789abcde"
    assert trace(message_id=f"{own}@{DOMAIN}") == "message_id"
    assert trace(message_id=f"somebody@{DOMAIN}") is None


def test_a_post_from_the_web_is_known_by_its_id_as_well():
    own = "0123456789abcdef.0123456789abcdef"  # as forum/web/post_form.py makes them
    assert trace(message_id=f"{own}@{DOMAIN}") == "message_id"


def test_a_mail_that_went_round_too_often_is_stopped():
    assert trace(*["Received: by somewhere"] * (MOST_HOPS + 1)) == "hops"
    assert trace(*["Received: by somewhere"] * MOST_HOPS) is None


@pytest.mark.parametrize(
    "header",
    [
        f"To: general@{DOMAIN}",
        f"In-Reply-To: <0123456789abcde.0123456789abcde@{DOMAIN}>",
        "List-Id: <foreign.example.org>",
        f"List-Id: <general.{DOMAIN}.evil.example>",
        f"Received: from mx.example by {DOMAIN} (Postfix)",
    ],
)
def test_an_answer_and_a_foreign_list_are_let_in(header):
    assert trace(header) is None
