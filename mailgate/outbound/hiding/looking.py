"""Whether a mail truly tells nobody's address, seen with the eyes that read every mail."""

from collections.abc import Set

from forum.text.masking import mask
from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.encoded_words import decode_words
from mailgate.inbound.headers import opened, split
from mailgate.inbound.insides import MAILS
from mailgate.inbound.mime import Budget, Part, parse
from mailgate.outbound.hiding import texts

NOBODY = "hidden@address.invalid"  # RFC 2606: nobody's, for a field that has to name a mailbox
ENCRYPTED = "multipart/encrypted"
SIGNED = "multipart/signed"
DEEPEST = 40
_NAMING = ("from", "sender", "reply-to", "to", "cc", "subject")


def tree_of(mail: bytes) -> Part:
    """The parts of a mail as our own reader tells them apart."""
    head, body, _ = split(opened(mail))
    return parse(head, body, Budget())


def shape(part: Part) -> list[str]:
    """The types of the leaves in their order; a signature counts as none."""
    children = part.children[:1] if part.type == SIGNED else part.children
    return [leaf for child in children for leaf in shape(child)] or [part.type]


def tells_nobody(
    part: Part, carrier: Carrier | None, known: Set[tuple[str, bytes]] = frozenset(), depth: int = 0
) -> bool:
    """Whether nothing that is left to read has an address or a number in it; the `known` texts don't."""
    if depth > DEEPEST:
        return False
    if part.type == ENCRYPTED:
        return True
    if part.children:
        return all(tells_nobody(child, carrier, known, depth + 1) for child in part.children)
    if part.type in MAILS:
        return _mail_within(part.data, carrier, known, depth + 1)
    names = [decode_words(part.name or "")]
    if texts.is_words(part):
        names += texts.files_within(part)
        if (part.type, part.body) not in known and texts.tells_somebody(part, carrier):
            return False
    return all(mask(name) == name for name in names)


def _mail_within(
    mail: bytes, carrier: Carrier | None, known: Set[tuple[str, bytes]], depth: int
) -> bool:
    tree = tree_of(mail)
    named = [tree.headers.get(name) or "" for name in _NAMING]
    is_hidden = all(mask(one) == one for one in (value.replace(NOBODY, "") for value in named))
    return is_hidden and tells_nobody(tree, carrier, known, depth)
