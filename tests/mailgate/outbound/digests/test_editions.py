"""Which edition of a digest each reader gets, and what it says."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from forum import digests, following, posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Origin, Post, PostState
from forum.base import today, utcnow, writing
from forum.boards import DigestFormat, Mode, Visibility
from forum.digests import answering
from forum.distribution import Mailing
from forum.following import Reader
from forum.people.person import Address, MailFormat, Role
from forum.posting.revising import revise
from mailgate.inbound.commands.grammar import command_of
from mailgate.inbound.commands.request import Command
from mailgate.outbound import outbox
from mailgate.outbound.digests.plain import POST_ENDS, PREAMBLE_ENDS
from tests import factories as make

LEASE = timedelta(minutes=1)


@pytest.fixture
def site(tmp_path: Path):
    return make.a_site(tmp_path, url="https://forum.example")


@pytest.fixture
def session(engine: Engine):
    with Session(writing(engine)) as session:
        yield session


def post(session: Session, site, board, author, subject: str, text: str, **facts) -> int:
    told = make.a_contribution(
        board=BoardFacts.of(board),
        author=make.an_author(author.name, person_id=author.id),
        subject=subject,
        text=text,
        received_at=utcnow(),
        **facts,
    )
    return posting.publish(session, told, site).post_id


class Town:
    """A board with three posts of two topics, and four who read digests in their own ways."""

    def __init__(self, session: Session, site, **facts) -> None:
        self.session, self.site = session, site
        self.board = make.open_board(session, name="総合", **facts)
        self.people = {
            name: make.enter_person(session, name, "", Role.MEMBER)
            for name in ("Aoi", "Emily", "Ren", "Mio")
        }
        self.people["Emily"].language = "en"
        self.people["Ren"].addresses[0].format = MailFormat.PHONE
        for name, person in self.people.items():
            one = make.subscribe(session, self.board, person, Mode.DAILY)
            one.digest_format = DigestFormat.MIME if name == "Mio" else DigestFormat.PLAIN
        aoi, ren = self.people["Aoi"], self.people["Ren"]
        quoted = "賛成です。\n\n2026年11月22日(日) 10:00 Aoi <aoi@example.jp>:\n> 電話でも\n"
        self.posts = [
            post(session, site, self.board, aoi, "予約", "電話でも。\n-- \n蒼", message_id="1@x"),
            post(session, site, self.board, aoi, "ごみ", "木曜に。", message_id="2@x"),
            post(
                session, site, self.board, ren, "Re: 予約", quoted, message_id="3@x",
                in_reply_to="1@x",
            ),
        ]  # fmt: skip
        digests.make_due(session, Mode.DAILY)

    def sent(self) -> dict[str, EmailMessage]:
        """The digests by the first part of their recipient's address."""
        connection = self.session.connection()
        found = {}
        while (mailing_id := outbox.claim_post(connection, LEASE)) is not None:
            mailing = outbox.open_mailing(connection, mailing_id)
            if mailing is None or not hasattr(mailing, "issue"):
                continue
            copies = mailing.copies(self.site)
            for batch in outbox.next_batches(connection, mailing, 50, 1):
                for recipient in batch.recipients:
                    copy = copies.copy_for(*recipient)
                    raw = copy.head + copy.content.data
                    assert max(map(len, raw.split(b"\r\n"))) <= 998
                    mail = message_from_bytes(raw, policy=policy.default)
                    found[recipient.address.partition("@")[0]] = mail
        return found


@pytest.fixture
def town(session: Session, site) -> Town:
    return Town(session, site)


def text_of(mail: EmailMessage) -> str:
    return mail.get_content().replace("\r\n", "\n")


def test_a_plain_digest_reads_from_top_to_bottom(town: Town) -> None:
    mail = town.sent()["aoi"]
    assert mail["Subject"].startswith("【総合】日刊まとめ ")
    assert mail["Subject"].endswith("（話題2・投稿3）")
    text = text_of(mail)
    contents, _, rest = text.partition(f"\n\n{PREAMBLE_ENDS}\n\n")
    assert (
        "・予約（2件）\n [1] Aoi（メールから）\n [2] Ren（メールから）\n・ごみ（1件）" in contents
    )
    posts = rest.split(f"\n\n{POST_ENDS}\n\n")
    assert len(posts) == 4
    assert posts[1].startswith("Message: 2\nFrom: Ren（メールから）\nSubject: Re: 予約\nDate: ")
    assert "賛成です。" in posts[1]
    assert "> 電話でも" not in text
    assert "蒼" not in posts[0]
    assert f"返信：{answering.answer_address(town.site, town.posts[2])}" in posts[1]
    assert "end" not in posts[3] or "***" in posts[3]
    assert "general-leave@lists.example" in posts[3]


