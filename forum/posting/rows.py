"""The rows that a post fills: its own, its files, its mail; a thread that it opens."""

from datetime import timedelta
from typing import Any

from forum.acceptance.contribution import Contribution
from forum.archive.message import Door
from forum.archive.rendering import HTML_VERSION
from forum.archive.thread import PostState
from forum.base import new_public_id, utcnow
from forum.distribution import MailingKind, MailingState
from forum.posting.preparing import Prepared

Row = dict[str, Any]


def as_prepared(one: Prepared) -> Row:
    """The columns of a post that were made ready for it."""
    return {
        "message_id": one.message_id,
        "parent_ref": one.ancestry.parent_ref,
        "references": list(one.ancestry.message_ids),
        "fingerprint": one.fingerprint,
        "subject": one.subject,
        "html": one.html,
        "html_version": HTML_VERSION if one.html is not None else 0,
    }


def as_it_came(contribution: Contribution) -> Row:
    """The columns of a post that the contribution fills as they are."""
    author = contribution.author
    return {
        "board_id": contribution.board.id,
        "person_id": author.person_id,
        "address_id": author.address_id,
        "organisation_id": author.organisation_id,
        "author_name": author.name,
        "author_sector": author.sector,
        "author_role": author.standing.role_on(contribution.board.id),
        "entered_by_id": contribution.entered_by_id,
        "origin": contribution.origin,
        "identity": contribution.identity,
        "proof": contribution.proof,
        "text": contribution.text,
        "format": contribution.format,
        "original_html": contribution.original_html,
        "sent_at": contribution.sent_at,
        "received_at": contribution.received_at,
        "published_at": utcnow(),
        "attachment_count": len(contribution.attachments),
        "state": PostState.PUBLISHED,
        "version": 1,
        "remarks": list(contribution.remarks) or None,
        "cards": list(contribution.cards) or None,
    }


def attached(post_id: int, contribution: Contribution) -> list[Row]:
    """A post's files, in the order in which they came."""
    return [
        {
            "public_id": new_public_id(),
            "post_id": post_id,
            "position": position,
            "name": attachment.name,
            "content_type": attachment.content_type,
            "size": attachment.size,
            "sha256": attachment.sha256,
        }
        for position, attachment in enumerate(contribution.attachments)
    ]


def canonical_message(one: Prepared, octets: bytes) -> Row:
    """The mail that a post of the web is, kept like one that was received."""
    return {
        "door": Door.WEB,
        "received_at": one.contribution.received_at,
        "size": len(octets),
        "raw": octets,
        "mail_from": "",
    }


def new_thread(one: Prepared, thread_id: int, key: int) -> Row:
    """A thread that this post opens; its counts are raised with each post, this one too."""
    return {
        "id": thread_id,
        "public_id": new_public_id(),
        "board_id": one.contribution.board.id,
        "subject": one.subject,
        "started_at": one.contribution.received_at,
        "last_post_at": one.contribution.received_at,
        "last_order_key": key,
        "post_count": 0,
        "revision": 0,
    }


def owed_mailing(board_id: int, post_id: int, newest: int, wait: timedelta) -> Row:
    """What the outbox owes to those who subscribe up to `newest`, once the time to edit is over."""
    now = utcnow()
    return {
        "kind": MailingKind.POST,
        "post_id": post_id,
        "board_id": board_id,
        "created_at": now,
        "not_before": now + wait,
        "last_subscription_id": newest,
        "state": MailingState.WAITING,
        "sent_count": 0,
    }
