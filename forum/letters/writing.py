"""How a letter comes about: its template, its reader's language, its address to answer to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.archive.canonical import Enclosure
from forum.distribution import Mailing
from forum.language import Words
from forum.letters.letter import Letter, list_headers, owe
from forum.letters.wording import wording
from forum.site import Site


class NamedBoard(Protocol):
    """A board, or the facts of one."""

    @property
    def id(self) -> int: ...
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...


def board_letter(
    session: Session,
    site: Site,
    board: NamedBoard,
    to: EmailAddress,
    name: str,
    language: Words,
    *,
    part: Part = Part.OWNER,
    token: str | None = None,
    answers: str | None = None,
    is_about_subscription: bool = False,
    secret: bool = False,
    not_before: datetime | None = None,
    **values: Any,
) -> Mailing:
    """Owe `to` the letter `name` about a board; an answer goes to the board's address `part`."""
    return owe(
        session,
        site,
        compose(
            site, board, to, name, language, part=part, token=token, answers=answers,
            is_about_subscription=is_about_subscription, **values,
        ),
        secret=secret,
        not_before=not_before,
    )  # fmt: skip


def compose(
    site: Site,
    board: NamedBoard,
    to: EmailAddress,
    name: str,
    language: Words,
    *,
    part: Part = Part.OWNER,
    token: str | None = None,
    answers: str | None = None,
    is_about_subscription: bool = False,
    **values: Any,
) -> Letter:
    """The letter `name` about a board, before it is bytes."""
    subject, text = wording(
        name,
        language,
        site_name=site.name,
        contact=site.address(board.slug, Part.OWNER),
        board=board.name,
        **values,
    )
    return Letter(
        to=to,
        sender_name=board.name,
        sender=site.address(board.slug, part, token),
        subject=subject,
        text=text,
        answers=answers,
        headers=list_headers(site, board.slug) if is_about_subscription else (),
        board_id=board.id,
    )


def house_letter(
    session: Session,
    site: Site,
    to: EmailAddress,
    name: str,
    language: Words,
    *,
    secret: bool = False,
    enclosures: Sequence[Enclosure] = (),
    **values: Any,
) -> Mailing:
    """Owe `to` the letter `name` about no board in particular; postmaster reads the answers."""
    contact = f"{Part.POSTMASTER}@{site.mail_domain}"
    subject, text = wording(name, language, site_name=site.name, contact=contact, **values)
    letter = Letter(
        to=to,
        sender_name=site.name,
        sender=contact,
        subject=subject,
        text=text,
        enclosures=enclosures,
    )
    return owe(session, site, letter, secret=secret)
