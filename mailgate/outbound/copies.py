"""What differs between the copies of one post: the bounce address and the way out of the list."""

from forum.addresses import Part
from forum.site import Site
from forum.subscribing import UNSUBSCRIBE
from mailgate.outbound.content import Content
from mailgate.outbound.envelope import Envelope

BOUNCES = "bounces"  # the purpose of a sealed token that opens to a subscription's id
REPLY = "reply"  # opens to a post's id: an answer to its author alone


class Copies:
    """Makes the copy of a mail for each subscriber of one board, at the cost of two tokens."""

    def __init__(self, site: Site, slug: str, content: Content) -> None:
        self._unsubscribe = site.sealer.sealing(UNSUBSCRIBE)
        self._bounces = site.sealer.sealing(BOUNCES, long=False)
        self._content = content
        before, after = site.address(slug, Part.BOUNCES, "+").split("++")
        self._sender = f"{before}+%s{after}"
        link, leave = site.link("/unsubscribe/"), site.address(slug, Part.LEAVE)
        self._head = f"List-Unsubscribe: <{link}%s>,\r\n <mailto:{leave}?subject=%s>\r\n"

    def copy_for(self, subscription_id: int, address: str) -> Envelope:
        """The copy for one subscriber; VERP and token tell who it was, and both are sealed."""
        token = self._unsubscribe(subscription_id)
        return Envelope(
            (self._sender % self._bounces(subscription_id)).encode(),
            address.encode("utf-8", "replace"),
            (self._head % (token, token)).encode(),
            self._content,
        )
