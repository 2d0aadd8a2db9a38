"""Correcting and taking back a post by mail: asked for, looked at once more, done.

A letter about a post is answered at an address whose token opens to the post; what somebody asks
for there goes to the author's mailbox, and the answer to that letter is the deed.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.archive.thread import Post, PostState
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.letter import owe
from forum.letters.receipts import short
from forum.letters.writing import compose
from forum.people import single_use
from forum.people.person import Address
from forum.people.single_use import Purpose, SingleUseToken
from forum.posting import owning
from forum.posting.revising import revise
from forum.posting.withdrawing import withdraw
from forum.site import Site
from forum.text.differences import plainly

AMEND = "amend"  # the purpose of a sealed token that opens to a post's id
_LONGEST = 3000  # characters of the new words that a letter repeats


class Done(StrEnum):
    """What an author has done to a post."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an author wants of a post: new words, or (without any) to take it back."""

    text: str | None = None
    subject: str | None = None  # None: as it is
    tell: bool = False  # those who were mailed the post


def amend_address(site: Site, post_id: int) -> str:
    """Where the author of a post writes to correct it or to take it back."""
    return f"{Part.REPLY}+{site.sealer.seal(AMEND, post_id)}@{site.mail_domain}"


def amendable(session: Session, site: Site, token: str) -> Post | None:
    """The post that an amend address is about."""
    post_id = site.sealer.open(AMEND, token)
    return None if post_id is None else session.get(Post, post_id)


def may_be_amended(session: Session, post: Post) -> bool:
    """Whether a post can still be changed by its author."""
    return post.state is PostState.PUBLISHED and owning.may_still_write(
        session, person_id=post.person_id, address_id=post.address_id
    )


def author_mailbox(session: Session, post: Post) -> EmailAddress | None:
    """Where the author of a post is asked: the mailbox that wrote it, else the person's."""
    address = session.get(Address, post.address_id) if post.address_id is not None else None
    if address is not None and not address.banned_at:
        return EmailAddress.parse(address.written)
    return mailbox_of(session, post.person_id)


def ask(
    session: Session, site: Site, post: Post, amendment: Amendment, *, answers: str | None = None
) -> bool:
    """Owe the author a letter that shows what would be done; False where they have no mailbox."""
    mailbox = author_mailbox(session, post)
    if mailbox is None:
        return False
    token = _issue(session, post, amendment)
    text = amendment.text
    _letter(
        session,
        site,
        post,
        mailbox,
        "amend_ask",
        token,
        answers,
        withdraw=text is None,
        tell=amendment.tell,
        new_subject=amendment.subject or "",
        changes=[] if text is None else plainly(post.text, text),
        whole=text.splitlines() if text is not None and len(text) <= _LONGEST else [],
        page=site.link(f"/amend/{token}"),
    )
    return True


def pending(session: Session, token: str) -> tuple[Post, Amendment] | None:
    """What waits for this token, as long as the post is as it was; reading uses nothing up."""
    row = _row(session, token)
    post = session.get(Post, row.about["post_id"]) if row else None
    if row is None or post is None or post.version != row.about["version"]:
        return None
    return (post, _amendment(row)) if may_be_amended(session, post) else None


def carry_out(session: Session, site: Site, token: str) -> Done | None:
    """Use the token up and do what was asked for; None where that is not possible (any more)."""
    found = pending(session, token)
    row = _row(session, token)
    if found is None or row is None or not single_use.use(session, row.purpose, token):
        return None
    post, amendment = found
    return amend(session, site, post, amendment)


def amend(session: Session, site: Site, post: Post, amendment: Amendment) -> Done:
    """Correct the post or take it back, and owe its author a letter that says so."""
    done = Done.CORRECTED
    if amendment.text is None:
        withdraw(session, site, post.id, tell=amendment.tell)
        done = Done.WITHDRAWN
    else:
        subject = post.subject if amendment.subject is None else amendment.subject
        revise(session, site, post.id, subject, amendment.text, post.person_id, tell=amendment.tell)
    mailbox = author_mailbox(session, post)
    if mailbox is not None:
        is_withdrawn = done is Done.WITHDRAWN
        _letter(session, site, post, mailbox, "amended", None, None, withdrawn=is_withdrawn)
    return done


def explain(
    session: Session, site: Site, post: Post, mailbox: EmailAddress, *, answers: str | None = None
) -> None:
    """Owe a letter that says how a post is corrected or taken back, or that it can't be any more."""
    open_ = may_be_amended(session, post)
    _letter(session, site, post, mailbox, "amend_help", None, answers, is_open=open_)


def drop(session: Session, token: str) -> bool:
    """Use the token up without doing what it asks: the author said no."""
    row = _row(session, token)
    return row is not None and single_use.use(session, row.purpose, token) is not None


def _row(session: Session, token: str) -> SingleUseToken | None:
    both = (Purpose.CORRECT, Purpose.WITHDRAW)
    return next((r for p in both if (r := single_use.look_up(session, p, token))), None)


def _issue(session: Session, post: Post, amendment: Amendment) -> str:
    return single_use.issue(
        session,
        Purpose.WITHDRAW if amendment.text is None else Purpose.CORRECT,
        post_id=post.id,
        version=post.version,
        subject=amendment.subject,
        text=amendment.text,
        tell=amendment.tell,
    )


def _amendment(row: SingleUseToken) -> Amendment:
    return Amendment(row.about["text"], row.about["subject"], row.about["tell"])


def _letter(
    session: Session,
    site: Site,
    post: Post,
    to: EmailAddress,
    name: str,
    token: str | None,
    answers: str | None,
    **values: Any,
) -> None:
    """A letter about a post, answered at the address of `token`, or at the post's own."""
    letter = compose(
        site,
        post.board,
        to,
        name,
        language_of(session, to),
        answers=answers,
        subject=short(post.subject),
        link=site.link(f"/posts/{post.public_id}"),
        **values,
    )
    own = f"{Part.REPLY}+{token}@{site.mail_domain}" if token else amend_address(site, post.id)
    owe(session, site, replace(letter, sender=own))
