"""What walking over a board's subscribers needs to know of whatever is brought to them."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from forum.boards import Mode
from forum.site import Site


class Walked(Protocol):
    """A post or a digest on its way, and the ranges of subscriptions still to be walked."""

    id: int
    waiting: list[tuple[int, int]]
    followers: list[int]

    def copies(self, site: Site) -> Any:
        """What its copies are made from."""

    def subscribers(self, *modes: Mode) -> Any:
        """Those who are owed it if their id is in the range."""

    def owed_again(self, subscription_ids: Sequence[int]) -> Any:
        """Those whose copy came back."""

    def recipients(self, connection: Connection, rows: Sequence[Any]) -> list[Any]:
        """Those of the rows who may and want to read it, as `copy_for` takes them."""
