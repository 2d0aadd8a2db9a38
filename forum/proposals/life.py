"""The life of a proposal: which act leads from where to where, and who may do it.

This is the one place that says so. Every act goes through `why_not` and `record`; pages and mails
ask `open_acts` what they may offer.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session, object_session

from forum.base import utcnow
from forum.people.person import Role
from forum.people.standing import Standing
from forum.proposals.proposal import AT_THE_CITY, Act, Kind, Proposal, State, Step
from forum.proposals.rereading import raise_revisions
from forum.refusals import first_refusal


class Capacity(StrEnum):
    """As what somebody acts on a proposal."""

    DRAFTER = "drafter"
    MEMBER = "member"
    MODERATOR = "moderator"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    LIAISON = "liaison"
    HQ = "hq"
    RULE = "rule"  # nobody: what follows of itself


class Refusal(StrEnum):
    """Why an act on a proposal was not done."""

    NOT_YOURS = "not_yours"
    NOT_NOW = "not_now"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_REASON = "no_reason"
    NO_TITLE = "no_title"
    NO_ITEMS = "no_items"
    NO_SOURCE = "no_source"
    NOTHING_NEW = "nothing_new"
    NOT_FOR_ALL = "not_for_all"
    NOT_PUBLISHED = "not_published"
    NOT_ITS_WORDS = "not_its_words"
    NOT_READABLE = "not_readable"
    THERE_ALREADY = "there_already"
    NOT_A_MEMBER = "not_a_member"
    LAST_DRAFTER = "last_drafter"
    NOT_ASKED = "not_asked"
    TWO_PEOPLE = "two_people"
    TOO_SHORT = "too_short"
    TOO_SOON = "too_soon"
    COUNTED_MEANWHILE = "counted_meanwhile"
    ITSELF = "itself"
    NOT_OPEN = "not_open"
    NOT_ALL_DRAFTERS = "not_all_drafters"
    NO_DOCUMENT = "no_document"
    NO_ADDRESSEE = "no_addressee"
    NO_NUMBER = "no_number"
    NO_DEPARTMENT = "no_department"
    WRONG_DAY = "wrong_day"
    NO_WORDS = "no_words"
    NOT_EVERY_ITEM = "not_every_item"
    NO_JUDGEMENT = "no_judgement"
    NO_RESPONSE = "no_response"
    NO_YEAR = "no_year"
    NO_PASSED_TO = "no_passed_to"
    NO_SCAN = "no_scan"
    NO_MEASURE = "no_measure"
    NO_EVALUATION = "no_evaluation"


@dataclass(frozen=True, slots=True)
class Rule:
    """One act: in which states, by whom, and the state behind it (None: it stays as it is)."""

    before: frozenset[State]
    by: frozenset[Capacity]
    after: State | None = None
    needs_reason: bool = False
    kinds: frozenset[Kind] = frozenset(Kind)


S, C = State, Capacity
_PROPOSALS = frozenset({Kind.PROPOSAL})
_RELAYS = frozenset({Kind.RELAY})
_AFTER_ANSWER = frozenset({S.ANSWERED, S.FOLLOWING, S.EVALUATED})
_LIVING = frozenset(S) - {S.CLOSED, S.MERGED, S.WITHDRAWN}

RULES: dict[Act, Rule] = {
    Act.REVISE: Rule(frozenset({S.DRAFT}), frozenset({C.DRAFTER})),
    Act.INVITE: Rule(frozenset({S.DRAFT}), frozenset({C.DRAFTER, C.MODERATOR})),
    Act.LEAVE: Rule(frozenset({S.DRAFT, S.COMMENT}), frozenset({C.DRAFTER})),
    Act.CITE: Rule(
        frozenset({S.DRAFT, S.COMMENT, S.POLL, S.ADOPTED}), frozenset({C.DRAFTER, C.MODERATOR})
    ),
    Act.UNCITE: Rule(
        frozenset({S.DRAFT, S.COMMENT}), frozenset({C.DRAFTER, C.MODERATOR}), needs_reason=True
    ),
    Act.ASK_COMMENT: Rule(frozenset({S.DRAFT}), frozenset({C.DRAFTER}), kinds=_PROPOSALS),
    Act.OPEN_COMMENT: Rule(
        frozenset({S.DRAFT}), frozenset({C.MODERATOR}), S.COMMENT, kinds=_PROPOSALS
    ),
    Act.OPEN_POLL: Rule(frozenset({S.COMMENT}), frozenset({C.CHAIR}), S.POLL),
    Act.ADOPT: Rule(frozenset({S.POLL}), frozenset({C.CHAIR}), S.ADOPTED),
    Act.SHELVE: Rule(
        frozenset({S.COMMENT, S.POLL}), frozenset({C.CHAIR}), S.SHELVED, needs_reason=True
    ),
    Act.AGREE_MERGE: Rule(frozenset({S.COMMENT}), frozenset({C.DRAFTER})),
    Act.MERGE: Rule(frozenset({S.COMMENT}), frozenset({C.DRAFTER}), S.MERGED, needs_reason=True),
    Act.TAKE_UP: Rule(
        frozenset({S.SHELVED}),
        frozenset({C.DRAFTER, C.MODERATOR, C.CHAIR}),
        S.DRAFT,
        needs_reason=True,
    ),
    Act.SUBMIT: Rule(frozenset({S.ADOPTED}), frozenset({C.SECRETARIAT}), S.SUBMITTED),
    Act.SEND: Rule(
        frozenset({S.DRAFT}), frozenset({C.SECRETARIAT, C.MODERATOR}), S.SENT, kinds=_RELAYS
    ),
    Act.RECEIVE: Rule(frozenset({S.SUBMITTED, S.SENT}), frozenset({C.LIAISON}), S.RECEIVED),
    Act.CLARIFY: Rule(
        frozenset({S.RECEIVED, S.INTERIM}),
        frozenset({C.LIAISON}),
        S.CLARIFYING,
        kinds=_PROPOSALS,
    ),
    Act.EXPLAIN: Rule(
        frozenset({S.CLARIFYING}), frozenset({C.DRAFTER, C.CHAIR, C.SECRETARIAT}), S.RECEIVED
    ),
    Act.REFER: Rule(AT_THE_CITY, frozenset({C.LIAISON, C.HQ})),
    Act.ANSWER_INTERIM: Rule(
        frozenset({S.RECEIVED, S.INTERIM}),
        frozenset({C.LIAISON, C.SECRETARIAT}),
        S.INTERIM,
        kinds=_PROPOSALS,
    ),
    Act.ANSWER: Rule(AT_THE_CITY, frozenset({C.LIAISON, C.SECRETARIAT}), S.ANSWERED),
    Act.CORRECT: Rule(
        _AFTER_ANSWER | {S.INTERIM, S.CLOSED},
        frozenset({C.LIAISON, C.SECRETARIAT}),
        needs_reason=True,
    ),
    Act.APPROVE: Rule(AT_THE_CITY | _AFTER_ANSWER, frozenset({C.HQ, C.LIAISON})),
    Act.LINK_MEASURE: Rule(
        AT_THE_CITY | _AFTER_ANSWER, frozenset({C.SECRETARIAT, C.LIAISON, C.HQ}), kinds=_PROPOSALS
    ),
    Act.FOLLOW: Rule(frozenset({S.ANSWERED}), frozenset({C.RULE}), S.FOLLOWING, kinds=_PROPOSALS),
    Act.EVALUATE: Rule(frozenset({S.FOLLOWING}), frozenset({C.CHAIR}), S.EVALUATED),
    Act.CLOSE: Rule(_AFTER_ANSWER, frozenset({C.CHAIR}), S.CLOSED, needs_reason=True),
    Act.REPROPOSE: Rule(
        frozenset({S.ANSWERED, S.EVALUATED}), frozenset({C.CHAIR}), S.CLOSED, needs_reason=True
    ),
}

# Where one act means something else by the state it starts from.
BACK: dict[State, Rule] = {
    S.COMMENT: Rule(
        frozenset({S.COMMENT}), frozenset({C.DRAFTER, C.MODERATOR}), S.DRAFT, needs_reason=True
    ),
    S.POLL: Rule(frozenset({S.POLL}), frozenset({C.CHAIR}), S.DRAFT, needs_reason=True),
}
WITHDRAWING: dict[State, Rule] = {
    state: Rule(frozenset({state}), by, S.WITHDRAWN, needs_reason=True)
    for state, by in (
        (S.DRAFT, frozenset({C.DRAFTER, C.CHAIR})),
        (S.COMMENT, frozenset({C.DRAFTER, C.CHAIR})),
        # After adoption the words are the council's.
        (S.ADOPTED, frozenset({C.CHAIR})),
    )
}


def rule(proposal: Proposal, act: Act) -> Rule | None:
    """What holds for an act on a proposal as it stands; None: not in this state."""
    by_state = {Act.BACK_TO_DRAFT: BACK, Act.WITHDRAW: WITHDRAWING}.get(act)
    found = by_state.get(proposal.state) if by_state is not None else RULES.get(act)
    if found is None or proposal.state not in found.before or proposal.kind not in found.kinds:
        return None
    return found


def capacities(proposal: Proposal, by: Standing) -> frozenset[Capacity]:
    """As what somebody may act on this proposal; moderators and the council never as the city."""
    board_id = proposal.board_id
    drafts = any(
        drafter.person_id == by.person_id and drafter.until is None for drafter in proposal.drafters
    )
    held = (
        (Capacity.DRAFTER, by.person_id is not None and drafts),
        (Capacity.MEMBER, by.holds(Role.MEMBER, Role.CHAIR, board_id=board_id)),
        (Capacity.MODERATOR, proposal.board.may_moderate(by)),
        (Capacity.CHAIR, by.holds(Role.CHAIR)),
        (Capacity.SECRETARIAT, by.holds(Role.SECRETARIAT)),
        (Capacity.LIAISON, by.holds(Role.LIAISON)),
        (Capacity.HQ, by.holds(Role.HQ)),
    )
    return frozenset(capacity for capacity, true in held if true)


def may_draft(by: Standing, board_id: int | None = None) -> bool:
    """Whether somebody may begin a proposal: a member or a moderator."""
    roles = (Role.MEMBER, Role.CHAIR, Role.MODERATOR, Role.SECRETARIAT)
    if board_id is None:
        return any(role in roles for role, _ in by.roles)
    return by.holds(*roles, board_id=board_id)


def why_not(
    proposal: Proposal, act: Act, by: Standing, reason: str = "", seen: int | None = None
) -> Refusal | None:
    """What stands against an act; `seen` is the number of the last step that the actor saw."""
    held = rule(proposal, act)
    checks = (
        (seen is not None and seen != last_number(proposal), Refusal.CHANGED_MEANWHILE),
        (held is None, Refusal.NOT_NOW),
        (held is not None and not held.by & capacities(proposal, by), Refusal.NOT_YOURS),
        (held is not None and held.needs_reason and not reason.strip(), Refusal.NO_REASON),
    )
    return first_refusal(checks)


def open_acts(proposal: Proposal, by: Standing) -> list[Act]:
    """What somebody may do with the proposal now, in the order of its life."""
    held = capacities(proposal, by)
    return [act for act in Act if (found := rule(proposal, act)) and found.by & held]


def is_theirs(proposal: Proposal, act: Act, by: Standing) -> bool:
    """Whether somebody does this act at some time, now or in another state."""
    by_state = {Act.BACK_TO_DRAFT: BACK, Act.WITHDRAW: WITHDRAWING}.get(act)
    rules = by_state.values() if by_state is not None else (RULES[act],)
    held = capacities(proposal, by)
    return any(one.by & held for one in rules)


def next_acts(proposal: Proposal) -> list[tuple[Act, Rule]]:
    """What may happen next and by whom, for everybody to read: only acts that move it on."""
    found = ((act, rule(proposal, act)) for act in Act)
    return [(act, one) for act, one in found if one is not None and one.after is not None]


def locked(session: Session, proposal: Proposal) -> Proposal:
    """The proposal as it stands now, held until the transaction ends: acts come one by one."""
    session.flush()
    fresh = session.get_one(Proposal, proposal.id, with_for_update=True, populate_existing=True)
    session.expire(fresh, ["steps", "drafters"])
    return fresh


def locked_both(session: Session, proposal: Proposal, other: Proposal) -> tuple[Proposal, Proposal]:
    """Two proposals that become one; in the order of their ids, so that nobody waits for ever."""
    held = {one.id: one for one in (proposal, other)}
    fresh = {id_: locked(session, one) for id_, one in sorted(held.items())}
    return fresh[proposal.id], fresh[other.id]


def last_number(proposal: Proposal) -> int:
    """The number of the newest step."""
    return proposal.steps[-1].number if proposal.steps else 0


def record(
    proposal: Proposal,
    act: Act,
    by: Standing | None,
    reason: str = "",
    now: datetime | None = None,
    **details: Any,
) -> Step:
    """Write an act down that `why_not` has let through, and move the proposal to where it leads."""
    held = rule(proposal, act)
    after = proposal.state if held is None or held.after is None else held.after
    now = now or utcnow()
    step = Step(
        number=last_number(proposal) + 1,
        act=act,
        before=proposal.state,
        after=after,
        at=now,
        by_id=None if by is None else by.person_id,
        capacity=_capacity(proposal, held, by),
        reason=reason.strip(),
        details=details,
    )
    proposal.steps.append(step)
    if after is not proposal.state:
        proposal.state, proposal.state_since = after, now
    if session := object_session(proposal):
        raise_revisions(session, proposal)
    return step


def _capacity(proposal: Proposal, held: Rule | None, by: Standing | None) -> Capacity:
    if by is None:
        return Capacity.RULE
    mine = capacities(proposal, by)
    fitting = [one for one in Capacity if one in mine and (held is None or one in held.by)]
    return next(iter(fitting), Capacity.MEMBER)
