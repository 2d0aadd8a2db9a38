import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.archive.message import Door
from forum.base import today, utcnow, writing
from forum.boards import Board, Visibility
from forum.people.person import Address, Appointment, Person, Role
from forum.tokens import Sealer
from mailgate.inbound.envelope import Accept, Envelope, Refuse
from mailgate.inbound.gate import BoardGate
from mailgate.outbound.copies import BOUNCES
from tests.databases import statements

DOMAIN = "forum.example.jp"
SEALER = Sealer("a secret of tests")


@pytest.fixture
def council(engine: Engine) -> Engine:
    """Boards of each visibility; 田中 is a member, 鈴木 in the secretariat, 山田 a banned resident."""
    with Session(writing(engine)) as session:
        for visibility in Visibility:
            session.add(Board(slug=str(visibility), name="板", visibility=visibility))
        for name, role in (("tanaka", Role.MEMBER), ("suzuki", Role.SECRETARIAT), ("yamada", None)):
            person = Person(name=name)
            person.addresses.append(Address.of(EmailAddress(f"{name}.", "docomo.ne.jp")))
            if role:
                person.appointments.append(Appointment(role=role, since=today()))
            if role is None:
                person.banned_at = utcnow()
            session.add(person)
        session.commit()
    return engine


def asked(engine: Engine, local: str, sender: str, domain: str = DOMAIN) -> Accept | Refuse:
    gate = BoardGate(engine, DOMAIN, SEALER)
    return asyncio.run(gate.recipient(EmailAddress(local, domain), sender))


def code(verdict: Accept | Refuse) -> str:
    return f"{verdict.code} {verdict.text[:5]}" if isinstance(verdict, Refuse) else "ok"


MEMBER, STAFF, BANNED = (f"{name}.@docomo.ne.jp" for name in ("tanaka", "suzuki", "yamada"))
STRANGER = "somebody@example.com"


ANSWERS = [
    ("public", STRANGER, "ok"),
    ("PUBLIC", "", "ok"),
    ("public-join", STRANGER, "ok"),
    ("public", BANNED, "550 5.7.1"),
    ("public", BANNED.upper(), "550 5.7.1"),
    ("public-owner", BANNED, "ok"),
    ("members", STRANGER, "550 5.7.1"),
    ("members", MEMBER, "ok"),
    ("members-request", STRANGER, "ok"),
    ("members-bounces+abc", "", "ok"),
    ("staff", STAFF, "ok"),
    ("staff", MEMBER, "550 5.1.1"),
    ("staff", STRANGER, "550 5.1.1"),
    ("staff", "", "550 5.1.1"),
    ("staff-owner", STRANGER, "550 5.1.1"),
    ("staff-join", MEMBER, "550 5.1.1"),
    ("staff-owner", STAFF, "ok"),
    ("staff-bounces", "", "550 5.1.1"),
    ("staff-bounces+abc", "", "550 5.1.1"),
    (f"staff-bounces+{SEALER.seal(BOUNCES, 7, long=False)}", "", "ok"),
    ("nolist", STRANGER, "550 5.1.1"),
    ("nolist-join", STRANGER, "550 5.1.1"),
    ("nolist-bounces+abc", "", "550 5.1.1"),
    ("a b", STRANGER, "550 5.1.1"),
    ("reply+abc", STRANGER, "ok"),
    ("postmaster", "", "ok"),
    ("abuse", STRANGER, "ok"),
]


def test_who_may_write_where(council: Engine):
    told = [(local, sender, code(asked(council, local, sender))) for local, sender, _ in ANSWERS]
    assert told == ANSWERS


def test_a_closed_staff_board_answers_like_an_unknown_one(council: Engine):
    assert asked(council, "staff", STRANGER) == asked(council, "nolist", STRANGER)


def test_other_domains_are_not_ours(council: Engine):
    assert code(asked(council, "public", STRANGER, "elsewhere.example")) == "550 5.7.1"
    assert code(asked(council, "public", STRANGER, DOMAIN.upper())) == "ok"
    assert code(asked(council, "Postmaster", STRANGER, "")) == "ok"
    assert code(asked(council, "public", STRANGER, "")) == "550 5.7.1"


def test_an_accepted_recipient_carries_its_board_and_part(council: Engine):
    verdict = asked(council, "Public-Confirm+aBc", STRANGER)
    assert isinstance(verdict, Accept)
    assert verdict.recipient == f"Public-Confirm+aBc@{DOMAIN}"
    assert (verdict.address.part, verdict.address.token) == (Part.CONFIRM, "abc")
    assert verdict.board_id is not None


def with_a_clock(engine: Engine) -> tuple[BoardGate, Callable[[float], None]]:
    now = [100.0]

    def pass_(seconds: float) -> None:
        now[0] += seconds

    return BoardGate(engine, DOMAIN, SEALER, clock=lambda: now[0]), pass_


def test_a_new_board_is_known_at_once_and_a_change_soon(council: Engine):
    async def run() -> list[str]:
        gate, pass_ = with_a_clock(council)

        async def ask(slug: str) -> str:
            return code(await gate.recipient(EmailAddress(slug, DOMAIN), STRANGER))

        answers = [await ask("new"), await ask("public")]
        with Session(writing(council)) as session:
            session.add(Board(slug="new", name="新"))
            session.execute(
                update(Board).where(Board.slug == "public").values(visibility=Visibility.STAFF)
            )
            session.commit()
        pass_(0.1)
        answers.append(await ask("new"))
        pass_(1.1)
        return [*answers, await ask("public")]

    assert asyncio.run(run()) == ["550 5.1.1", "ok", "ok", "550 5.1.1"]


def test_a_mail_that_went_in_circles_is_refused(council: Engine):
    async def ask(hops: int) -> list[Refuse | None]:
        raw = (
            b"RECEIVED: x\r\n"
            + b"Received: x\r\n" * (hops - 1)
            + b"\r\n"
            + b"Received: x\r\n" * 200
        )
        takers = [asked_] * 2 if isinstance(asked_, Accept) else []
        envelope = Envelope(Door.SMTP, recipients=takers, raw=raw)
        return await BoardGate(council, DOMAIN, SEALER).message(envelope)

    asked_ = asked(council, "public", STRANGER)
    assert asyncio.run(ask(100)) == [None, None]
    refusals = asyncio.run(ask(101))
    assert [refusal and code(refusal) for refusal in refusals] == ["554 5.4.6"] * 2


@pytest.mark.parametrize("suffix", ["", "-join", "-owner", "-bounces+abc"])
def test_an_unknown_list_costs_what_a_staff_board_costs(council: Engine, suffix: str):
    """Else a clock would tell the names of staff boards."""
    gate = BoardGate(council, DOMAIN, SEALER, fresh_s=60)

    async def asked_of(local: str) -> list[str]:
        with statements(council) as asked_for:
            assert await gate.recipient(EmailAddress(local + suffix, DOMAIN), STRANGER)
        return asked_for

    async def both() -> tuple[list[str], list[str]]:
        await asked_of("public")
        return await asked_of("staff"), await asked_of("nolist")

    staff, unknown = asyncio.run(both())
    assert staff == unknown
