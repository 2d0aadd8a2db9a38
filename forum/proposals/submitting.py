"""The way to the city: a proposal is handed over, and the city takes it in.

Each act answers what it made, or a Refusal. Nothing here commits.
"""

from datetime import date

from sqlalchemy.orm import Session

from forum.base import today
from forum.dates import in_tokyo
from forum.people.standing import Standing
from forum.proposals import city, life
from forum.proposals.city import Submission
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal
from forum.refusals import first_refusal


def submit(
    session: Session,
    proposal: Proposal,
    on: date,
    addressee: str,
    document_number: str,
    document_sha256: str | None,
    by: Standing,
    seen: int | None = None,
) -> Submission | Refusal:
    """提出: the secretariat hands the decided words over as a document that anybody can check."""
    proposal = life.locked(session, proposal)
    checks = (
        (not addressee.strip(), Refusal.NO_ADDRESSEE),
        (not document_number.strip(), Refusal.NO_NUMBER),
        (not document_sha256, Refusal.NO_DOCUMENT),
        (
            on > today() or (proposal.decided_on is not None and on < proposal.decided_on),
            Refusal.WRONG_DAY,
        ),
    )
    if refusal := life.why_not(proposal, Act.SUBMIT, by, seen=seen) or first_refusal(checks):
        return refusal
    made = Submission(
        proposal=proposal,
        submitted_on=on,
        addressee=addressee.strip(),
        document_number=document_number.strip(),
        document_sha256=document_sha256,
    )
    session.add(made)
    life.record(proposal, Act.SUBMIT, by, on=on.isoformat(), sha256=document_sha256)
    return made


def receive(
    session: Session,
    proposal: Proposal,
    on: date,
    receipt_number: str,
    lead_department: str,
    due_on: date,
    by: Standing,
    seen: int | None = None,
) -> Submission | Refusal:
    """受理: the city gives it a number, a department that leads, and the day of its answer."""
    proposal = life.locked(session, proposal)
    made = city.submission(session, proposal)
    checks = (
        (not receipt_number.strip(), Refusal.NO_NUMBER),
        (not lead_department.strip(), Refusal.NO_DEPARTMENT),
        (on > today() or due_on < on, Refusal.WRONG_DAY),
        (made is not None and on < made.submitted_on, Refusal.WRONG_DAY),
    )
    if refusal := life.why_not(proposal, Act.RECEIVE, by, seen=seen) or first_refusal(checks):
        return refusal
    if made is None:  # a relay is sent without a document
        sent = next(step for step in proposal.steps if step.act is Act.SEND)
        made = Submission(
            proposal=proposal,
            submitted_on=in_tokyo(sent.at).date(),
            addressee="",
            document_number="",
        )
        session.add(made)
    made.received_on, made.due_on = on, due_on
    made.receipt_number, made.lead_department = receipt_number.strip(), lead_department.strip()
    life.record(proposal, Act.RECEIVE, by, on=on.isoformat(), due_on=due_on.isoformat())
    return made
