"""記者発表資料: a proposal or a month as plain text that a newspaper can take as it is."""

from datetime import date

from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.base import today
from forum.documents import month, words
from forum.documents.gathering import proposal_document
from forum.documents.writing import plainly
from forum.language import words as language
from forum.proposals import dealings, outlook, wording
from forum.proposals.proposal import Proposal
from forum.site import Site


def of_proposal(session: Session, site: Site, proposal: Proposal) -> str:
    """One proposal: title, what it wants, where it stands, its numbers, whom to ask."""
    paper = proposal_document(session, site, proposal, {})
    (line,) = outlook.outlooks(session, [proposal])
    decided = {
        one.words.position: wording.decided(one.newest, language("ja"))
        for one in dealings.dealings(session, proposal).items
        if one.newest is not None
    }
    return plainly(
        "press_proposal",
        paper=paper,
        state=words.STATES[proposal.state],
        late=words.LATENESS[line.late] if line.late else "",
        next_on=line.next_on,
        decided=decided,
        made_on=today(),
    )


def of_month(session: Session, site: Site, begins: date) -> str:
    """One month: how many spoke of what, where proposals stand, what the city answered."""
    return plainly(
        "press_month",
        month=month.told(session, begins, voices=0),
        council=site.name,
        made_on=today(),
        url=site.url,
        contact=f"{Part.POSTMASTER}@{site.mail_domain}",
    )
