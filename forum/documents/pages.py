"""Which page a document is: found by its kind, written from what its subject is now."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from forum.documents import digest, gathering, letters
from forum.documents.document import Document, Kind, Reason
from forum.documents.pressing import NotMade
from forum.proposals import reading
from forum.site import Site

Writer = Callable[[Session, Site, Document], tuple[str, str]]


def page_of(session: Session, site: Site, document: Document) -> tuple[str, str]:
    """Title and whole HTML page; NotMade where the subject is not there any more."""
    return _WRITERS[document.kind](session, site, document)


def _proposal(session: Session, site: Site, document: Document) -> tuple[str, str]:
    proposal = reading.proposal(session, document.subject)
    if proposal is None:
        raise NotMade(Reason.GONE)
    return gathering.proposal_page(session, site, proposal, document.details)


_WRITERS: dict[Kind, Writer] = {
    Kind.PROPOSAL: _proposal,
    Kind.SLIP: digest.slip_page,
    Kind.DIGEST: digest.digest_page,
    Kind.LETTERS: letters.letters_page,
}
