"""Kept mails become posts, holds, commands and bounces; each arrival ends with one fate."""

import logging
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from forum import posting
from forum.archive.attachments import Attachment
from forum.archive.message import Arrival, Fate, Message
from forum.archive.thread import Identity, Origin, Post, Thread
from forum.base import writing
from forum.boards import Board, Names, Posting, Visibility
from forum.distribution import Mailing, MailingKind
from forum.moderation.held import HeldPost
from forum.people.person import Role
from forum.site import Site
from mailgate.inbound import forwarding
from mailgate.inbound.decoding import decode
from mailgate.inbound.reading import MOST_ATTEMPTS, read_batch, read_with_care
from mailgate.outbound.copies import BOUNCES, REPLY
from mailgate.outbound.list_headers import LOOP_HEADER
from tests.factories import (
    DOMAIN,
    a_mail,
    a_site,
    enter_person,
    keep_mail,
    open_board,
    subscribe,
)

MESSAGES = Path(__file__).parents[2] / "messages"


@dataclass
class Gate:
    """A council with one board, and mails that are kept and read."""

    engine: Engine
    site: Site

    def keep(self, raw: bytes, *recipients: str, **facts) -> int:
        with Session(writing(self.engine)) as session, session.begin():
            return keep_mail(session, raw, *recipients, **facts).id

    def read(self) -> int:
        done = 0
        while more := read_batch(self.engine, self.site):
            done += more
        return done

    def receive(self, raw: bytes, *recipients: str, **facts) -> list[Arrival]:
        """A mail kept and read: its arrivals, in order."""
        message_id = self.keep(raw, *recipients, **facts)
        self.read()
        return self.all(
            select(Arrival).where(Arrival.message_id == message_id).order_by(Arrival.id)
        )

    def fate(self, raw: bytes, *recipients: str, **facts) -> tuple[Fate, str | None]:
        (arrival,) = self.receive(raw, *recipients, **facts)
        return arrival.fate, arrival.reason

    def all(self, statement) -> list:
        with Session(self.engine, expire_on_commit=False) as session:
            return list(session.scalars(statement))

    def posts(self) -> list[Post]:
        with Session(self.engine, expire_on_commit=False) as session:
            posts = list(session.scalars(select(Post).order_by(Post.id)))
            for post in posts:
                assert post.text is not None
            return posts

    def notices(self) -> list[tuple[str, str]]:
        """To whom a letter is owed, and what it says."""
        rows = self.all(
            select(Mailing).where(Mailing.kind == MailingKind.NOTICE).order_by(Mailing.id)
        )
        return [(row.recipient, decode(row.content).text) for row in rows]


def furnish(engine: Engine, folder) -> Gate:
    with Session(writing(engine)) as session, session.begin():
        board = open_board(session)
        subscribe(session, board, enter_person(session, "Aoi"))
        enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
    return Gate(engine, a_site(folder, authserv_ids=frozenset({"mx.example"})))


@pytest.fixture
def gate(engine: Engine, tmp_path) -> Gate:
    return furnish(engine, tmp_path)


@pytest.fixture
def quick(sqlite_engine: Engine, tmp_path) -> Gate:
    return furnish(sqlite_engine, tmp_path)


def edit_board(gate: Gate, **facts) -> None:
    with Session(writing(gate.engine)) as session, session.begin():
        session.execute(update(Board).where(Board.slug == "general").values(**facts))


# --- Posts ---


def test_a_mail_becomes_a_post_and_is_owed_to_the_subscribers(gate):
    (arrival,) = gate.receive(a_mail("ベンチを増やしてください。", message_id="1@x"))
    (post,) = gate.posts()
    assert (arrival.fate, arrival.attempts) == (Fate.PUBLISHED, 1)
    assert arrival.details == {"post_id": post.id, "post": post.public_id}
    assert (post.message_id, post.author_name, post.origin) == ("1@x", "Aoi", Origin.MAIL)
    assert post.text.strip() == "ベンチを増やしてください。"
    assert post.identity is Identity.UNPROVEN
    (mailing,) = gate.all(select(Mailing))
    assert (mailing.kind, mailing.post_id) == (MailingKind.POST, post.id)


