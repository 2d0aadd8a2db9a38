import asyncio
import os
import signal
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.smtp import Envelope as Received
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.authentication import Authentication
from forum.archive.thread import Identity, Post
from forum.base import utcnow, writing
from forum.boards import Board, FromPolicy, Join
from forum.distribution import DeliveryFailure, FailureState, Mailing, MailingKind, MailingState
from forum.endpoints import MaildirRelay
from forum.site import Site
from mailgate.authentication import dkim
from mailgate.authentication.arc import verify_chain
from mailgate.authentication.signatures import SignedMail
from mailgate.outbound import outbox
from mailgate.outbound.delivering import Deliverer, Pace
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.outbox import posts
from tests.mailgate.outbound.council import (
    MAIL,
    a_board,
    a_mail_post,
    a_notice,
    a_site,
    a_town,
    a_web_post,
    subscribe,
)
from tests.mailgate.outbound.relays import Relay
from tests.mailgate.outbound.signing.keys import a_keyring, names

PACE = Pace(batch=10, poll_s=0.02)


def deliver(engine: Engine, site: Site, relay: Relay, pace: Pace = PACE) -> None:
    async def go() -> None:
        async with relay.running() as address:
            await Deliverer(engine, site, address, pace).deliver_due()

    asyncio.run(go())


def read(mail: Received) -> EmailMessage:
    return message_from_bytes(mail.content, policy=policy.default)  # type: ignore


def test_a_post_reaches_every_subscriber_once(engine: Engine, tmp_path: Path):
    site, mailing_id = a_town(engine, tmp_path, 95)
    relay = Relay()

    deliver(engine, site, relay)

    assert sorted(relay.recipients) == sorted(f"p{n}@people.example" for n in range(95))
    assert len({mail.mail_from for mail in relay.received}) == 95
    assert 2 <= relay.sessions <= 8
    with Session(engine) as session:
        mailing = session.get_one(Mailing, mailing_id)
        assert (mailing.state, mailing.sent_count) == (MailingState.DONE, 95)
        assert not any(outbox.due(session.connection()))


def test_every_connection_works_until_the_post_is_through(sqlite_engine: Engine, tmp_path: Path):
    site, _ = a_town(sqlite_engine, tmp_path, 400)
    relay = Relay()

    deliver(sqlite_engine, site, relay)

    assert len(relay.shares) == PACE.connections
    assert min(relay.shares.values()) >= 2 * PACE.batch, relay.shares


def test_the_copies_differ_only_in_their_own_two_headers(sqlite_engine: Engine, tmp_path: Path):
    site, _ = a_town(sqlite_engine, tmp_path, 2)
    relay = Relay()

    deliver(sqlite_engine, site, relay)

    first, second = map(read, relay.received)
    assert first["List-Unsubscribe"] != second["List-Unsubscribe"]
    del first["List-Unsubscribe"], second["List-Unsubscribe"]
    assert first.as_bytes() == second.as_bytes()
    assert first["From"] == "Aoi Suzuki via General <general@lists.example>"
    assert first["Message-ID"] == "<hall.1@people.example>"


def test_an_answer_on_the_web_threads_under_the_mail_it_answers(
    sqlite_engine: Engine, tmp_path: Path
):
    site = a_site(tmp_path)
    with Session(writing(sqlite_engine)) as session:
        board = a_board(session)
        subscribe(session, board, ["a@people.example"])
        a_mail_post(session, site, board)
        a_web_post(session, site, board, in_reply_to="hall.1@people.example")
        session.commit()
    relay = Relay()

    deliver(sqlite_engine, site, relay)

    first, answer = sorted(map(read, relay.received), key=lambda mail: "In-Reply-To" in mail)
    assert answer["In-Reply-To"] == first["Message-ID"] == "<hall.1@people.example>"
    assert answer["Subject"] == "Re: Hours of the hall"
    assert answer["From"] == "Aoi Suzuki via General <general@lists.example>"
    assert answer.get_content().strip() == "May we book by telephone?"


