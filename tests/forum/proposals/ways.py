"""The ways of a proposal and of a relay, written down by hand, to judge life.py by."""

from forum.proposals.life import Capacity
from forum.proposals.proposal import Act, Kind, State

S, C = State, Capacity
COUNCIL_MOVES = {
    (S.DRAFT, S.COMMENT): {C.MODERATOR},
    (S.DRAFT, S.WITHDRAWN): {C.DRAFTER, C.CHAIR},
    (S.COMMENT, S.DRAFT): {C.DRAFTER, C.MODERATOR},
    (S.COMMENT, S.POLL): {C.CHAIR},
    (S.COMMENT, S.SHELVED): {C.CHAIR},
    (S.COMMENT, S.MERGED): {C.DRAFTER},
    (S.COMMENT, S.WITHDRAWN): {C.DRAFTER, C.CHAIR},
    (S.POLL, S.ADOPTED): {C.CHAIR},
    (S.POLL, S.DRAFT): {C.CHAIR},
    (S.POLL, S.SHELVED): {C.CHAIR},
    (S.SHELVED, S.DRAFT): {C.DRAFTER, C.MODERATOR, C.CHAIR},
    (S.ADOPTED, S.SUBMITTED): {C.SECRETARIAT},
    (S.ADOPTED, S.WITHDRAWN): {C.CHAIR},
    (S.CLARIFYING, S.RECEIVED): {C.DRAFTER, C.CHAIR, C.SECRETARIAT},
    (S.ANSWERED, S.FOLLOWING): {C.RULE},
    (S.ANSWERED, S.CLOSED): {C.CHAIR},
    (S.FOLLOWING, S.EVALUATED): {C.CHAIR},
    (S.FOLLOWING, S.CLOSED): {C.CHAIR},
    (S.EVALUATED, S.CLOSED): {C.CHAIR},
}
CITY_MOVES = {
    (S.SUBMITTED, S.RECEIVED): {C.LIAISON},
    (S.RECEIVED, S.CLARIFYING): {C.LIAISON},
    (S.INTERIM, S.CLARIFYING): {C.LIAISON},
    (S.RECEIVED, S.INTERIM): {C.LIAISON, C.SECRETARIAT},
    (S.RECEIVED, S.ANSWERED): {C.LIAISON, C.SECRETARIAT},
    (S.CLARIFYING, S.ANSWERED): {C.LIAISON, C.SECRETARIAT},
    (S.INTERIM, S.ANSWERED): {C.LIAISON, C.SECRETARIAT},
}
RELAY_MOVES = {
    (S.DRAFT, S.SENT): {C.SECRETARIAT, C.MODERATOR},
    (S.DRAFT, S.WITHDRAWN): {C.DRAFTER, C.CHAIR},
    (S.SENT, S.RECEIVED): {C.LIAISON},
    (S.RECEIVED, S.ANSWERED): {C.LIAISON, C.SECRETARIAT},
    (S.ANSWERED, S.CLOSED): {C.CHAIR},
}
MOVES = {Kind.PROPOSAL: COUNCIL_MOVES | CITY_MOVES, Kind.RELAY: RELAY_MOVES}
FROZEN = set(State) - {S.DRAFT, S.COMMENT, S.SHELVED, S.WITHDRAWN, S.MERGED}


# What moves nothing, and where it may be done.
_CITY = {S.RECEIVED, S.CLARIFYING, S.INTERIM}
_AFTER = {S.ANSWERED, S.FOLLOWING, S.EVALUATED}
STAYS = {
    Act.REVISE: {S.DRAFT},
    Act.INVITE: {S.DRAFT},
    Act.LEAVE: {S.DRAFT, S.COMMENT},
    Act.CITE: {S.DRAFT, S.COMMENT, S.POLL, S.ADOPTED},
    Act.UNCITE: {S.DRAFT, S.COMMENT},
    Act.REFER: _CITY,
    Act.CORRECT: _AFTER | {S.INTERIM, S.CLOSED},
    Act.APPROVE: _CITY | _AFTER,
    Act.LINK_MEASURE: _CITY | _AFTER,
}

_WRITERS = {C.DRAFTER, C.MODERATOR}
# By whom what moves nothing is done.
BY = {
    Act.REVISE: {C.DRAFTER},
    Act.INVITE: _WRITERS,
    Act.LEAVE: {C.DRAFTER},
    Act.CITE: _WRITERS,
    Act.UNCITE: _WRITERS,
    Act.ASK_COMMENT: {C.DRAFTER},
    Act.AGREE_MERGE: {C.DRAFTER},
    Act.REFER: {C.LIAISON, C.HQ},
    Act.CORRECT: {C.LIAISON, C.SECRETARIAT},
    Act.APPROVE: {C.LIAISON, C.HQ},
    Act.LINK_MEASURE: {C.SECRETARIAT, C.LIAISON, C.HQ},
}
# What is never done without saying why.
REASONED = {
    Act.UNCITE, Act.BACK_TO_DRAFT, Act.SHELVE, Act.TAKE_UP, Act.AGREE_MERGE, Act.MERGE,
    Act.WITHDRAW, Act.CORRECT, Act.CLOSE, Act.REPROPOSE,
}  # fmt: skip
# Who acts as what, by the names of the stage.
ACTORS = {
    C.CHAIR: {"chair"},
    C.MODERATOR: {"moderator", "secretariat", "admin"},
    C.SECRETARIAT: {"secretariat"},
    C.LIAISON: {"liaison"},
    C.HQ: {"hq"},
}
# What a relay never has: nobody decides about it, nobody follows it.
COUNCIL_ONLY = {
    Act.ASK_COMMENT, Act.OPEN_COMMENT, Act.OPEN_POLL, Act.ADOPT, Act.SUBMIT, Act.CLARIFY,
    Act.ANSWER_INTERIM, Act.LINK_MEASURE, Act.FOLLOW,
}  # fmt: skip
