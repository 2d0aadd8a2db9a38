"""An envelope in the words of SMTP, as far as the server knows them."""

from mailgate.outbound.envelope import (
    NEEDS_SMTPUTF8,
    TOO_BIG,
    Envelope,
    Outcome,
    address_fault,
    with_ascii_domain,
)
from mailgate.outbound.offers import Offered


def refusal(envelope: Envelope, offered: Offered) -> Outcome | None:
    """What we know the relay can't take, without asking it."""
    if fault := address_fault(envelope):
        return fault
    if offered.size is not None and size(envelope) > offered.size:
        return TOO_BIG
    if offered.smtputf8 or _is_ascii(envelope):
        return None
    said = (with_ascii_domain(envelope.sender), with_ascii_domain(envelope.recipient))
    return None if all(map(bytes.isascii, (*said, envelope.head))) else NEEDS_SMTPUTF8


def commands(envelope: Envelope, offered: Offered) -> bytes:
    """MAIL and RCPT, with the parameters that the server knows and this mail needs."""
    sender, recipient = envelope.sender, envelope.recipient
    parameters = b" SIZE=%d" % size(envelope) if offered.says_size else b""
    if offered.eight_bit and not envelope.content.is_seven_bit:
        parameters += b" BODY=8BITMIME"
    if not _is_ascii(envelope):
        if offered.smtputf8:
            parameters += b" SMTPUTF8"
        else:
            sender, recipient = with_ascii_domain(sender), with_ascii_domain(recipient)
    return b"MAIL FROM:<%b>%b\r\nRCPT TO:<%b>\r\n" % (sender, parameters, recipient)


def size(envelope: Envelope) -> int:
    """Its octets before any conversion (RFC 1870 asks for no more than an estimate)."""
    return len(envelope.signature) + len(envelope.head) + len(envelope.content.data)


def _is_ascii(envelope: Envelope) -> bool:
    return envelope.recipient.isascii() and envelope.sender.isascii() and envelope.head.isascii()


def content(envelope: Envelope, offered: Offered) -> bytes:
    """What follows a 354: the mail with its dots stuffed, and the last dot.

    What has to be converted goes without its signature, which would not hold.
    """
    shared, head = envelope.content, envelope.head
    is_whole = offered.eight_bit or shared.is_seven_bit
    if head.startswith(b".") or b"\r\n." in head:
        head = head.replace(b"\r\n.", b"\r\n..")
        head = b"." + head if head.startswith(b".") else head
    if not is_whole:
        return head + shared.seven_bit_wire
    return b"".join((envelope.signature, head, shared.wire))