def test_a_batch_is_read_in_the_order_in_which_it_came(gate):
    for number in range(7):
        gate.keep(a_mail(subject=f"mail {number}", message_id=f"{number}@x"))
    assert gate.read() == 7
    assert [post.subject for post in gate.posts()] == [f"mail {number}" for number in range(7)]
    assert gate.all(select(Board.post_count)) == [7]
    assert gate.all(select(Board.thread_count)) == [7]


def test_nothing_waits_twice(gate):
    gate.keep(a_mail())
    assert read_batch(gate.engine, gate.site) == 1
    assert read_batch(gate.engine, gate.site) == 0


def test_answers_in_one_batch_join_one_thread(gate):
    gate.keep(a_mail(message_id="root@x"))
    gate.keep(a_mail(message_id="2@x", headers=("In-Reply-To: <root@x>",)))
    gate.keep(a_mail(message_id="3@x", headers=("References: <root@x> <2@x>",)))
    gate.read()
    root, second, third = gate.posts()
    assert {post.thread_id for post in (root, second, third)} == {root.thread_id}
    assert (second.parent_id, third.parent_id) == (root.id, second.id)
    (thread,) = gate.all(select(Thread))
    assert thread.post_count == 3


def test_a_mail_to_two_boards_stands_on_both(gate):
    with Session(writing(gate.engine)) as session, session.begin():
        open_board(session, "parks")
    arrivals = gate.receive(a_mail(message_id="1@x"), "general", "parks")
    assert [arrival.fate for arrival in arrivals] == [Fate.PUBLISHED] * 2
    assert len({post.board_id for post in gate.posts()}) == 2


def test_an_answer_cannot_enter_another_boards_thread(gate):
    with Session(writing(gate.engine)) as session, session.begin():
        open_board(session, "secret", visibility=Visibility.STAFF)
        enter_person(session, "Staff", "staff@example.jp", Role.SECRETARIAT)
    gate.receive(
        a_mail(
            message_id="hidden@x",
            sender="staff@example.jp",
            headers=("Authentication-Results: mx.example; dmarc=pass header.from=example.jp",),
        ),
        "secret",
        mail_from="staff@example.jp",
    )
    gate.receive(a_mail(message_id="guess@x", headers=("In-Reply-To: <hidden@x>",)))
    hidden, guess = gate.posts()
    assert guess.thread_id != hidden.thread_id
    assert guess.parent_id is None


def test_an_answer_to_a_web_post_joins_its_thread(gate):
    from tests.factories import a_contribution, an_author

    with Session(writing(gate.engine)) as session, session.begin():
        board = session.scalars(select(Board)).one()
        from forum.acceptance.contribution import BoardFacts

        told = a_contribution(
            board=BoardFacts.of(board),
            author=an_author(address=None),
            origin=Origin.WEB,
            identity=Identity.SESSION,
            message_id=None,
        )
        web = posting.receive(session, told, gate.site)
        own = session.get_one(Post, web.post_id).message_id
    gate.receive(a_mail(headers=(f"In-Reply-To: <{own}>",)))
    first, second = gate.posts()
    assert second.parent_id == first.id


def test_a_retry_of_the_same_mail_is_one_post(gate):
    raw = a_mail(message_id="1@x")
    gate.receive(raw)
    (again,) = gate.receive(raw)
    assert again.fate is Fate.DUPLICATE
    assert len(gate.posts()) == 1


def test_the_same_mail_twice_in_one_batch_is_one_post(gate):
    raw = a_mail(message_id="1@x")
    gate.keep(raw)
    gate.keep(raw)
    assert gate.read() == 2
    assert len(gate.posts()) == 1


def test_a_mail_without_an_id_is_known_again_by_its_bytes(gate):
    raw = a_mail(message_id=None)
    gate.receive(raw)
    assert gate.fate(raw)[0] is Fate.DUPLICATE
    assert gate.fate(a_mail("other words", message_id=None))[0] is Fate.PUBLISHED


def test_another_mail_under_a_used_id_is_kept_and_marked(gate):
    gate.receive(a_mail("one", message_id="1@x"))
    gate.receive(a_mail("two", message_id="1@x"))
    first, second = gate.posts()
    assert second.same_id_as == first.id


def test_a_copy_that_another_list_has_changed_is_a_loop(gate):
    gate.receive(a_mail("words", message_id="1@x"))
    changed = a_mail("words\n_____\na footer", message_id="1@x", headers=("List-Id: <their.list>",))
    assert gate.fate(changed) == (Fate.DISCARDED, "loop")


