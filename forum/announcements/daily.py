"""The news of a day on proposals, bundled for each of those who are cited in them: one mail, or what
My page and the next letter on paper tell.

All of it is owed in one transaction, together with the note that it has been told: a crash tells
nobody twice and leaves nobody out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.announcements import noting, stopping
from forum.announcements.audience import Voice, listening, voices
from forum.announcements.record import Bundling, Hearing
from forum.announcements.telling import STALE
from forum.announcements.tiding import Matter, Way
from forum.base import table_of, utcnow
from forum.language import N_, Words
from forum.letters.correspondent import language_of
from forum.letters.letter import Letter, owe
from forum.letters.receipts import short
from forum.letters.wording import wording
from forum.needs import reading as needs
from forum.plan.checking import Progress
from forum.proposals import drafting, reading
from forum.proposals.city import ItemMeasure
from forum.proposals.content import Citation, Item
from forum.proposals.proposal import Act, Proposal, State, Step
from forum.site import Site

NEWS = {
    Act.CITE: N_("あなたの投稿が引用されました"),
    Act.OPEN_COMMENT: N_("意見募集を始めました"),
    Act.BACK_TO_DRAFT: N_("起草に戻しました"),
    Act.OPEN_POLL: N_("文章を確定し、意向確認を始めました"),
    Act.ADOPT: N_("協議会として決定しました"),
    Act.SHELVE: N_("見送りました"),
    Act.MERGE: N_("ほかの提案と統合しました"),
    Act.WITHDRAW: N_("取り下げました"),
    Act.TAKE_UP: N_("もう一度取り上げました"),
    Act.RECEIVE: N_("市が受理しました"),
    Act.CLARIFY: N_("市から照会がありました"),
    Act.EXPLAIN: N_("照会に答えました"),
    Act.ANSWER_INTERIM: N_("市から中間回答がありました"),
    Act.CORRECT: N_("市が回答を訂正しました"),
    Act.APPROVE: N_("推進本部が承認しました"),
    Act.LINK_MEASURE: N_("施策と結び付けました"),
    Act.EVALUATE: N_("評価しました"),
    Act.CLOSE: N_("完了しました"),
    Act.REPROPOSE: N_("新しい提案に引き継ぎました"),
}
_OPENING = (Act.OPEN_COMMENT, Act.OPEN_POLL, Act.ADOPT, Act.SEND)
PROGRESS = N_("施策%(code)sの推進状況が報告されました")
_bundlings = table_of(Bundling)


@dataclass(slots=True)
class _Bundle:
    """What one mailbox is told today."""

    mailbox: EmailAddress
    news: list[tuple[Hearing, list[str]]] = field(default_factory=list)


def bundle_once(session: Session, site: Site, day: date) -> int | None:
    """Owe the letters of a day; how many, or None where that was done before."""
    since = session.scalar(select(func.max(Bundling.at)))
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    noted = session.execute(
        insert(_bundlings)
        .values(day=day, at=utcnow())
        .on_conflict_do_nothing()
        .returning(_bundlings.c.day)
    )
    if noted.scalar_one_or_none() is None:
        return None
    return bundle(session, site, since or utcnow() - timedelta(days=1))


def bundle(session: Session, site: Site, since: datetime) -> int:
    """Owe every letter that is due; `since` is up to when progress has been told."""
    now = utcnow()
    steps = [step for step in _untold(session) if not _waits(step.proposal)]
    bundles: dict[str, _Bundle] = {}
    fresh = [step for step in steps if _known_since(step) > now - STALE]
    progress = _progress(session, since)
    for proposal in _proposals(session, {step.proposal_id for step in fresh} | set(progress)):
        of_this = [step for step in fresh if step.proposal_id == proposal.id]
        _tell(session, site, proposal, of_this, progress.get(proposal.id, []), bundles)
    for step in steps:
        step.told_at = now
    for one in bundles.values():
        _send(session, site, one)
    noting.tell_anew(session)
    return len(bundles)


def _tell(
    session: Session,
    site: Site,
    proposal: Proposal,
    steps: Sequence[Step],
    measures: Sequence[str],
    bundles: dict[str, _Bundle],
) -> None:
    cited = {step.id: _cited_by(session, step) for step in steps if step.act is Act.CITE}
    for voice in voices(session, proposal):
        if not reading.may_see(proposal, voice.standing(session)):
            continue
        mine = [step for step in steps if _concerns(step, cited, voice)]
        way = voice.told(session, proposal, Matter.STEPS).way
        if way is Way.NONE or not (mine or measures):
            continue
        if way is Way.MAIL and not _bundled(
            session, site, proposal, voice, mine, measures, bundles
        ):
            continue
        _note(session, voice, proposal, way, mine, measures)


def _bundled(
    session: Session,
    site: Site,
    proposal: Proposal,
    voice: Voice,
    steps: Sequence[Step],
    measures: Sequence[str],
    bundles: dict[str, _Bundle],
) -> bool:
    """Put it into the mail that the mailbox gets today; False where it wants no more."""
    if voice.mailbox is None:
        return False
    hearing = listening(session, site, proposal, voice.mailbox)
    if hearing is None:
        return False
    lines = _lines(steps, measures, language_of(session, voice.mailbox))
    bundle = bundles.setdefault(voice.mailbox.canonical, _Bundle(voice.mailbox))
    bundle.news.append((hearing, lines))
    return True


def _note(
    session: Session,
    voice: Voice,
    proposal: Proposal,
    way: Way,
    steps: Sequence[Step],
    measures: Sequence[str],
) -> None:
    mailed = way is Way.MAIL
    for step in {step.act: step for step in steps}.values():
        noting.note(session, voice, proposal, way, step=step, mailed=mailed)
    for code in measures:
        noting.note(session, voice, proposal, way, measure=code, mailed=mailed)


def _concerns(step: Step, cited: dict[int, set[int]], voice: Voice) -> bool:
    """Everybody hears of every step; of a citation only those whom it cites."""
    return step.act is not Act.CITE or any(post.id in cited[step.id] for post in voice.posts)


def _lines(steps: Sequence[Step], measures: Sequence[str], said: Words) -> list[str]:
    told = [said.gettext(NEWS[step.act]) for step in steps]
    told += [said.gettext(PROGRESS, code=code) for code in measures]
    return list(dict.fromkeys(told))


def _send(session: Session, site: Site, one: _Bundle) -> None:
    language = language_of(session, one.mailbox)
    first = one.news[0][0]
    subject, text = wording(
        "proposal_news",
        language,
        site_name=site.name,
        contact=site.address(first.proposal.board.slug),
        count=len(one.news),
        news=[_said(session, site, hearing, lines) for hearing, lines in one.news],
    )
    letter = Letter(
        to=one.mailbox,
        sender_name=site.name,
        sender=stopping.address(site, first),
        subject=short(subject),
        text=text,
        headers=stopping.headers(site, first) if len(one.news) == 1 else (),
    )
    owe(session, site, letter)


def _said(session: Session, site: Site, hearing: Hearing, lines: list[str]) -> dict[str, Any]:
    proposal = hearing.proposal
    title = drafting.frozen(session, proposal).title
    return {
        "name": " ".join(f"{proposal.label} {title}".split()),
        "lines": lines,
        "link": site.link(f"/proposals/{proposal.public_id}"),
        "stop": site.link(f"/tidings/{stopping.token(site, hearing)}"),
    }


def _untold(session: Session) -> Sequence[Step]:
    wanted = select(Step).where(Step.told_at.is_(None), Step.act.in_(NEWS))
    return session.scalars(wanted.order_by(Step.id)).all()


def _waits(proposal: Proposal) -> bool:
    """Whether it is a draft that only the council reads: others hear of it once it is opened."""
    return proposal.state is State.DRAFT and _opened_at(proposal) is None


def _known_since(step: Step) -> datetime:
    """When a step could be told at the earliest: that somebody is cited, once the draft is open."""
    opened_at = _opened_at(step.proposal)
    return max(step.at, opened_at) if opened_at is not None else step.at


def _opened_at(proposal: Proposal) -> datetime | None:
    return min((step.at for step in proposal.steps if step.act in _OPENING), default=None)


def _proposals(session: Session, ids: set[int]) -> Sequence[Proposal]:
    return session.scalars(select(Proposal).where(Proposal.id.in_(ids)).order_by(Proposal.id)).all()


def _cited_by(session: Session, step: Step) -> set[int]:
    """The posts that a citation brought in, itself or by its need."""
    wanted = select(Citation).where(Citation.public_id == step.details.get("citation", ""))
    citation = session.scalar(wanted)
    if citation is None or citation.removed_at is not None:
        return set()
    if citation.post_id is not None:
        return {citation.post_id}
    if citation.need_id is None:
        return set()
    return needs.posts_of(session, [citation.need_id])


def _progress(session: Session, since: datetime) -> dict[int, list[str]]:
    """The measures whose progress was told since then, by the proposals that they carry out."""
    rows = session.scalars(
        select(ItemMeasure)
        .join(Item, Item.id == ItemMeasure.item_id)
        .join(Progress, Progress.measure_id == ItemMeasure.measure_id)
        .where(Progress.entered_at > since)
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for link in rows:
        found.setdefault(link.item.proposal_id, []).append(link.measure.code)
    return found
