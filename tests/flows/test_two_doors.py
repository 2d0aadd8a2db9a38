"""Door to door with the real thing: Postfix in front and behind, Dovecot, a stock mail library."""

import email
import email.policy
import smtplib
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import available
from tests.flows import house
from tests.servers import dovecot, postfix
from tests.servers.base import free_port, wait_until

pytestmark = [pytest.mark.postfix, pytest.mark.slow]

HANAKO, TARO = "hanako@mail.test", "taro@mail.test"


@pytest.fixture(scope="module")
def street(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[house.House, int, dovecot.Dovecot]]:
    """Our house with a Postfix that brings mail to it and takes its mail to Dovecot's mailboxes."""
    data_dir: Path = tmp_path_factory.mktemp("house")
    lmtp = free_port()
    with available(dovecot.running([HANAKO, TARO])) as mailboxes:
        transports = {
            "lists.test": f"lmtp:inet:127.0.0.1:{lmtp}",
            "mail.test": f"lmtp:inet:127.0.0.1:{mailboxes.lmtp}",
        }
        with available(postfix.running(transports)) as mta:
            settings = {
                "LMTP_LISTEN": f"127.0.0.1:{lmtp}",
                "RELAY": f"smtp://127.0.0.1:{mta.smtp}",
            }
            with house.running(data_dir, **settings) as ours:
                ours.run("board", "add", "sogo", "--name", "総合")
                ours.run("person", "add", HANAKO, "--name", "山田 花子")
                ours.run("person", "add", TARO, "--name", "鈴木 太郎")
                ours.run("subscribe", "sogo", HANAKO, TARO)
                yield ours, mta.smtp, mailboxes


def a_mail(
    sender: str, subject: str, words: str, answers: EmailMessage | None = None
) -> EmailMessage:
    """A mail as a stock client writes it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"<{sender}>", "sogo@lists.test", subject
    mail["Message-ID"] = make_msgid(domain="client.test")
    if answers is not None:
        mail["In-Reply-To"] = answers["Message-ID"]
        mail["References"] = f"{answers.get('References', '')} {answers['Message-ID']}".strip()
    mail.set_content(words)
    return mail


def send(port: int, sender: str, mail: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.sendmail(sender, "sogo@lists.test", mail.as_bytes(policy=email.policy.SMTP))


def received(mailboxes: dovecot.Dovecot, address: str, count: int) -> list[EmailMessage]:
    raws = mailboxes.wait_for_mails(address, count)
    mails = [email.message_from_bytes(raw, policy=email.policy.default) for raw in raws]
    return [mail for mail in mails if isinstance(mail, EmailMessage)]


def test_one_discussion_by_both_doors(
    street: tuple[house.House, int, dovecot.Dovecot],
) -> None:
    ours, mta, mailboxes = street

    # a mail from outside appears on the web …
    opening = a_mail(HANAKO, "市民会館の予約", "電話でも予約できますか。\n")
    send(mta, HANAKO, opening)
    (first,) = ours.wait_for_posts("sogo", 1)
    assert first["origin"] == "mail"
    assert first["author"]["name"] == "山田 花子"  # type: ignore[index]
    assert first["text"] == "電話でも予約できますか。\n"
    assert f"<{first['message_id']}>" == opening["Message-ID"]

    # … and in the subscriber's mailbox, under its own id
    (copy,) = received(mailboxes, TARO, 1)
    assert copy["Message-ID"] == opening["Message-ID"]
    assert copy["List-Id"].endswith("<sogo.lists.test>")
    assert HANAKO not in copy.as_string()

    # an answer written on the web reaches the mailbox and threads there
    hanako = ours.visitor(HANAKO)
    thread = f"/threads/{first['thread']}"
    hanako.submit(thread, {"text": "ウェブからも**書けました**。"}, to=f"{thread}/posts")
    second = ours.wait_for_posts("sogo", 2)[1]
    assert second["origin"] == "web"
    answer = received(mailboxes, TARO, 2)[1]
    assert answer["In-Reply-To"] == opening["Message-ID"]
    assert answer["Message-ID"] == f"<{second['message_id']}>"
    assert "ウェブからも" in answer.get_body(("plain",)).get_content()  # type: ignore[union-attr]

    # a stock client's answer to that mail threads on the web
    reply = a_mail(TARO, f"Re: {answer['Subject']}", "携帯からの返信です。\n", answers=answer)
    send(mta, TARO, reply)
    third = ours.wait_for_posts("sogo", 3)[2]
    assert third["parent"] == second["id"]
    assert third["thread"] == first["thread"]
    page = ours.visitor(TARO).get(thread)
    assert "携帯からの返信です。" in page

    # every copy leads back to its page
    archived = answer["Archived-At"].strip("<>")
    assert archived.startswith(ours.url)
    assert quote(str(second["message_id"]), safe="@") in archived or str(second["id"]) in archived


def test_one_click_ends_a_subscription(street: tuple[house.House, int, dovecot.Dovecot]) -> None:
    ours, _, mailboxes = street
    ours.run("board", "add", "kouen", "--name", "公園")
    ours.run("subscribe", "kouen", TARO)
    before = len(mailboxes.mails(TARO))
    ours.visitor(HANAKO).submit(
        "/boards/kouen/new", {"subject": "花壇", "text": "水やりの当番です。"}
    )
    mail = received(mailboxes, TARO, before + 1)[-1]
    links = [part.strip(" <>") for part in mail["List-Unsubscribe"].split(",")]
    link = next(part for part in links if part.startswith("http"))

    urllib.request.urlopen(link, timeout=20).read()  # a link checker looks: nothing happens
    assert ours.run("board", "list").count("kouen") == 1
    request = urllib.request.Request(link, b"List-Unsubscribe=One-Click", method="POST")
    assert urllib.request.urlopen(request, timeout=20).status == 200

    ours.visitor(HANAKO).submit("/boards/kouen/new", {"subject": "花壇2", "text": "続きです。"})
    ours.wait_for_posts("kouen", 2)
    wait_until(lambda: '"waiting": 0' in ours.run("status", "--json"), "an empty outbox")
    assert len(mailboxes.mails(TARO)) == before + 1


def test_an_unknown_list_is_refused_in_the_dialogue(
    street: tuple[house.House, int, dovecot.Dovecot],
) -> None:
    ours, _, _ = street
    with smtplib.LMTP("127.0.0.1", ours.lmtp) as client:
        client.ehlo()
        client.mail(HANAKO)
        code, words = client.rcpt("nobody@lists.test")
        assert (code, words[:5]) == (550, b"5.1.1")
        code, words = client.rcpt("someone@elsewhere.example")
        assert (code, words[:5]) == (550, b"5.7.1")
