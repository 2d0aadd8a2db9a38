"""Links and addresses that work once: sign-in, joining, leaving, confirming a held post."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from forum.base import PUBLIC_ID_LETTERS, Base, Choice, change_rows, intpk, utcnow
from forum.tokens import SINGLE_USE_LETTERS, digest, new_single_use


class Purpose(StrEnum):
    """What a single-use token may do."""

    SIGN_IN = "sign_in"
    JOIN = "join"
    LEAVE = "leave"
    CONFIRM_POST = "confirm_post"
    ADD_ADDRESS = "add_address"
    SIGN_UP = "sign_up"
    RESTORE = "restore"
    WISHES = "wishes"
    SHARE = "share"
    TAKE_DATA = "take_data"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ANSWER = "answer"


LIFETIME = {
    Purpose.SIGN_IN: timedelta(hours=1),
    Purpose.JOIN: timedelta(days=3),
    Purpose.LEAVE: timedelta(days=3),
    Purpose.CONFIRM_POST: timedelta(days=7),
    Purpose.ADD_ADDRESS: timedelta(days=3),
    Purpose.SIGN_UP: timedelta(days=3),
    Purpose.RESTORE: timedelta(days=60),
    Purpose.WISHES: timedelta(days=3),
    Purpose.SHARE: timedelta(days=3),
    Purpose.TAKE_DATA: timedelta(days=7),
    Purpose.CORRECT: timedelta(days=7),
    Purpose.WITHDRAW: timedelta(days=7),
    Purpose.ANSWER: timedelta(days=7),
}


_TOLD = re.compile(
    rf"(?:/(?:login|confirm|amend|account/data)/|-confirm\+|\breply\+)"
    rf"([{PUBLIC_ID_LETTERS}]{{{SINGLE_USE_LETTERS}}})\b"
)


class SingleUseToken(Base):
    """What the house remembers of a token: its hash, its purpose and what it is about."""

    __tablename__ = "single_use_tokens"

    id: Mapped[intpk]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[Purpose] = mapped_column(Choice(Purpose))
    address_id: Mapped[int | None] = mapped_column(ForeignKey("addresses.id"))
    about: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def issue(
    session: Session, purpose: Purpose, *, address_id: int | None = None, **about: Any
) -> str:
    """A new token for `purpose`; only its hash is kept, so only who reads the mail can use it."""
    token = new_single_use()
    session.add(
        SingleUseToken(
            digest=digest(token),
            purpose=purpose,
            address_id=address_id,
            about=about,
            expires_at=utcnow() + LIFETIME[purpose],
        )
    )
    session.flush()
    return token


def look_up(session: Session, purpose: Purpose, token: str) -> SingleUseToken | None:
    """The token's row while it can still be used; reading it uses nothing up."""
    return session.scalar(
        select(SingleUseToken).where(
            SingleUseToken.digest == digest(token),
            SingleUseToken.purpose == purpose,
            SingleUseToken.used_at.is_(None),
            SingleUseToken.expires_at > utcnow(),
        )
    )


def tokens_in(text: str) -> set[str]:
    """What looks like a token of ours in somebody's words, in a link or in an address."""
    return set(_TOLD.findall(text.lower())) if "/" in text or "+" in text else set()


def void(session: Session, tokens: set[str]) -> None:
    """These have been told to everybody, so they are worth nothing any more."""
    session.execute(
        update(SingleUseToken)
        .where(
            SingleUseToken.digest.in_([digest(token) for token in tokens]),
            SingleUseToken.used_at.is_(None),
        )
        .values(used_at=utcnow())
        .execution_options(synchronize_session=False)
    )


def use(session: Session, purpose: Purpose, token: str) -> SingleUseToken | None:
    """Use the token up: its row for the one caller who comes first, None for everybody after."""
    row = look_up(session, purpose, token)
    if row is None:
        return None
    claim = (
        update(SingleUseToken)
        .where(SingleUseToken.id == row.id, SingleUseToken.used_at.is_(None))
        .values(used_at=utcnow())
    )
    return row if change_rows(session, claim) == 1 else None
