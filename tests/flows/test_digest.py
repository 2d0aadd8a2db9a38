"""A digest on its whole way: made, sent into a real mailbox, read and answered in a real program."""

import email
import email.policy
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import available
from tests.flows import house
from tests.servers import dovecot, terminal

pytestmark = [pytest.mark.postfix, pytest.mark.slow]

HANAKO, TARO = "hanako@mail.test", "taro@mail.test"


@pytest.fixture
def street(
    tmp_path: Path, empty_database_url: str
) -> Iterator[tuple[house.House, dovecot.Dovecot]]:
    """Our house with Dovecot's mailboxes behind it; Taro reads digests of single mails."""
    data_dir = tmp_path / "house"
    data_dir.mkdir()
    with available(dovecot.running([HANAKO, TARO])) as mailboxes:
        relay = f"lmtp://127.0.0.1:{mailboxes.lmtp}"
        with house.running(data_dir, RELAY=relay, DATABASE_URL=empty_database_url) as ours:
            ours.run("board", "add", "sogo", "--name", "Sogo")
            ours.run("person", "add", HANAKO, "--name", "Hanako")
            ours.run("person", "add", TARO, "--name", "Taro")
            ours.run("subscribe", "sogo", TARO, "--mode", "daily")
            taro, page = ours.visitor(TARO), "/boards/sogo/subscribe"
            address = re.search(r'name="address" value="(\d+)"', taro.get(page))
            assert address
            told = {"address": address[1], "mode": "daily", "digest_format": "mime"}
            taro.submit(page, told)
            yield ours, mailboxes


def test_a_digest_is_read_and_one_of_its_posts_answered_in_neomutt(
    street: tuple[house.House, dovecot.Dovecot], tmp_path: Path
) -> None:
    ours, mailboxes = street
    hanako = ours.visitor(HANAKO)
    for subject in ("Benches", "Flower beds", "Lamps"):
        words = {"subject": subject, "text": f"A word about {subject.lower()}."}
        hanako.submit("/boards/sogo/new", words)
    posts = ours.wait_for_posts("sogo", 3)

    assert ours.run("digest", "daily") == "1 digests, 1 copies sent\n"
    assert ours.run("digest", "daily") == "0 digests, 0 copies sent\n"
    (raw,) = mailboxes.wait_for_mails(TARO, 1)
    digest = email.message_from_bytes(raw, policy=email.policy.default)
    inside = [part for part in digest.walk() if part.get_content_type() == "message/rfc822"]
    assert [mail.get_content()["Message-ID"] for mail in inside] == [
        f"<{post['message_id']}>" for post in posts
    ]
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    with terminal.running(
        "neomutt", "-n", "-F", str(settings(tmp_path, ours, mailboxes)), env={"HOME": str(tmp_path)}
    ) as screen:
        screen.wait_for("3")  # the index
        screen.press("v")
        screen.wait_for("multipa/digest")
        screen.press("2\nv")  # the posts inside
        screen.wait_for("Flower beds")
        screen.press("/Flower\n")
        screen.press("\n")
        screen.wait_for("A word about flower beds.")
        screen.press("q")
        screen.wait_for("message/rfc822")
        screen.press("r")
        screen.wait_for("Security: None")
        screen.press("y")
        answered = ours.wait_for_posts("sogo", 4)[3]
        screen.press("qq")

    assert answered["parent"] == posts[1]["id"]
    assert answered["thread"] == posts[1]["thread"]
    assert str(answered["own_text"]).strip() == "Roses, please."
    assert len(mailboxes.mails(TARO)) == 1


def settings(folder: Path, ours: house.House, mailboxes: dovecot.Dovecot) -> Path:
    """A mail program that reads Taro's mailbox by IMAP and sends to our door by SMTP."""
    editor = folder / "editor"
    # Above the quoted words, as most people answer.
    editor.write_text(
        '#!/bin/sh\nprintf "Roses, please.\\n\\n" | cat - "$1" > "$1.new"\nmv "$1.new" "$1"\n'
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    smtp = ours.environment["KAKEHASHI_SMTP_LISTEN"]
    path = folder / "muttrc"
    path.write_text(
        f"""
set from="{TARO}" realname="Taro" use_from=yes
set imap_user="{TARO}" imap_pass="{dovecot.PASSWORD}"
set ssl_starttls=no ssl_force_tls=no
set spoolfile="imap://127.0.0.1:{mailboxes.imap}/INBOX"
set folder="imap://127.0.0.1:{mailboxes.imap}/"
set smtp_url="smtp://{smtp}/"
set editor="{editor}" edit_headers=no autoedit=yes fast_reply=yes include=yes reply_to=yes
set copy=no sleep_time=0 wait_key=no quit=yes move=no mail_check=3600 timeout=3600
set charset="utf-8" assumed_charset="utf-8" header_cache="" certificate_file="{folder}/c"
set tmpdir="{folder}" postpone=no abort_unmodified=no
auto_view text/plain
"""
    )
    return path
