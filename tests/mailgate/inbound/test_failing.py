"""Bounces through the real reader: what they do to the address, and who hears of it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from forum import bouncing, confirming
from forum.archive.message import Arrival, Fate
from forum.base import today, utcnow, writing
from forum.boards import Subscription
from forum.bouncing import PROBES, Fault
from forum.bouncing.records import Bounce
from forum.bouncing.scoring import FEW, POINTS
from forum.distribution import DeliveryFailure, FailureState, Mailing, MailingKind
from forum.people.joining import prove_mailbox
from forum.people.person import Address, Person, Role
from forum.people.standing import standing_of
from forum.site import Site
from mailgate.inbound.reading import read_batch
from mailgate.inbound.refusals import tend
from mailgate.outbound.copies import BOUNCES
from tests.factories import a_site, enter_person, keep_mail, open_board, subscribe
from tests.letters import owed, text_of, token_in

MESSAGES = Path(__file__).parents[2] / "messages"
UNKNOWN = (MESSAGES / "bounce_unknown.eml").read_bytes()


@dataclass
class House:
    """A board with a subscriber, Aoi, whose mail comes back, and a moderator, Mori."""

    engine: Engine
    site: Site
    subscription_id: int
    address_id: int

    def bounce(self, raw: bytes = UNKNOWN, subscription_id: int | None = None) -> Arrival:
        token = self.site.sealer.seal(BOUNCES, subscription_id or self.subscription_id, long=False)
        return self.receive(raw, f"general-bounces+{token}")

    def answer_probe(self, raw: bytes = UNKNOWN) -> Arrival:
        token = self.site.sealer.seal(PROBES, self.address_id, long=False)
        return self.receive(raw, f"general-bounces+{token}")

    def receive(self, raw: bytes, local: str, mail_from: str = "") -> Arrival:
        with self.write() as session, session.begin():
            kept = keep_mail(session, raw, local, mail_from=mail_from).id
        read_batch(self.engine, self.site)
        with self.write() as session:
            session.expire_on_commit = False
            return session.scalars(select(Arrival).where(Arrival.message_id == kept)).one()

    def write(self) -> Session:
        return Session(writing(self.engine), expire_on_commit=False)

    def a_day_passes(self, days: int = 1) -> None:
        """Everything that was noted is a day older."""
        with self.write() as session, session.begin():
            for address in session.scalars(select(Address)):
                if address.bounced_on:
                    address.bounced_on -= timedelta(days=days)
                if address.probed_at:
                    address.probed_at -= timedelta(days=days)
            for bounce in session.scalars(select(Bounce)):
                bounce.at -= timedelta(days=days)

    def bounces_on_days(self, days: int, raw: bytes = UNKNOWN) -> None:
        for number in range(days):
            self.bounce(raw.replace(b"hall.1@", b"hall.%d@" % number))
            self.a_day_passes()

    def stop(self) -> None:
        self.bounces_on_days(POINTS)
        self.answer_probe()

    @property
    def address(self) -> Address:
        with self.write() as session:
            return session.get_one(Address, self.address_id)

    def letters(self, to: str) -> list[str]:
        with self.write() as session:
            return [text_of(letter) for letter in owed(session, to)]


@pytest.fixture
def house(engine: Engine, tmp_path) -> House:
    with Session(writing(engine)) as session, session.begin():
        board = open_board(session, name="総合")
        aoi = enter_person(session, "Aoi")
        subscription = subscribe(session, board, aoi)
        enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
        enter_person(session, "Sato", "sato@example.jp", Role.SECRETARIAT)
        return House(engine, a_site(tmp_path), subscription.id, aoi.addresses[0].id)


def scalar(house: House, statement):
    with house.write() as session:
        return session.scalar(statement)


# --- What counts ---


def test_a_lasting_failure_gives_a_point_and_tells_why(house):
    arrival = house.bounce()
    assert (arrival.fate, arrival.reason) == (Fate.BOUNCE, "bounce_of")
    assert arrival.details["cause"] == "unknown_user"
    assert (house.address.bounce_score, house.address.bounced_on) == (1, today())


def test_a_day_gives_one_point_at_most(house):
    for number in range(3):
        house.bounce(UNKNOWN.replace(b"hall.1@", b"hall.%d@" % number))
    assert house.address.bounce_score == 1


@pytest.mark.parametrize(
    "name",
    ["bounce_full.eml", "bounce_full_failed.eml", "bounce_policy.eml", "bounce_delayed.eml",
     "bounce_policy_as_unknown.eml", "bounce_docomo_filter.eml", "bounce_exim.eml", "vacation.eml",
     "challenge.eml", "complaint.eml", "jis_plain.eml"],
)  # fmt: skip
def test_what_passes_and_what_is_ours_to_mend_gives_no_point(house, name):
    arrival = house.bounce((MESSAGES / name).read_bytes())
    assert arrival.fate is Fate.BOUNCE
    assert house.address.bounce_score == 0


@pytest.mark.parametrize("name", ["vacation.eml", "challenge.eml", "bounce_delayed.eml"])
def test_what_is_no_bounce_is_said_to_be_none(house, name):
    assert house.bounce((MESSAGES / name).read_bytes()).reason == "no_bounce"
    assert scalar(house, select(func.count()).select_from(Bounce)) == 0


def test_points_are_forgotten_after_a_quiet_time(house):
    house.bounces_on_days(POINTS - 1)
    house.a_day_passes(60)
    house.bounce(UNKNOWN.replace(b"hall.1@", b"hall.9@"))
    assert house.address.bounce_score == 1


def test_a_burst_is_the_mails_own_fault(house):
    with house.write() as session, session.begin():
        board = session.scalars(select(Subscription)).one().board
        others = [
            subscribe(session, board, enter_person(session, f"Reader{number}")).id
            for number in range(FEW + 2)
        ]
    for subscription_id in others:
        house.bounce(UNKNOWN, subscription_id)
    points = select(func.sum(Address.bounce_score))
    assert scalar(house, points) == 0
    # Whoever fails at another mail as well is not excused by the burst.
    house.a_day_passes()
    for subscription_id in others:
        house.bounce(UNKNOWN.replace(b"hall.1@", b"hall.2@"), subscription_id)
    assert scalar(house, points) > 0


def test_a_forged_token_counts_against_nobody(house):
    assert house.receive(UNKNOWN, "general-bounces+0123456789abcdef").reason == "unknown_token"
    assert house.receive(UNKNOWN, "general-bounces").reason == "bounce_of"
    assert house.address.bounce_score == 0


def test_a_mailbox_that_is_flooded_with_bounces_keeps_few_rows(house):
    for _ in range(25):
        house.bounce()
    assert scalar(house, select(func.count()).select_from(Bounce)) == 20


# --- Asked before anything stops ---


def test_an_address_is_asked_before_its_mail_is_stopped(house):
    house.bounces_on_days(POINTS - 1)
    assert house.letters("aoi@example.jp") == []
    house.bounce(UNKNOWN.replace(b"hall.1@", b"hall.8@"))
    (letter,) = house.letters("aoi@example.jp")
    assert "何もする必要はありません" in letter
    assert house.address.probed_at is not None
    assert house.address.stopped_at is None
    sender = scalar(house, select(Mailing.sender).where(Mailing.recipient == "aoi@example.jp"))
    assert sender.startswith("general-bounces+")


def test_silence_clears_an_address(house):
    house.bounces_on_days(POINTS)
    house.a_day_passes(10)
    tend(house.engine, house.site)
    assert (house.address.probed_at, house.address.bounce_score) == (None, 0)


def test_a_full_mailbox_at_the_question_stops_nothing(house):
    house.bounces_on_days(POINTS)
    house.answer_probe((MESSAGES / "bounce_full.eml").read_bytes())
    assert house.address.stopped_at is None


def test_the_question_that_comes_back_stops_the_mail_and_shows_it_to_moderators(house):
    house.stop()
    assert house.address.stopped_at is not None
    (letter,) = house.letters("mori@example.jp")
    assert "Aoi" in letter
    assert "理由：宛先のアドレスが見つかりません。" in letter
    assert "/moderation/unreachable" in letter


def test_a_question_that_was_never_asked_stops_nothing(house):
    house.answer_probe()
    assert house.address.stopped_at is None


def test_an_owner_with_another_address_is_told_there(house):
    add_second_address(house)
    house.stop()
    (letter,) = house.letters("aoi@second.example")
    assert "aoi@example.jp" in letter
    assert house.letters("mori@example.jp") == []


def add_second_address(house: House) -> None:
    with house.write() as session, session.begin():
        person = session.get_one(Address, house.address_id).person
        person.addresses.append(
            Address(
                written="aoi@second.example",
                canonical="aoi@second.example",
                verified_at=utcnow(),
            )
        )


# --- Started again ---


def test_a_reply_to_the_letter_starts_the_mail_again(house):
    add_second_address(house)
    house.stop()
    with house.write() as session:
        token = token_in(owed(session, "aoi@second.example")[0])
    reply = b"From: aoi@second.example\r\nSubject: Re:\r\n\r\nyes\r\n"
    arrival = house.receive(reply, f"general-confirm+{token}", mail_from="aoi@second.example")
    assert arrival.reason == "command_confirmed"
    assert (house.address.stopped_at, house.address.bounce_score) == (None, 0)


def test_the_link_of_the_letter_starts_it_again_once(house):
    add_second_address(house)
    house.stop()
    with house.write() as session, session.begin():
        token = token_in(owed(session, "aoi@second.example")[0])
        assert bouncing.look_at_link(session, token).written == "aoi@example.jp"
        assert bouncing.use_link(session, token) is not None
        assert bouncing.use_link(session, token) is None
        assert confirming.pending(session, token) is None
    assert house.address.stopped_at is None


def test_a_moderator_of_the_board_starts_it_again(house):
    house.stop()
    with house.write() as session, session.begin():
        people = {p.name: p.id for p in session.scalars(select(Person))}
        aoi, mori = (standing_of(session, people[name]) for name in ("Aoi", "Mori"))
        assert [one.written for one in bouncing.for_moderator(session, mori)] == ["aoi@example.jp"]
        assert bouncing.for_moderator(session, aoi) == []
        assert not bouncing.restore_by_moderator(session, house.address_id, aoi)
        assert bouncing.restore_by_moderator(session, house.address_id, mori)
    assert house.address.stopped_at is None


def test_whoever_asks_to_join_again_learns_how_to_go_on(house):
    house.stop()
    house.receive(
        b"From: aoi@example.jp\r\nSubject: join\r\n\r\n\r\n",
        "general-join",
        mail_from="aoi@example.jp",
    )
    assert "再開" in house.letters("aoi@example.jp")[-1]


def test_whoever_reads_a_letter_there_shows_that_the_mailbox_lives(house):
    house.stop()
    with house.write() as session, session.begin():
        from forum.addresses import EmailAddress

        prove_mailbox(session, EmailAddress("aoi", "example.jp"))
    assert house.address.stopped_at is None


# --- What the relay says in the dialogue ---


def refuse(house: House, code: int, status: str, answer: str, address: str | None = None) -> None:
    with house.write() as session, session.begin():
        mailing = Mailing(kind=MailingKind.NOTICE, sender="", recipient=address, content=b"x")
        session.add(mailing)
        session.flush()
        session.add(
            DeliveryFailure(
                mailing_id=mailing.id,
                subscription_id=None if address else house.subscription_id,
                recipient=address or "aoi@example.jp",
                code=code,
                status=status,
                answer=answer,
                state=FailureState.GIVEN_UP,
            )
        )
    tend(house.engine, house.site)


def test_a_refusal_of_the_relay_counts_like_a_bounce_and_once(house):
    refuse(house, 550, "5.1.1", "User unknown")
    assert house.address.bounce_score == 1
    house.a_day_passes()
    assert tend(house.engine, house.site) == 0
    assert house.address.bounce_score == 1


def test_a_letter_that_the_relay_refuses_counts_against_its_address(house):
    refuse(house, 550, "5.1.1", "User unknown", "aoi@example.jp")
    assert house.address.bounce_score == 1


@pytest.mark.parametrize(
    ("code", "status", "answer"),
    [(452, "4.2.2", "mailbox full"), (550, "5.7.1", "rejected as spam"),
     (552, "5.3.4", "message is larger than the relay takes"), (421, "4.4.2", "connection lost")],
)  # fmt: skip
def test_other_refusals_of_the_relay_count_against_nobody(house, code, status, answer):
    refuse(house, code, status, answer)
    assert house.address.bounce_score == 0


def test_a_refusal_of_somebody_unknown_is_passed_over(house):
    refuse(house, 550, "5.1.1", "User unknown", "nobody@example.org")
    assert scalar(house, select(func.count()).select_from(Bounce)) == 0


# --- A provider that refuses ---


def test_a_provider_that_starts_to_refuse_is_told_to_the_secretariat_once_a_day(house):
    policy = (MESSAGES / "bounce_policy.eml").read_bytes()
    with house.write() as session, session.begin():
        board = session.scalars(select(Subscription)).one().board
        readers = [
            subscribe(session, board, enter_person(session, f"R{n}", f"r{n}@docomo.ne.jp")).id
            for n in range(6)
        ]
    for subscription_id in readers[:4]:
        house.bounce(policy, subscription_id)
    assert house.letters("sato@example.jp") == []
    for subscription_id in readers[4:]:
        house.bounce(policy, subscription_id)
    (letter,) = house.letters("sato@example.jp")
    assert "docomo.ne.jp" in letter
    with house.write() as session:
        found = bouncing.overview(session)
    assert [(one.provider, one.addresses) for one in found.refusing] == [("docomo.ne.jp", 6)]
    assert found.failures[Fault.POLICY] == 6


def test_a_quiet_house_has_nothing_to_tell(house):
    with house.write() as session:
        found = bouncing.overview(session)
    assert (found.stopped, found.asked, found.refusing) == (0, 0, [])
    assert set(found.failures.values()) == {0}


def test_an_address_that_is_stopped_is_counted_as_such(house):
    house.stop()
    with house.write() as session:
        assert bouncing.overview(session).stopped == 1
        session.execute(update(Address).values(stopped_at=None))
