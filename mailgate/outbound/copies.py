"""What differs between the copies of one post: the bounce address and the way out of the list."""

from collections.abc import Callable
from functools import cached_property

from forum.addresses import Part
from forum.site import Site
from forum.subscribing import UNSUBSCRIBE
from mailgate.outbound.content import Content
from mailgate.outbound.envelope import Envelope

BOUNCES = "bounces"  # the purpose of a sealed token that opens to a subscription's id
REPLY = "reply"  # opens to a post's id: an answer to its author alone


class Copies:
    """Makes the copy of a mail for each subscriber of one board, at the cost of two tokens."""

    def __init__(
        self,
        site: Site,
        slug: str,
        content: Content,
        for_phones: Callable[[], Content] | None = None,
    ) -> None:
        self._unsubscribe = site.sealer.sealing(UNSUBSCRIBE)
        self._bounces = site.sealer.sealing(BOUNCES, long=False)
        self._content, self._for_phones = content, for_phones
        before, after = site.address(slug, Part.BOUNCES, "+").split("++")
        self._sender = f"{before}+%s{after}"
        link, leave = site.link("/unsubscribe/"), site.address(slug, Part.LEAVE)
        self._head = f"List-Unsubscribe: <{link}%s>,\r\n <mailto:{leave}?subject=%s>\r\n"

    def copy_for(self, subscription_id: int, address: str, is_phone: bool = False) -> Envelope:
        """The copy for one subscriber; VERP and token tell who it was, and both are sealed."""
        token = self._unsubscribe(subscription_id)
        return Envelope(
            (self._sender % self._bounces(subscription_id)).encode(),
            address.encode("utf-8", "replace"),
            (self._head % (token, token)).encode(),
            self._phone_content if is_phone else self._content,
        )

    @cached_property
    def _phone_content(self) -> Content:
        """Made once, when the first subscriber comes who reads on an old telephone."""
        return self._for_phones() if self._for_phones else self._content