def test_what_we_sent_comes_back_as_a_loop(gate):
    raw = a_mail(headers=(f"{LOOP_HEADER}: general@{DOMAIN}",))
    assert gate.fate(raw) == (Fate.DISCARDED, "loop")
    assert gate.notices() == []


def test_a_null_sender_cannot_post(gate):
    assert gate.fate(a_mail(), mail_from="") == (Fate.DISCARDED, "automatic")


def test_an_attachment_is_kept_with_the_post(gate):
    content = b"%PDF-1.4 a map"
    gate.receive(with_file("地図.pdf", "application/pdf", content))
    (kept,) = gate.all(select(Attachment))
    assert (kept.name, kept.content_type, kept.size) == (
        "地図.pdf",
        "application/pdf",
        len(content),
    )
    assert gate.site.attachments.read(kept.sha256) == content


def test_a_refused_attachment_is_noted_and_its_sender_told(gate):
    edit_board(gate, refused_types="video/* .exe")
    gate.receive(with_file("game.EXE", "application/octet-stream", b"MZ"))
    (post,) = gate.posts()
    assert post.attachment_count == 0
    (remark,) = post.remarks
    assert (remark["code"], remark["name"]) == ("attachment_refused", "game.EXE")
    ((to, letter),) = gate.notices()
    assert to == "aoi@example.jp"
    assert "game.EXE" in letter


def with_file(name: str, kind: str, content: bytes) -> bytes:
    import base64
    from urllib.parse import quote

    return (
        b"From: Aoi <aoi@example.jp>\r\nSubject: with a file\r\nMessage-ID: <file@x>\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nsee the file\r\n--b\r\n"
        + f"Content-Type: {kind}\r\nContent-Disposition: attachment; filename*=utf-8''{quote(name)}\r\n".encode()
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(content)
        + b"\r\n--b--\r\n"
    )


# --- Holds and refusals ---


def test_a_strangers_first_mail_waits_and_the_moderators_hear_of_it(gate):
    (arrival,) = gate.receive(a_mail(sender="Ren <ren@example.net>"), mail_from="ren@example.net")
    assert (arrival.fate, arrival.reason) == (Fate.HELD, "first_post")
    (held,) = gate.all(select(HeldPost))
    assert arrival.details["held"] == held.public_id
    assert held.arrival_id == arrival.id
    assert [to for to, _ in gate.notices()] == ["mori@example.jp"]


def test_a_proven_stranger_is_told_that_the_mail_waits(gate):
    proof = "Authentication-Results: mx.example; dmarc=pass header.from=example.net"
    raw = a_mail(sender="Ren <ren@example.net>", headers=(proof,))
    gate.receive(raw, mail_from="ren@example.net")
    assert sorted(to for to, _ in gate.notices()) == ["mori@example.jp", "ren@example.net"]


def test_after_the_first_post_was_let_through_the_next_are_published(gate):
    gate.receive(a_mail(sender="ren@example.net"), mail_from="ren@example.net")
    with Session(writing(gate.engine)) as session, session.begin():
        held = session.scalars(select(HeldPost)).one()
        posting.release(session, held, gate.site)
    (arrival,) = gate.all(select(Arrival))
    assert (arrival.fate, arrival.reason) == (Fate.PUBLISHED, "released")
    assert gate.fate(a_mail(sender="ren@example.net"))[0] is Fate.PUBLISHED


def test_a_role_claimed_without_proof_waits(gate):
    claimed = a_mail(sender="Mori <mori@example.jp>")
    assert gate.fate(claimed, mail_from="mori@example.jp") == (Fate.HELD, "unproven_role")
    proof = "Authentication-Results: mx.example; dkim=pass header.d=example.jp"
    proven = a_mail(sender="Mori <mori@example.jp>", headers=(proof,))
    assert gate.fate(proven, mail_from="mori@example.jp")[0] is Fate.PUBLISHED


def test_a_mail_that_its_own_domain_disowns_waits(gate):
    proof = "Authentication-Results: mx.example; dmarc=fail header.from=example.jp"
    assert gate.fate(a_mail(headers=(proof,))) == (Fate.HELD, "fails_dmarc")


def test_an_outsider_is_refused_and_told_nothing_by_a_stranger_board(gate):
    edit_board(gate, visibility=Visibility.MEMBERS)
    assert gate.fate(a_mail()) == (Fate.REJECTED, "outsider")
    assert gate.posts() == []


