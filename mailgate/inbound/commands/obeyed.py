"""What a command mail ends with, and everything that is known while it is dealt with."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.archive.message import Fate
from forum.boards import Board
from forum.language import Words
from forum.letters.correspondent import Correspondent
from forum.people.joining import address_of
from forum.people.person import Address
from forum.people.standing import NOBODY, Standing, standing_of
from forum.site import Site
from mailgate.inbound.decoding import DecodedMessage


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What became of the mail: for its arrival, a fate and the code of a sentence."""

    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True)
class Asking:
    """One mail about one board: who wrote it, and what answers it."""

    session: Session
    site: Site
    board: Board
    writer: Correspondent
    language: Words
    mail: DecodedMessage

    @property
    def mailbox(self) -> EmailAddress:
        return self.writer.address

    def address(self) -> Address | None:
        return address_of(self.session, self.writer.address)

    def owner(self) -> Standing:
        """The rights of whoever reads the mailbox: what goes to it alone may name what they read."""
        address = self.address()
        return standing_of(self.session, address.person_id if address else None)

    def reader(self) -> Standing:
        """Whose right to read counts: only a mail that is proven reads more than everybody."""
        return self.owner() if self.writer.is_proven else NOBODY
