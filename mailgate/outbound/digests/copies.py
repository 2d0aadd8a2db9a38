"""The copies of a digest: each edition is made when its first reader comes, and kept for the next."""

from functools import lru_cache

from forum.site import Site
from mailgate.outbound.copies import Copies
from mailgate.outbound.digests.edition import Edition, Issue, compose
from mailgate.outbound.envelope import Envelope

_MOST_KEPT = 24  # those who have muted something get an edition of their own


class DigestCopies:
    """Makes the copy of a digest for each of its readers."""

    def __init__(self, site: Site, issue: Issue) -> None:
        slug = issue.board.slug

        @lru_cache(_MOST_KEPT)
        def copies(edition: Edition) -> Copies:
            return Copies(site, slug, compose(issue, edition, site))

        self._copies = copies

    def copy_for(self, subscription_id: int, address: str, edition: Edition) -> Envelope:
        """The copy for one reader, with a bounce address and a way out of the list of their own."""
        return self._copies(edition).copy_for(subscription_id, address)