def test_a_held_mail_that_comes_again_waits_once(gate):
    raw = a_mail(sender="ren@example.net")
    gate.receive(raw, mail_from="ren@example.net")
    assert gate.fate(raw, mail_from="ren@example.net")[0] is Fate.DUPLICATE
    assert len(gate.all(select(HeldPost))) == 1


def test_in_a_closed_thread_a_mail_waits(gate):
    gate.receive(a_mail(message_id="root@x"))
    with Session(writing(gate.engine)) as session, session.begin():
        session.execute(update(Thread).values(locked_at=func.now()))
    answer = a_mail(headers=("In-Reply-To: <root@x>",))
    assert gate.fate(answer) == (Fate.HELD, "locked")


def test_a_nickname_board_shows_no_display_name(gate):
    edit_board(gate, names=Names.NICKNAME, posting=Posting.ANYONE)
    gate.receive(a_mail())
    assert gate.posts()[0].author_name == "匿名"


def test_a_mail_from_nobody_is_kept_for_the_moderators(gate):
    raw = b"Subject: no sender\r\n\r\nwords\r\n"
    assert gate.fate(raw) == (Fate.HELD, "first_post")


# --- Errands ---


def test_a_bounce_is_noted_with_its_subscription(gate):
    token = gate.site.sealer.seal(BOUNCES, 1, long=False)
    raw = (MESSAGES / "bounce_unknown.eml").read_bytes()
    (arrival,) = gate.receive(raw, f"general-bounces+{token}", mail_from="")
    assert (arrival.fate, arrival.reason) == (Fate.BOUNCE, "bounce_of")
    assert arrival.details["subscription"] == 1
    forged = gate.fate(a_mail(), "general-bounces+0123456789abcdef", mail_from="")
    assert forged == (Fate.BOUNCE, "unknown_token")


def test_a_request_is_answered(gate):
    fate, _ = gate.fate(a_mail("help", subject="help"), "general-request")
    assert fate is Fate.COMMAND
    assert [to for to, _ in gate.notices()] == ["aoi@example.jp"]


def test_the_owner_gets_the_mail_whole(gate):
    raw = a_mail("a question", sender="Ren <ren@example.net>")
    assert gate.fate(raw, "general-owner") == (Fate.FORWARDED, "owner")
    (mailing,) = gate.all(select(Mailing))
    assert (mailing.recipient, mailing.sender) == ("mori@example.jp", "")
    view = decode(mailing.content)
    assert view.attachments[0].data == raw
    assert [box.address for box in view.reply_to] == ["ren@example.net"]


def test_postmaster_reaches_the_secretariat(gate):
    with Session(writing(gate.engine)) as session, session.begin():
        enter_person(session, "Office", "office@example.jp", Role.SECRETARIAT)
    assert gate.fate(a_mail(), "postmaster") == (Fate.FORWARDED, "house")
    assert [to for to, _ in gate.notices()] == ["office@example.jp"]


@pytest.mark.parametrize("local", ["general-owner", "postmaster", "abuse"])
def test_what_we_forwarded_never_comes_round(quick, local):
    with Session(writing(quick.engine)) as session, session.begin():
        enter_person(session, "Office", "office@example.jp", Role.SECRETARIAT)
    quick.receive(a_mail(sender="ren@example.net"), local)
    (mailing,) = quick.all(select(Mailing))
    assert quick.fate(mailing.content, local, mail_from="x@example.net") == (Fate.DISCARDED, "loop")
    assert quick.fate(a_mail(), local, mail_from="") == (Fate.DISCARDED, "automatic")
    assert len(quick.all(select(Mailing))) == 1


def test_a_private_answer_shows_neither_address(gate):
    gate.receive(a_mail(message_id="1@x"))
    token = gate.site.sealer.seal(REPLY, gate.posts()[0].id)
    answer = a_mail("just for you", sender="Ren <ren@example.net>")
    fate = gate.fate(answer, f"reply+{token}", mail_from="ren@example.net")
    assert fate == (Fate.FORWARDED, "private")
    first = gate.all(select(Mailing).where(Mailing.kind == MailingKind.NOTICE))[-1]
    assert first.recipient == "aoi@example.jp"
    assert b"ren@example.net" not in first.content
    view = decode(first.content)
    assert view.text.strip() == "just for you"
    back = view.from_[0].address
    assert gate.fate(a_mail("thank you"), back.partition("@")[0]) == (Fate.FORWARDED, "private")
    second = gate.all(select(Mailing).where(Mailing.kind == MailingKind.NOTICE))[-1]
    assert second.recipient == "ren@example.net"
    assert b"aoi@example.jp" not in second.content