def test_a_digest_says_what_it_is_in_its_headers(town: Town) -> None:
    mail = town.sent()["aoi"]
    assert mail["List-Id"].endswith("<general.lists.example>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith("<https://forum.example/unsubscribe/")
    assert mail["Archived-At"] == "<https://forum.example/boards/general>"
    assert (mail["Precedence"], mail["Auto-Submitted"]) == ("list", "auto-generated")
    assert answering.digest_of(town.site, mail["Message-ID"].strip("<>")) is not None
    token = mail["List-Unsubscribe"].partition("/unsubscribe/")[2].partition(">")[0]
    assert token not in text_of(mail)
    for name in ("aoi@", "ren@", "mio@"):
        assert name not in mail.as_string()


def test_a_mime_digest_holds_each_post_as_a_mail_with_its_own_id(town: Town) -> None:
    mail = town.sent()["mio"]
    assert [part.get_content_type() for part in mail.iter_parts()] == [
        "text/plain", "multipart/digest", "text/plain",
    ]  # fmt: skip
    inside = [p.get_content() for p in mail.walk() if p.get_content_type() == "message/rfc822"]
    assert [one["Message-ID"] for one in inside] == ["<1@x>", "<3@x>", "<2@x>"]
    assert inside[1]["In-Reply-To"] == "<1@x>"
    assert inside[1]["Reply-To"] == "general@lists.example"
    assert inside[1].get_content().strip() == "賛成です。"
    assert inside[1]["Archived-At"].startswith("<https://forum.example/posts/")


def test_an_old_telephone_gets_jis_and_a_short_form(town: Town) -> None:
    mail = town.sent()["ren"]
    assert mail.get_content_charset() == "iso-2022-jp"
    text = text_of(mail)
    assert "■[2] 予約\nRen（メールから）" in text
    assert PREAMBLE_ENDS not in text


def test_a_reader_of_english_gets_our_words_in_english(town: Town) -> None:
    mail = town.sent()["emily"]
    assert mail["Subject"].count(str(today().day))
    assert "月" not in mail["Subject"]


def test_what_is_hidden_before_it_is_sent_stays_out(session: Session, town: Town) -> None:
    hide = update(Post).where(Post.id == town.posts[0]).values(state=PostState.HIDDEN)
    session.execute(hide)
    text = text_of(town.sent()["aoi"])
    assert "電話でも。" not in text
    assert "[2] Ren" in text  # numbers stay, or an answer would go to another post


def test_a_digest_of_which_all_is_hidden_is_not_sent(session: Session, town: Town) -> None:
    session.execute(update(Post).values(state=PostState.WITHDRAWN))
    assert town.sent() == {}


def test_a_muted_topic_is_left_out_and_said_so(session: Session, town: Town) -> None:
    thread_id = session.get_one(Post, town.posts[0]).thread_id
    following.mute(session, thread_id, Reader(town.people["Aoi"].id))
    sent = town.sent()
    assert "予約" not in text_of(sent["aoi"])
    assert "2件は、省きました" in text_of(sent["aoi"])
    assert "予約" in text_of(sent["emily"])


def test_who_may_not_read_the_board_any_more_gets_nothing(session: Session, site) -> None:
    town = Town(session, site, visibility=Visibility.MEMBERS)
    session.delete(town.people["Emily"].appointments[0])
    session.flush()
    assert sorted(town.sent()) == ["aoi", "mio", "ren"]


def test_who_rests_or_is_not_reached_gets_nothing(session: Session, town: Town) -> None:
    for subscription in town.board.subscriptions:
        if subscription.address.written.startswith("emily"):
            digests.rest(session, subscription, today())
    session.execute(
        update(Address).where(Address.written.startswith("mio")).values(stopped_at=utcnow())
    )
    assert sorted(town.sent()) == ["aoi", "ren"]


def test_nobody_gets_a_digest_of_nothing_but_their_own_posts(session: Session, site) -> None:
    board = make.open_board(session, "solo")
    aoi = make.enter_person(session, "Aoi")
    for person, own in ((aoi, False), (make.enter_person(session, "Ren"), False)):
        make.subscribe(session, board, person, Mode.DAILY).own_posts = own
    post(session, site, board, aoi, "予約", "電話でも。", origin=Origin.WEB, message_id=None)
    digests.make_due(session, Mode.DAILY)
    town = Town.__new__(Town)
    town.session, town.site = session, site
    assert sorted(town.sent()) == ["ren"]


def test_a_long_post_is_cut_with_two_ways_to_the_rest(session: Session, site) -> None:
    town = Town(session, site)
    long = "とても長い文です。" * 2000
    post(session, site, town.board, town.people["Aoi"], "長文", long)
    session.execute(update(Post).where(Post.id.in_(town.posts)).values(state=PostState.HIDDEN))
    digests.make_due(session, Mode.DAILY, today() + timedelta(days=1))
    sent = town.sent()
    for name in ("aoi", "ren"):
        text = text_of(sent[name])
        assert len(text) < 6000
        assert "general-request@lists.example" in text.partition("文字あります。")[2][:120]
        (line,) = re.findall(r"^全文 https://forum\.example/posts/.*$", text, re.MULTILINE)
        asked = command_of(line, today())
        assert asked is not None
        assert (asked.command, bool(asked.place.post_id)) == (Command.THREAD, True)
    assert len(sent["ren"].as_bytes()) < 10_000


def test_what_was_put_right_is_shown_by_its_difference_and_answered_as_the_post(
    session: Session, site
) -> None:
    town = Town(session, site)
    town.sent()
    early = utcnow() - timedelta(minutes=1)
    session.execute(update(Mailing).values(not_before=early, sent_count=1))
    revise(session, site, town.posts[1], "ごみ", "金曜に。", None, tell=True)
    digests.make_due(session, Mode.DAILY, today() + timedelta(days=1))

    sent = town.sent()

    text = text_of(sent["aoi"])
    assert "Subject: 訂正：ごみ" in text
    assert "■ 変わったところ（−は前、＋は今）\n− 【木】曜に。\n＋ 【金】曜に。" in text
    assert f"返信：{answering.answer_address(site, town.posts[1])}" in text
    (inside,) = [
        p.get_content() for p in sent["mio"].walk() if p.get_content_type() == "message/rfc822"
    ]
    assert (inside["Subject"], inside["In-Reply-To"]) == ("訂正：ごみ", "<2@x>")
    assert inside["Message-ID"] is None
    assert "■[1] 訂正：ごみ" in text_of(sent["ren"])
