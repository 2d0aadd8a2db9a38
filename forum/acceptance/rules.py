"""Every rule of what may be said. A rule only looks: no database, no clock, no mail."""

from forum.acceptance.contribution import Contribution
from forum.acceptance.verdict import Discard, Hold, Reject, discard, hold, reject
from forum.archive.thread import Identity, Origin
from forum.boards import MEMBERS_READERS, Posting, may_moderate, may_read
from forum.people.person import Role


def loop(contribution: Contribution) -> Discard | None:
    """A mail of ours that comes back goes nowhere, or two lists would talk for ever."""
    return discard("loop", trace=contribution.looping) if contribution.looping else None


def automatic(contribution: Contribution) -> Discard | None:
    """A machine's answer is no contribution (RFC 3834)."""
    return discard("automatic", sign=contribution.automatic) if contribution.automatic else None


def banned(contribution: Contribution) -> Reject | None:
    """Somebody who was shut out can't post."""
    return reject("banned") if contribution.author.banned else None


def outsider(contribution: Contribution) -> Reject | None:
    """Who may not read a board may not post there either."""
    board, standing = contribution.board, contribution.author.standing
    return None if may_read(board.visibility, board.id, standing) else reject("outsider")


def announcements_only(contribution: Contribution) -> Hold | None:
    """On a moderators' board everybody else's post waits."""
    board, standing = contribution.board, contribution.author.standing
    if board.posting is not Posting.MODERATORS:
        return None
    if may_moderate(board.visibility, board.id, standing) or standing.holds(Role.CHAIR):
        return None
    return hold("moderators_only")


def members_only(contribution: Contribution) -> Hold | None:
    """On a board where members write, a resident's post waits for a moderator."""
    board, standing = contribution.board, contribution.author.standing
    if board.posting is not Posting.MEMBERS or standing.holds(*MEMBERS_READERS, board_id=board.id):
        return None
    return hold("members_only")


def subscribers_only(contribution: Contribution) -> Hold | None:
    """On a subscribers' board, a stranger's post waits for a moderator."""
    board, author = contribution.board, contribution.author
    if board.posting is not Posting.SUBSCRIBERS or author.subscribes or author.standing.roles:
        return None
    return hold("stranger")


def locked(contribution: Contribution) -> Hold | None:
    """Where the discussion has been closed only its moderators still write."""
    board, standing = contribution.board, contribution.author.standing
    if not contribution.thread_locked or may_moderate(board.visibility, board.id, standing):
        return None
    return hold("locked")


def member_on_moderation(contribution: Contribution) -> Hold | None:
    """A moderator reads what somebody on moderation writes."""
    return hold("on_moderation") if contribution.author.moderated else None


def first_post(contribution: Contribution) -> Hold | None:
    """The first words of strangers and of people who joined by themselves wait once."""
    author = contribution.author
    if author.trusted or author.standing.roles or contribution.entered_by_id:
        return None
    return hold("first_post")


def role_without_proof(contribution: Contribution) -> Hold | None:
    """Words in the name of somebody with a role wait until it is sure that they wrote them."""
    if contribution.identity is not Identity.UNPROVEN or not contribution.author.standing.roles:
        return None
    return hold("unproven_role")


def fails_dmarc(contribution: Contribution) -> Hold | None:
    """A mail that its own domain disowns waits, whoever it claims to be from (RFC 7489)."""
    proof = contribution.proof or {}
    failed = contribution.identity is Identity.UNPROVEN and proof.get("dmarc") == "fail"
    return hold("fails_dmarc") if failed and proof.get("policy") != "none" else None


def unproven(contribution: Contribution) -> Hold | None:
    """Where the board asks for it, any mail waits for its writer's confirmation unless it is proven."""
    by_mail = contribution.origin is Origin.MAIL and contribution.board.holds_unproven
    if not by_mail or contribution.identity is not Identity.UNPROVEN:
        return None
    known_better = role_without_proof(contribution) or fails_dmarc(contribution)
    return None if known_better else hold("unproven")


def spam(contribution: Contribution) -> Hold | None:
    """A moderator has a look at what a filter in front of us called spam."""
    return hold("spam", sign=contribution.spam) if contribution.spam else None


def encrypted(contribution: Contribution) -> Hold | None:
    """What nobody here can read waits: a moderator asks the sender, or lets it through as it is."""
    sealed = any(card.get("card") == "encrypted" for card in contribution.cards)
    return hold("encrypted") if sealed else None


def too_big(contribution: Contribution) -> Hold | None:
    """A mail over the board's limit waits; nothing of it is lost."""
    limit = contribution.board.max_message_bytes
    if limit is None or contribution.size <= limit:
        return None
    return hold("too_big", size=contribution.size, limit=limit)


def empty(contribution: Contribution) -> Hold | Reject | None:
    """Nothing to read: on the web it is sent back, by mail a moderator has a look."""
    if contribution.text.strip() or contribution.attachments:
        return None
    return reject("empty") if contribution.origin is Origin.WEB else hold("empty")