def test_private_answers_have_a_daily_limit(quick):
    quick.receive(a_mail(message_id="1@x"))
    token = quick.site.sealer.seal(REPLY, quick.posts()[0].id)
    for _ in range(20):
        quick.keep(a_mail(sender="ren@example.net"), f"reply+{token}", mail_from="ren@example.net")
    quick.read()
    fate = quick.fate(
        a_mail(sender="ren@example.net"), f"reply+{token}", mail_from="ren@example.net"
    )
    assert fate == (Fate.DISCARDED, "too_many_today")


def test_an_author_is_not_flooded_by_many_forged_senders(quick, monkeypatch):
    monkeypatch.setattr(forwarding, "MOST_PRIVATE_A_DAY_TO_ONE", 2)
    quick.receive(a_mail(message_id="1@x"))
    token = quick.site.sealer.seal(REPLY, quick.posts()[0].id)
    fates = [
        quick.fate(a_mail(sender=f"{n}@example.net"), f"reply+{token}", mail_from="ren@example.net")
        for n in range(3)
    ]
    assert fates == [(Fate.FORWARDED, "private")] * 2 + [(Fate.DISCARDED, "too_many_today")]


def test_an_owner_is_not_flooded_by_many_forged_senders(quick, monkeypatch):
    monkeypatch.setattr(forwarding, "MOST_FORWARDED_A_DAY_TO_ONE", 1)
    fates = [
        quick.fate(a_mail(sender=f"{n}@example.net"), "general-owner", mail_from="ren@example.net")
        for n in range(2)
    ]
    assert fates == [(Fate.FORWARDED, "owner"), (Fate.DISCARDED, "too_many_today")]


# --- When something goes wrong ---


def test_a_poison_message_fails_alone(gate, monkeypatch, caplog):
    from mailgate.inbound import contributing

    real = contributing.decode
    monkeypatch.setattr(
        contributing, "decode", lambda raw: 1 / 0 if b"poison" in raw else real(raw)
    )
    for subject in ("one", "poison", "three"):
        gate.keep(a_mail(subject=subject))
    with caplog.at_level(logging.ERROR):
        assert gate.read() == 3
    assert [post.subject for post in gate.posts()] == ["one", "three"]
    (failed,) = gate.all(select(Arrival).where(Arrival.fate == Fate.FAILED))
    assert (failed.reason, failed.attempts) == ("error", 1)
    assert failed.details == {"error": "ZeroDivisionError"}
    assert "ZeroDivisionError" in caplog.text


def test_a_message_that_spoils_the_writing_fails_alone(gate, monkeypatch):
    from forum.posting import edition

    real = edition.Edition.add

    def add(self, one, at):
        if one.subject == "poison":
            self._rows["posts"].append({"id": None, "nonsense": object()})
        return real(self, one, at)

    monkeypatch.setattr(edition.Edition, "add", add)
    for subject in ("one", "poison", "three"):
        gate.keep(a_mail(subject=subject))
    assert gate.read() == 3
    assert [post.subject for post in gate.posts()] == ["one", "three"]
    assert gate.all(select(Board.post_count)) == [2]


def test_when_the_database_fails_everything_waits_as_it_was(quick, monkeypatch):
    quick.keep(a_mail())

    def full(*_args, **_options):
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with monkeypatch.context() as broken:
        broken.setattr(posting, "receive_all", full)
        with pytest.raises(OperationalError):
            read_batch(quick.engine, quick.site)
    (arrival,) = quick.all(select(Arrival))
    assert arrival.fate is Fate.KEPT
    assert quick.read() == 1


def test_a_failed_first_try_swallows_no_retry(gate, monkeypatch):
    from mailgate.inbound import contributing

    raw = a_mail(message_id="1@x")
    with monkeypatch.context() as broken:
        broken.setattr(contributing, "decode", lambda raw: 1 / 0)
        assert gate.fate(raw)[0] is Fate.FAILED
    assert gate.fate(raw)[0] is Fate.PUBLISHED