def test_a_refusal_is_recorded_for_its_recipient_and_the_others_get_theirs(
    sqlite_engine: Engine, tmp_path: Path
):
    site, mailing_id = a_town(sqlite_engine, tmp_path, 30)
    relay = Relay(
        refuse_rcpt={"p3@people.example": "550 5.1.1 unknown"},
        answer_data={"p7@people.example": "452 4.2.2 full"},
        drop_after={"p12@people.example": False},
    )

    deliver(sqlite_engine, site, relay)

    with Session(sqlite_engine) as session:
        failures = session.scalars(select(DeliveryFailure).order_by(DeliveryFailure.recipient))
        assert [(f.recipient, f.code, f.state) for f in failures] == [
            ("p12@people.example", 421, FailureState.RETRYING),
            ("p3@people.example", 550, FailureState.GIVEN_UP),
            ("p7@people.example", 452, FailureState.RETRYING),
        ]
        assert session.get_one(Mailing, mailing_id).sent_count == 27
    assert len(relay.received) == 27


def test_a_retry_brings_the_same_mail(sqlite_engine: Engine, tmp_path: Path):
    site, mailing_id = a_town(sqlite_engine, tmp_path, 3)
    relay = Relay(answer_data={"p1@people.example": "451 4.3.0 not now"})
    deliver(sqlite_engine, site, relay)
    relay.answer_data.clear()
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(DeliveryFailure).values(next_try_at=utcnow()))

    deliver(sqlite_engine, site, relay)

    assert relay.recipients == ["p0@people.example", "p2@people.example", "p1@people.example"]
    assert b"\r\nSubject: Hours of the hall\r\n" in relay.received[2].content  # type: ignore[operator]
    with Session(sqlite_engine) as session:
        assert session.scalars(select(DeliveryFailure)).one().state is FailureState.SENT
        assert session.get_one(Mailing, mailing_id).sent_count == 3


def test_a_notice_goes_out_with_the_null_sender(sqlite_engine: Engine, tmp_path: Path):
    with Session(writing(sqlite_engine)) as session:
        secret = a_notice(session, "aoi@people.example", secret=True)
        session.commit()
    relay = Relay()

    deliver(sqlite_engine, a_site(tmp_path), relay)

    assert [mail.mail_from for mail in relay.received] in ([""], ["<>"])
    assert relay.recipients == ["aoi@people.example"]
    with Session(sqlite_engine) as session:
        assert session.get_one(Mailing, secret).content is None


def test_a_notice_that_was_refused_for_now_is_tried_again(sqlite_engine: Engine, tmp_path: Path):
    with Session(writing(sqlite_engine)) as session:
        a_notice(session, "aoi@people.example", secret=True)
        session.commit()
    relay = Relay(refuse_rcpt={"aoi@people.example": "450 4.2.1 later"})
    deliver(sqlite_engine, a_site(tmp_path), relay)
    relay.refuse_rcpt.clear()
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(DeliveryFailure).values(next_try_at=utcnow()))

    deliver(sqlite_engine, a_site(tmp_path), relay)

    assert relay.recipients == ["aoi@people.example"]


def test_a_maildir_takes_the_mail_of_a_house_without_a_server(
    sqlite_engine: Engine, tmp_path: Path
):
    site, _ = a_town(sqlite_engine, tmp_path, 25)

    asyncio.run(
        Deliverer(sqlite_engine, site, MaildirRelay(tmp_path / "outbox"), PACE).deliver_due()
    )

    files = [path.read_bytes() for path in (tmp_path / "outbox/new").iterdir()]
    assert len(files) == 25
    assert {file.split(b"\n")[1] for file in files} == {
        b"Delivered-To: p%d@people.example" % n for n in range(25)
    }


def test_a_mailing_that_a_dead_worker_had_begun_is_finished_and_nobody_gets_two(
    sqlite_engine: Engine, tmp_path: Path
):
    site, mailing_id = a_town(sqlite_engine, tmp_path, 30)
    over, sent = timedelta(seconds=-1), Outcome(250, "2.0.0", "taken")
    with writing(sqlite_engine).begin() as connection:
        outbox.claim_post(connection, over)
        mailing = outbox.open_post(connection, mailing_id)
        assert mailing is not None
        (batch,) = outbox.next_batches(connection, mailing, 10, 1)
        outbox.record(connection, mailing, batch, [sent] * 10, over)
    relay = Relay()

    deliver(sqlite_engine, site, relay)

    assert sorted(relay.recipients) == sorted(f"p{n}@people.example" for n in range(10, 30))
    with Session(sqlite_engine) as session:
        assert session.get_one(Mailing, mailing_id).sent_count == 30


