"""A board, and somebody who sends mails to its addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, parse_local_part
from forum.base import writing
from forum.boards import Board
from forum.letters import Correspondent
from forum.site import Site
from mailgate.inbound.commands import Obeyed, obey
from mailgate.inbound.decoding import decode
from tests import factories as make

AOI = EmailAddress.parse("foo..aoi@docomo.ne.jp")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(writing(engine)) as session:
        yield session


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make.a_site(tmp_path)


@pytest.fixture
def board(session: Session) -> Board:
    return make.open_board(session, name="総合")


@pytest.fixture
def send(session, site, board):
    """Sends a mail to one of the board's addresses."""

    def send(
        local: str, subject: str = "", text: str = "", mailbox=AOI, headers=(), **facts
    ) -> Obeyed:
        sender = f"青井 <{mailbox}>"
        mail = decode(make.a_mail(text, subject=subject, sender=sender, headers=headers))
        told = {
            "address": mailbox,
            "envelope_sender": str(mailbox),
            "name": "青井",
            "message_id": mail.message_id,
        }
        ours = parse_local_part(local)
        return obey(session, site, ours, mail, Correspondent(**(told | facts)))

    return send