def test_what_kills_the_reader_is_given_up(gate):
    gate.keep(a_mail(subject="deadly"))
    gate.keep(a_mail(subject="harmless"))
    with Session(writing(gate.engine)) as session, session.begin():
        first = session.scalars(select(Arrival).order_by(Arrival.id)).first()
        first.attempts = MOST_ATTEMPTS
    assert read_with_care(gate.engine, gate.site) == 1
    assert read_with_care(gate.engine, gate.site) == 1
    assert read_with_care(gate.engine, gate.site) == 0
    fates = gate.all(select(Arrival.fate).order_by(Arrival.id))
    assert fates == [Fate.FAILED, Fate.PUBLISHED]


def test_a_large_mail_is_a_batch_of_its_own(quick, monkeypatch):
    from mailgate.inbound import waiting

    monkeypatch.setattr(waiting, "MOST_BYTES", 1000)
    for _ in range(3):
        quick.keep(a_mail("x" * 900))
    assert [read_batch(quick.engine, quick.site) for _ in range(4)] == [1, 1, 1, 0]


@pytest.mark.postgres
def test_two_readers_share_the_work(postgresql_url, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    from forum.base import connect

    engine = connect(postgresql_url)
    gate = furnish(engine, tmp_path)
    for _ in range(40):
        gate.keep(a_mail())

    def work(_) -> int:
        done = 0
        while more := read_batch(engine, gate.site, 5):
            done += more
        return done

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(work, range(2))) == 40
    assert len(gate.posts()) == 40
    engine.dispose()


HEADER_BYTES = st.sampled_from(
    [b"From: ", b"Subject: ", b"Content-Type: multipart/mixed; boundary=b", b"--b", b"\r\n\r\n",
     b"\n", b"\0", b"\x1b$B", b"=?utf-8?b?", b"Message-ID: <", b"References: <a@b>", b">", b"\xff"]
)  # fmt: skip


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300) | st.lists(HEADER_BYTES | st.binary(max_size=8)).map(b"".join))
def test_any_bytes_end_with_a_fate_and_never_fail(quick, raw):
    (arrival,) = quick.receive(raw)
    assert arrival.fate not in (Fate.KEPT, Fate.FAILED)
    assert quick.all(select(Message.raw).where(Message.id == arrival.message_id)) == [raw]


@pytest.mark.parametrize("path", sorted(MESSAGES.glob("other_list_*.eml")), ids=lambda p: p.stem)
@pytest.mark.parametrize(
    ("to", "fate"),
    [
        ("general", (Fate.DISCARDED, "automatic")),
        ("general-request", (Fate.COMMAND, "command_unanswered")),
    ],
)
def test_a_letter_of_another_list_server_is_no_post_and_gets_no_answer(
    gate: Gate, path: Path, to: str, fate: tuple[Fate, str]
):
    raw = path.read_bytes().replace(b"\n", b"\r\n")
    sender = raw.partition(b"<")[2].partition(b">")[0].decode()

    assert gate.fate(raw, to, mail_from=sender) == fate
    assert gate.all(select(Mailing)) == []


def test_what_another_list_asks_of_our_moderators_reaches_them(gate: Gate):
    raw = (MESSAGES / "other_list_asks_its_moderator.eml").read_bytes().replace(b"\n", b"\r\n")

    assert gate.fate(raw, "general-owner", mail_from="walk-bounces@far.example") == (
        Fate.FORWARDED,
        "owner",
    )
    (mailing,) = gate.all(select(Mailing))
    assert (mailing.recipient, mailing.sender) == ("mori@example.jp", "")


@pytest.mark.parametrize("path", sorted(MESSAGES.glob("other_list_*.eml")), ids=lambda p: p.stem)
def test_a_letter_of_another_list_server_speaks_against_no_subscriber(gate: Gate, path: Path):
    token = gate.site.sealer.seal(BOUNCES, 1, long=False)
    raw = path.read_bytes().replace(b"\n", b"\r\n")
    sender = raw.partition(b"<")[2].partition(b">")[0].decode()

    (arrival,) = gate.receive(raw, f"general-bounces+{token}", mail_from=sender)

    assert (arrival.fate, arrival.reason) != (Fate.BOUNCE, "bounce_of")
    assert gate.all(select(Mailing)) == []
