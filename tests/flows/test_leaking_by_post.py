"""Canaries in everybody's words: no letter by mail and nothing that is printed has one of them."""

import email
import email.policy
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from forum.announcements import daily, paper, telling
from forum.announcements.record import Bundling
from forum.base import today, writing
from forum.distribution import Mailing
from forum.documents import asking, making, press_text, tools
from forum.documents.document import Document, Kind, State
from forum.people.person import Address, Appointment, Role
from forum.proposals.proposal import Proposal, Step
from forum.site import Site
from forum.web.links import this_site
from tests.conftest import not_run
from tests.flows.leaking import leaked, put_canaries
from tests.forum.documents.reading import text_of
from tests.web.council import Council

STAFF_ONLY = ("Служебное", "Служба", "Тихо")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w", re.ASCII)
IN_THE_HOUSE = (Role.SECRETARIAT, Role.LIAISON, Role.HQ, Role.ADMIN)


@pytest.fixture
def site(app: Flask) -> Site:
    with app.app_context():
        return this_site()


@pytest.fixture
def session(council: Council, sqlite_engine: Engine, site: Site):
    """The council, whose every kept word has an address behind it."""
    with writing(sqlite_engine).begin() as connection:
        put_canaries(connection)
    with Session(writing(sqlite_engine)) as session:
        yield session


def test_nothing_that_is_printed_has_an_address_or_a_word_of_the_staff(
    session: Session, council: Council, sqlite_engine: Engine, site: Site, tmp_path: Path
) -> None:
    if not tools.has_pango() or tools.japanese_font() is None:
        not_run("Pango and a Japanese font are not installed")
    (proposal,) = session.scalars(
        select(Proposal).where(Proposal.public_id == council.proposals["answered"])
    )
    secret = {"addressee": "市長 mayor@leak.example", "document_number": "0466-25-9999"}
    asking.ask(session, Kind.PROPOSAL, proposal.public_id, secret)
    asking.ask(session, Kind.DIGEST, "2026-11")
    assert paper.make_letters(session, site, council.people["secretariat"]) is not None
    texts = [press_text.of_proposal(session, site, proposal)]
    texts.append(press_text.of_month(session, site, today().replace(month=11, year=2026, day=1)))
    session.commit()
    making.make_all(sqlite_engine, site)

    session.expire_all()
    made = session.scalars(select(Document)).all()
    assert {one.kind for one in made} == set(Kind)
    assert {one.state for one in made} == {State.DONE}
    for one in made:
        assert one.octets
        with pikepdf.open(BytesIO(one.octets)) as opened:
            about = str(opened.docinfo) + repr(opened.open_metadata())
            whole = b"".join(
                bytes(o.unparse(resolved=True)) for o in opened.objects
                if not isinstance(o, pikepdf.Stream)
            )  # fmt: skip
        texts += [text_of(one.octets, tmp_path), about, whole.decode("latin-1"), one.title]
    for text in texts:
        assert leaked(text) == []
        assert [word for word in STAFF_ONLY if word in text] == []
        assert foreign(text, site) == []


def test_no_letter_names_another_address_than_its_readers_and_ours(
    session: Session, council: Council, site: Site
) -> None:
    session.execute(delete(Bundling))
    session.execute(update(Step).values(told_at=None))
    for proposal in session.scalars(select(Proposal)).all():
        telling.tell_at_once(session, site, proposal)
    session.execute(update(Step).values(told_at=None))
    daily.bundle_once(session, site, today())
    session.flush()

    house = set(session.scalars(
        select(Address.canonical).join(
            Appointment, Appointment.person_id == Address.person_id
        ).where(Appointment.role.in_(IN_THE_HOUSE))
    ))  # fmt: skip
    letters = session.scalars(select(Mailing).where(Mailing.recipient.is_not(None))).all()
    assert len(letters) > 10
    for letter in letters:
        if letter.content and letter.recipient:
            text = whole_mail(letter.content)
            assert leaked(text) == [], text
            assert foreign(text, site, letter.recipient) == [], text
            if letter.recipient not in house:
                assert [word for word in STAFF_ONLY if word in text] == [], text


def foreign(text: str, site: Site, own: str = "") -> list[str]:
    """The addresses of a text that are neither the reader's own nor the house's."""
    found = ADDRESS.findall(text)
    return [one for one in found if one != own and not one.endswith(f"@{site.mail_domain}")]


def whole_mail(raw: bytes) -> str:
    """Its decoded fields and the text of all its parts."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    texts = []
    for part in mail.walk():
        texts += [f"{name}: {value}" for name, value in part.items()]
        if part.get_content_maintype() == "text":
            texts.append(part.get_content())
    return "\n".join(texts)
