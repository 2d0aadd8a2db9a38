"""The bytes of a post that was written on the web."""

from email import message_from_bytes, policy
from typing import Any

from forum.archive.canonical import WebPost, canonical_bytes
from tests.factories import A_MORNING


def headers(**about: Any) -> Any:
    told: dict[str, Any] = {
        "message_id": "1@lists.example",
        "author_name": "青木 さくら",
        "address": "general@lists.example",
        "subject": "公園について",
        "text": "ベンチを増やしてください。",
        "html": None,
        "written_at": A_MORNING,
    }
    return message_from_bytes(canonical_bytes(WebPost(**(told | about))), policy=policy.default)


def test_an_answer_names_its_ancestors() -> None:
    mail = headers(references=("a@example.jp", "b@example.jp"))
    assert mail["References"].split() == ["<a@example.jp>", "<b@example.jp>"]
    assert mail["In-Reply-To"] == "<b@example.jp>"


def test_an_id_that_no_relay_would_take_is_not_repeated() -> None:
    """Strangers write ids as they like; answering one of their mails on the web must not fail."""
    mail = headers(references=("a@example.jp", "地域@example.jp", "b>c@example.jp"))
    assert mail["References"] == "<a@example.jp>"
    assert mail["In-Reply-To"] == "<a@example.jp>"
    assert "References" not in headers(references=("地域@example.jp",))


def test_a_name_and_a_subject_draw_no_new_headers() -> None:
    mail = headers(author_name="A\r\nBcc: x@example.jp", subject="B\r\n\r\nBcc: y@example.jp")
    assert "Bcc" not in mail
    assert mail["Subject"] == "B Bcc: y@example.jp"
