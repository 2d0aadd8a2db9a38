"""A resident lives with the council for years by mail alone, from a telephone: the real program."""

import email
import email.policy
import json
import re
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import pytest

from tests.flows import house
from tests.servers.base import wait_until

pytestmark = pytest.mark.slow

MESSAGES = Path(__file__).parents[1] / "messages"
PHONE, HOME, TARO = "foo..hanako@docomo.ne.jp", "hanako@home.test", "taro@mail.test"
CLERK = "clerk@mail.test"


@dataclass
class Post:
    """The post office of the street: what was sent to whom, in the order of arrival."""

    ours: house.House
    outbox: Path
    read: set[str] = field(default_factory=set)

    def send(self, raw: bytes, sender: str, to: str) -> None:
        with smtplib.LMTP("127.0.0.1", self.ours.lmtp, timeout=30) as door:
            door.sendmail(sender, [to], raw)

    def write(self, sender: str, to: str, subject: str = "", words: str = "") -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"<{sender}>", to, subject
        mail["Message-ID"] = make_msgid(domain="client.test")
        mail.set_content(words)
        raw = re.sub(rb"^To:.*$", f"To: <{to}>".encode(), mail.as_bytes(), count=1, flags=re.M)
        self.send(raw, sender, to)

    def telephone(self, name: str) -> EmailMessage:
        """Send one of the telephone's mails; the answer to it."""
        self.send((MESSAGES / name).read_bytes(), PHONE, "sogo-request@lists.test")
        return self.letter(PHONE)

    def ask(self, words: str, sender: str = PHONE) -> EmailMessage:
        self.write(sender, "sogo-request@lists.test", words)
        return self.letter(sender)

    def reply(self, letter: EmailMessage, words: str = "") -> None:
        """Answer a letter as a telephone does: to its From, with nothing to thread it by."""
        (author,) = letter["From"].addresses
        self.write(
            str(letter["To"]).strip("<>"), author.addr_spec, f"Re: {letter['Subject']}", words
        )

    def letter(self, to: str) -> EmailMessage:
        """The next mail to that mailbox that has not been read."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            found[:] = self._unread(to)
            return bool(found)

        wait_until(arrived, f"a mail to {to}", 60)
        self.read.add(found[0]["X-File"])
        return found[0]

    def nothing_for(self, to: str) -> bool:
        wait_until(lambda: '"kept": 0' in self.ours.run("status", "--json"), "a read mailbox", 60)
        wait_until(
            lambda: '"waiting": 0' in self.ours.run("status", "--json"), "an empty outbox", 60
        )
        return not self._unread(to)

    def _unread(self, to: str) -> list[EmailMessage]:
        mails = []
        for path in sorted(
            (self.outbox / "new").glob("*"), key=lambda path: path.stat().st_mtime_ns
        ):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if path.name not in self.read and mail["Delivered-To"] == to:
                mail["X-File"] = path.name
                mails.append(mail)
        return mails  # type: ignore[return-value]


@pytest.fixture
def post(tmp_path: Path, empty_database_url: str) -> Iterator[Post]:
    with house.running(tmp_path, DATABASE_URL=empty_database_url) as ours:
        ours.run("board", "add", "sogo", "--name", "総合")
        ours.run("person", "add", TARO, "--name", "鈴木 太郎")
        ours.run("person", "add", CLERK, "--name", "事務 一子", "--role", "moderator")
        yield Post(ours, tmp_path / "outbox")


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}".replace("\r\n", "\n")


def test_a_life_by_mail(post: Post) -> None:
    ours = post.ours

    # she joins, from a telephone that writes half-width letters in ISO-2022-JP
    asked = post.telephone("life_join_jis.eml")
    assert "まだ参加は決まっていません" in words_of(asked)
    assert asked["Auto-Submitted"] == "auto-replied"
    post.reply(asked)
    assert "総合」に参加しました" in words_of(post.letter(PHONE))

    # what others write reaches her
    post.write(TARO, "sogo@lists.test", "公園のベンチ", "防災のベンチを増やしてはどうですか。\n")
    copy = post.letter(PHONE)
    assert copy["Subject"] == "公園のベンチ"

    # she wants less, in an HTML mail with two wishes; one answer for both
    asked = post.telephone("life_daily_html.eml")
    assert "1日1回まとめて受け取る" in words_of(asked)
    assert "自分の投稿は、メールで受け取らない" in words_of(asked)
    post.reply(asked)
    assert "手続きが終わりました" in words_of(post.letter(PHONE))
    post.write(TARO, "sogo@lists.test", "市民会館の予約", "電話でも予約したいです。\n")
    ours.wait_for_posts("sogo", 2)
    assert post.nothing_for(PHONE)

    # she reads by asking
    listed = words_of(post.ask("話題一覧"))
    assert "話題1 公園のベンチ" in listed
    assert "話題2 市民会館の予約" in listed
    assert "電話でも予約したいです。" in words_of(post.ask("話題 2"))
    assert "公園のベンチ" in words_of(post.ask("検索 防災"))

    # one thread is enough for her, and one post is not right
    post.reply(post.ask("ミュート 1"))
    assert "止める" in words_of(post.letter(PHONE))
    assert "報告を受け取りました" in words_of(post.ask("報告 2-1 電話番号が書かれています"))
    assert "報告のあった投稿が1件" in words_of(post.letter(CLERK))

    # a rest, asked for in the answer to a letter, with a signature that holds a dangerous word
    asked = post.telephone("life_rest_signed.eml")
    assert "メールを休む" in words_of(asked)
    assert "退会" not in words_of(asked).split("使い方")[0]
    post.reply(asked)
    post.letter(PHONE)
    status = words_of(post.ask("状況"))
    assert "お休み" in status
    assert "自分の投稿は受け取らない" in status
    assert "止めている話題：1「公園のベンチ」" in status

    # a second address: both mailboxes are asked
    post.reply(post.telephone("life_second_address.eml"))
    asked_home = post.letter(HOME)
    assert "山田花子さん" in words_of(asked_home)
    assert "加えるアドレスにも" in words_of(post.letter(PHONE))
    post.reply(asked_home)
    assert "アドレスを加えました" in words_of(post.letter(HOME))
    post.reply(post.ask("再開", sender=HOME))
    assert "再開" in words_of(post.letter(HOME))
    assert "お休み" not in words_of(post.ask("状況", sender=HOME)).split("使い方")[0]

    # she changes her mind once, and then leaves, our own words hanging below unmarked
    post.reply(post.ask("退会"), "いいえ")
    assert "取り消しました" in words_of(post.letter(PHONE))
    asked = post.telephone("life_leave_quoted.eml")
    assert "まだ退会していません" in words_of(asked)
    post.reply(asked)
    assert "退会しました" in words_of(post.letter(PHONE))

    told = json.loads(ours.run("status", "--json"))
    assert told["messages"]["failed"] == 0
    assert post.nothing_for(PHONE)
