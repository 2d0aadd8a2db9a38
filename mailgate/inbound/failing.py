"""A mail to -bounces+TOKEN: whose address failed, written down with its reason."""

from typing import Any

from sqlalchemy.orm import Session

from forum import bouncing
from forum.addresses import EmailAddress, OurAddress
from forum.archive.message import Fate
from forum.boards import Subscription
from forum.bouncing import Failure, Fault, Source
from forum.people.joining import address_of
from forum.people.person import Address
from forum.site import Site
from mailgate.inbound.bounces import read_bounce
from mailgate.inbound.contributing import Mail
from mailgate.outbound.copies import BOUNCES

Ending = tuple[Fate, str | None, dict[str, Any] | None]


def came_back(session: Session, site: Site, ours: OurAddress, mail: Mail) -> Ending:
    """Note a bounce with the subscription that it is about, or with the address that was asked."""
    token = ours.token or ""
    subscription_id = site.sealer.open(BOUNCES, token, long=False)
    if subscription_id is not None:
        return _of_subscription(session, site, subscription_id, mail)
    address_id = site.sealer.open(bouncing.PROBES, token, long=False)
    if address_id is not None:
        return _of_probe(session, site, address_id, mail)
    if token:
        return Fate.BOUNCE, "unknown_token", None
    return _of_nobody(session, site, mail)


def _of_subscription(session: Session, site: Site, subscription_id: int, mail: Mail) -> Ending:
    subscription = session.get(Subscription, subscription_id)
    if subscription is None:
        return Fate.BOUNCE, "bounce_of", {"subscription": subscription_id, "sign": mail.machine}
    address, board = subscription.address, subscription.board
    found = _read(mail, address)
    for failure in found:
        bouncing.note(
            session,
            site,
            address.id,
            failure,
            Source.MAIL,
            subscription_id=subscription_id,
            board=board,
            kept_message_id=mail.kept.message_id,
        )
    return _ending(found, {"subscription": subscription_id, "sign": mail.machine})


def _of_probe(session: Session, site: Site, address_id: int, mail: Mail) -> Ending:
    address = session.get(Address, address_id)
    if address is None:
        return Fate.BOUNCE, "unknown_token", None
    found = _read(mail, address)
    for failure in found:
        kept = mail.kept.message_id
        bouncing.note(session, site, address_id, failure, Source.PROBE, kept_message_id=kept)
    return _ending(found, {"address": address_id, "sign": mail.machine})


def _of_nobody(session: Session, site: Site, mail: Mail) -> Ending:
    """To -bounces@ without a token: the mail itself must name the address, and return our mail.

    Anybody can write there, so that nothing is counted: it is read for the mail log alone.
    """
    found = read_bounce(mail.kept.raw)
    named = [EmailAddress.parse(one.recipient) for one in found if one.recipient]
    known = [address_of(session, mailbox) for mailbox in named if mailbox]
    return _ending(found, {"addresses": [one.id for one in known if one], "sign": mail.machine})


def _read(mail: Mail, address: Address) -> list[Failure]:
    return read_bounce(mail.kept.raw, address.written)


def _ending(found: list[Failure], details: dict[str, Any]) -> Ending:
    if not found:
        return Fate.BOUNCE, "unreadable_bounce", details
    first = found[0]
    details |= {"fault": first.fault, "cause": first.cause, "status": first.status}
    if all(one.fault is Fault.NONE for one in found):
        return Fate.BOUNCE, "no_bounce", details
    return Fate.BOUNCE, "bounce_of", details
