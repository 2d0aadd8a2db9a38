"""The order of the rules, and how their answers make one verdict."""

from collections.abc import Callable

from forum.acceptance import rules
from forum.acceptance.contribution import Contribution
from forum.acceptance.verdict import Discard, Hold, Pass, Reason, Reject, Verdict

Rule = Callable[[Contribution], Hold | Reject | Discard | None]

CHAIN: tuple[Rule, ...] = (
    rules.loop,
    rules.automatic,
    rules.banned,
    rules.outsider,
    rules.empty,
    rules.role_without_proof,
    rules.fails_dmarc,
    rules.unproven,
    rules.spam,
    rules.announcements_only,
    rules.members_only,
    rules.subscribers_only,
    rules.locked,
    rules.member_on_moderation,
    rules.first_post,
    rules.encrypted,
    rules.too_big,
)


def judge(contribution: Contribution) -> Verdict:
    """The first refusal, or else every reason to hold, so that a moderator decides knowing all."""
    reasons: list[Reason] = []
    for rule in CHAIN:
        match rule(contribution):
            case Reject() | Discard() as refusal:
                return refusal
            case Hold(more):
                reasons += more
    return Hold(tuple(reasons)) if reasons else Pass()