def test_a_post_that_can_not_be_composed_holds_up_nobody(
    sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site, poison = a_town(sqlite_engine, tmp_path, 1)
    with Session(writing(sqlite_engine)) as session:
        board = session.scalars(select(Board)).one()
        a_mail_post(session, site, board, MAIL.replace(b"hall.1", b"hall.2"))
        session.commit()
    composed = posts.compose

    def compose(dispatch, raw, site):
        if b"hall.1" in raw:
            raise ValueError("an error of ours")
        return composed(dispatch, raw, site)

    monkeypatch.setattr(posts, "compose", compose)
    relay = Relay()

    deliver(sqlite_engine, site, relay)

    assert len(relay.received) == 1
    with Session(sqlite_engine) as session:
        mailing = session.get_one(Mailing, poison)
        assert mailing.state is MailingState.WAITING
        assert mailing.leased_until is not None
        assert (mailing.leased_until - utcnow()).total_seconds() > 3000


def test_a_worker_finds_what_comes_while_it_runs_and_ends_when_told(
    sqlite_engine: Engine, tmp_path: Path
):
    site = a_site(tmp_path)
    relay = Relay()

    async def go() -> None:
        async with relay.running() as address:
            working = asyncio.create_task(Deliverer(sqlite_engine, site, address, PACE).deliver())
            await asyncio.sleep(0.05)
            a_town(sqlite_engine, tmp_path, 3)
            while len(relay.received) < 3:
                await asyncio.sleep(0.01)
            os.kill(os.getpid(), signal.SIGTERM)
            await working

    asyncio.run(go())
    with Session(sqlite_engine) as session:
        mailing = session.scalars(select(Mailing).where(Mailing.kind == MailingKind.POST)).one()
        assert mailing.state is MailingState.DONE


def test_a_worker_told_to_stop_records_what_it_has_sent_and_lets_go_of_the_rest(
    sqlite_engine: Engine, tmp_path: Path
):
    site, mailing_id = a_town(sqlite_engine, tmp_path, 200)
    relay = Relay()
    pace = Pace(batch=50, connections=2)

    async def go() -> None:
        async with relay.running() as address:
            deliverer = Deliverer(sqlite_engine, site, address, pace)
            working = asyncio.create_task(deliverer.deliver())
            while len(relay.received) < 20:
                await asyncio.sleep(0)
            deliverer.stop()
            await working

    asyncio.run(go())
    with Session(sqlite_engine) as session:
        mailing = session.get_one(Mailing, mailing_id)
        assert mailing.state is MailingState.WAITING
        assert mailing.leased_until is None
        assert 20 <= mailing.sent_count == len(relay.received) < 200

    deliver(sqlite_engine, site, relay)

    assert sorted(relay.recipients) == sorted(f"p{n}@people.example" for n in range(200))


def test_a_mail_of_a_strict_domain_goes_out_in_our_name_signed_and_sealed(
    sqlite_engine: Engine, tmp_path: Path
):
    site, _ = a_town(sqlite_engine, tmp_path, 2)
    a_keyring(tmp_path)
    with Session(writing(sqlite_engine)) as session:
        session.execute(update(Board).values(from_policy=FromPolicy.AUTO, join=Join.CLOSED))
        message_id = session.scalars(select(Post.kept_message_id)).one()
        session.add(
            Authentication(
                message_id=message_id,
                identity=Identity.ALIGNED,
                results="dkim=pass header.d=people.example",
                chain="none",
                policy="reject",
            )
        )
        session.commit()
    relay = Relay()

    deliver(sqlite_engine, site, relay)

    for mail in relay.received:
        assert isinstance(mail.content, bytes)
        assert read(mail)["From"] == "Aoi Suzuki via General <general@lists.example>"
        assert "aoi@people.example" in read(mail)["Reply-To"]
        seen, now = SignedMail.of(mail.content), utcnow()
        signed = dkim.verify(seen, names(), now, lambda domain: True)
        assert [one.verdict.result for one in signed] == ["pass", "pass"]
        assert verify_chain(seen, names(), now).status == "pass"


def test_letters_of_ours_are_signed_too(sqlite_engine: Engine, tmp_path: Path):
    a_keyring(tmp_path)
    with Session(writing(sqlite_engine)) as session:
        notice = session.get_one(Mailing, a_notice(session, "aoi@people.example"))
        notice.content = b"From: <general@lists.example>\r\n" + (notice.content or b"")
        session.commit()
    relay = Relay()

    deliver(sqlite_engine, a_site(tmp_path), relay)

    (mail,) = relay.received
    assert isinstance(mail.content, bytes)
    signed = dkim.verify(SignedMail.of(mail.content), names(), utcnow(), lambda domain: True)
    assert [one.verdict.result for one in signed] == ["pass", "pass"]
