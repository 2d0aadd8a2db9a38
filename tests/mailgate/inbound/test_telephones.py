"""Who writes from an old telephone is answered in its letters; nobody else is."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import writing
from forum.people.person import Address, MailFormat
from mailgate.inbound.reading import read_batch
from tests.factories import a_mail, a_site, enter_person, keep_mail, open_board


def in_charset(charset: str, sender: str, text: str = "ベンチを増やしてください。") -> bytes:
    head, _, _ = a_mail(sender=sender).partition(b"\r\n\r\n")
    head = head.replace(b"charset=utf-8", f"charset={charset}".encode())
    codec = {"iso-2022-jp": "iso2022_jp", "shift_jis": "cp932"}.get(charset, "utf-8")
    return head + b"\r\n\r\n" + text.encode(codec) + b"\r\n"


@pytest.fixture
def house(engine, tmp_path):
    with Session(writing(engine)) as session, session.begin():
        open_board(session, "general")
        for name, domain in (
            ("aoi", "docomo.ne.jp"),
            ("ren", "ezweb.ne.jp"),
            ("mio", "example.jp"),
        ):
            enter_person(session, name, f"{name}@{domain}")
    return engine, a_site(tmp_path)


def after(house, *raws: bytes, to: str = "general") -> dict[str, MailFormat]:
    engine, site = house
    for raw in raws:
        with Session(writing(engine)) as session, session.begin():
            keep_mail(session, raw, to)
        while read_batch(engine, site):
            pass
    with Session(engine) as session:
        rows = session.execute(select(Address.canonical, Address.format))
        return {canonical.partition("@")[0]: told for canonical, told in rows}


def test_a_telephone_that_writes_in_jis_is_sent_jis(house):
    found = after(
        house,
        in_charset("iso-2022-jp", "aoi@docomo.ne.jp"),
        in_charset("shift_jis", "ren@ezweb.ne.jp"),
    )
    assert found["aoi"] is MailFormat.PHONE
    assert found["ren"] is MailFormat.PHONE


def test_a_computer_that_writes_in_jis_is_sent_everything(house):
    assert after(house, in_charset("iso-2022-jp", "mio@example.jp"))["mio"] is MailFormat.FULL


def test_a_new_telephone_is_sent_everything_again(house):
    old, new = (in_charset(c, "aoi@docomo.ne.jp", f"{c}です。") for c in ("iso-2022-jp", "utf-8"))
    assert after(house, old, new)["aoi"] is MailFormat.FULL


def test_a_command_tells_as_much_as_a_post(house):
    raw = in_charset("iso-2022-jp", "aoi@docomo.ne.jp", "ヘルプ")
    assert after(house, raw, to="general-request")["aoi"] is MailFormat.PHONE


def test_a_mail_that_goes_nowhere_tells_nothing(house):
    raw = b"Auto-Submitted: auto-replied\r\n" + in_charset("iso-2022-jp", "aoi@docomo.ne.jp")
    assert after(house, raw)["aoi"] is MailFormat.FULL
