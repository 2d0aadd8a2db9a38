import pytest
from sqlalchemy.orm import Session

from forum.base import writing
from forum.people import formats
from forum.people.person import Address, MailFormat
from tests.factories import enter_person


@pytest.fixture
def session(engine):
    with Session(writing(engine)) as session, session.begin():
        yield session


def address_of(session, name="aoi", address="") -> Address:
    return enter_person(session, name, address).addresses[0]


def test_a_mailbox_is_sent_whole_mails_until_something_else_is_known(session):
    assert address_of(session).format is MailFormat.FULL


def test_what_a_mailbox_writes_in_is_learnt(session):
    address = address_of(session)
    formats.learn(session, {address.canonical: MailFormat.PHONE})
    session.refresh(address)
    assert address.format is MailFormat.PHONE
    formats.learn(session, {address.canonical: MailFormat.FULL})
    session.refresh(address)
    assert address.format is MailFormat.FULL


def test_a_choice_holds_whatever_is_learnt(session):
    address = address_of(session)
    formats.choose(address, MailFormat.FULL)
    session.flush()
    formats.learn(session, {address.canonical: MailFormat.PHONE})
    session.refresh(address)
    assert address.format is MailFormat.FULL


def test_without_a_choice_it_is_learnt_again(session):
    address = address_of(session)
    formats.choose(address, MailFormat.FULL)
    formats.choose(address, None)
    session.flush()
    formats.learn(session, {address.canonical: MailFormat.PHONE})
    session.refresh(address)
    assert address.format is MailFormat.PHONE


def test_telephones_are_known_by_any_way_of_writing_their_address(session):
    formats.choose(address_of(session, "aoi", "aoi..1@docomo.ne.jp"), MailFormat.PHONE)
    address_of(session, "ren")
    session.flush()
    asked = {"AOI..1@docomo.ne.jp", "ren@example.jp", "nobody@example.jp", "no address"}
    assert formats.telephones_among(session.connection(), asked) == {"AOI..1@docomo.ne.jp"}
