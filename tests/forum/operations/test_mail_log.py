"""The operator's mail log, on either engine."""

import pytest
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Door, Fate, Message, Refusal
from forum.base import utcnow
from forum.distribution import DeliveryFailure, FailureState, Mailing, MailingKind
from forum.operations import mail_log
from forum.operations.mail_log import Wanted


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Five mails, oldest first."""
    arrivals = []
    fates = (Fate.PUBLISHED, Fate.HELD, Fate.REJECTED, Fate.DISCARDED, Fate.FAILED)
    for number, fate in enumerate(fates):
        message = Message(door=Door.SMTP, mail_from=f"Aoi_{number}@example.jp", size=1, raw=b".")
        message.arrivals.append(Arrival(recipient="general@lists.example", fate=fate))
        session.add(message)
        session.flush()
        arrivals.append(message.arrivals[0].id)
    return arrivals


def found(session: Session, wanted: Wanted, **more: object) -> list[int]:
    rows = mail_log.arrivals(session.connection(), wanted, **more)  # type: ignore[arg-type]
    return [row.id for row in rows]


def test_pages_run_newest_first_and_back_again(session: Session, ids: list[int]) -> None:
    assert found(session, Wanted(limit=2)) == [ids[4], ids[3]]
    assert found(session, Wanted(before=ids[3], limit=2)) == [ids[2], ids[1]]
    assert found(session, Wanted(after=ids[1], limit=2)) == [ids[2], ids[3]]
    assert found(session, Wanted(before=ids[0])) == []


def test_a_part_of_an_address_is_enough_and_no_pattern(session: Session, ids: list[int]) -> None:
    assert found(session, Wanted("aoi_3@")) == [ids[3]]
    assert found(session, Wanted("AOI_")) == ids[::-1]
    assert found(session, Wanted("aoi%")) == []
    assert found(session, Wanted("i-3")) == []


def test_fates_make_the_lists(session: Session, ids: list[int]) -> None:
    declined = found(session, Wanted(), fates=(Fate.REJECTED, Fate.DISCARDED))
    assert declined == [ids[3], ids[2]]
    row = mail_log.arrival(session.connection(), ids[0])
    assert row is not None
    assert (row.mail_from, row.fate) == ("Aoi_0@example.jp", Fate.PUBLISHED)
    assert mail_log.arrival(session.connection(), 0) is None


def test_refusals_and_mailings_are_searched_too(session: Session) -> None:
    session.add(Refusal(peer="192.0.2.9", mail_from=None, code=550, answer="5.1.1 no"))
    session.add(Mailing(kind=MailingKind.NOTICE, recipient="hana@example.jp", content=b"."))
    session.flush()
    connection = session.connection()
    assert len(mail_log.refusals(connection, Wanted("192.0.2"))) == 1
    assert mail_log.refusals(connection, Wanted("hana")) == []
    assert len(mail_log.mailings(connection, Wanted("HANA@"))) == 1


def test_failures_are_told_by_provider_with_the_newest_answer(session: Session) -> None:
    mailing = Mailing(kind=MailingKind.NOTICE, recipient="x@example.jp", content=b".")
    session.add(mailing)
    session.flush()
    for recipient, state, answer in (
        ("a@Docomo.example", FailureState.GIVEN_UP, "first"),
        ("b@docomo.example", FailureState.RETRYING, "second"),
        ("c@docomo.example", FailureState.SENT, "third"),
        ("d@other.example", FailureState.RETRYING, "fourth"),
    ):
        session.add(
            DeliveryFailure(
                mailing_id=mailing.id,
                recipient=recipient,
                code=451,
                answer=answer,
                first_at=utcnow(),
                state=state,
            )
        )
        session.flush()
    connection = session.connection()
    told = {row.provider: row for row in mail_log.troubled_providers(connection)}
    assert set(told) == {"docomo.example", "other.example"}
    docomo = told["docomo.example"]
    assert (docomo.retrying, docomo.given_up, docomo.sent) == (1, 1, 1)
    assert docomo.answer == "third"
    listed = mail_log.failures(connection, Wanted(), "docomo.example")
    assert [row.answer for row in listed] == ["third", "second", "first"]
    assert len(mail_log.failures(connection, Wanted("four"))) == 1
    assert mail_log.held_count(connection) == 0
