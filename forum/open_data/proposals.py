"""Proposals and relays as tables, as a stranger may read them: words, items, answers, polls."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forum.archive.thread import Post, PostState
from forum.boards import Board, Visibility
from forum.language import N_
from forum.needs.need import Need
from forum.open_data import vocabulary as words
from forum.open_data.dataset import Dataset, Field, Row, Type
from forum.people.standing import NOBODY
from forum.proposals import deadlines, drafting, reading
from forum.proposals.city import Answer, Submission
from forum.proposals.content import Citation, Item, Version
from forum.proposals.poll import Poll
from forum.proposals.proposal import Proposal
from forum.site import Site

_ROOM = 1 << 10  # for what one act publishes at once


@dataclass(frozen=True)
class _Shown:
    """A proposal that everybody may read, and the step since which they may."""

    proposal: Proposal
    version: Version
    since: int


def _shown(session: Session) -> Iterator[_Shown]:
    for one in session.scalars(select(Proposal).order_by(Proposal.id)):
        steps = reading.steps_for(one, NOBODY) if reading.may_see(one, NOBODY) else []
        if steps:
            since = min(step.id for step in steps)
            yield _Shown(one, drafting.frozen(session, one), since)


def proposals(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    rows = session.execute(select(Proposal.id, Proposal.public_id))
    names = {row.id: row.public_id for row in rows}
    shown = {shown.proposal.id for shown in _shown(session)}
    wanted = select(Submission).where(Submission.proposal_id.in_(shown))
    handed = {one.proposal_id: one for one in session.scalars(wanted)}
    for one in _shown(session):
        yield one.since, _proposal(session, site, one, handed.get(one.proposal.id), names, shown)


def _proposal(
    session: Session,
    site: Site,
    shown: _Shown,
    handed: Submission | None,
    names: dict[int, str],
    public: set[int],
) -> Row:
    one, version = shown.proposal, shown.version
    is_public = one.board.visibility is Visibility.PUBLIC
    late = deadlines.lateness(session, one)
    told: Row = {
        "id": one.public_id,
        "url": site.link(f"/proposals/{one.public_id}"),
        "kind": one.kind,
        "label": one.label,
        "fiscal_year": one.fiscal_year,
        "number": one.number,
        "state": one.state,
        "state_since": one.state_since,
        "late": late,
        "board": one.board.slug if is_public else None,
        "title": version.title,
        "problem": version.problem,
        "purpose": version.purpose,
        "effect": version.effect,
        "plain": version.plain,
        "version": version.number,
        "frozen_hash": one.frozen_hash,
        "method": one.method,
        "decided_on": one.decided_on,
        "approved_on": one.approved_on,
        "merged_into": _name(one.merged_into_id, names, public),
        "superseded_by": _name(one.superseded_by_id, names, public),
    }
    for name in ("submitted_on", "document_sha256", "received_on", "due_on"):
        told[name] = handed and getattr(handed, name)
    for name in ("addressee", "document_number", "receipt_number", "lead_department"):
        told[name] = getattr(handed, name) if handed else ""
    return told


def _name(proposal_id: int | None, names: dict[int, str], public: set[int]) -> str | None:
    return names[proposal_id] if proposal_id in public else None


def items(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    for shown in _shown(session):
        steps = {step.details.get("version"): step.id for step in shown.proposal.steps}
        begun = _first_versions(session, shown.proposal)
        measures = reading.measures_of(session, shown.proposal)
        posts, needs = _sources(session, shown.proposal)
        for item in shown.version.items:
            since = max(shown.since, steps.get(begun.get(item.item_id), 0))
            row = {
                "id": item.item.public_id,
                "proposal": shown.proposal.public_id,
                "position": item.position,
                "title": item.title,
                "words": item.words,
                "target": item.target,
                "target_words": item.target_words,
                "doer": item.doer,
                "effect": item.effect,
                "measures": [one.measure.code for one in measures.get(item.item_id, ())],
                "posts": [*posts.get(item.item_id, ()), *posts.get(None, ())],
                "needs": [*needs.get(item.item_id, ()), *needs.get(None, ())],
            }
            yield since * _ROOM + item.position, row


def _first_versions(session: Session, proposal: Proposal) -> dict[int, int]:
    """In which version each item came in."""
    found: dict[int, int] = {}
    for version in drafting.versions(session, proposal):
        for item in version.items:
            found.setdefault(item.item_id, version.number)
    return found


Sources = dict[int | None, list[str]]


def _sources(session: Session, proposal: Proposal) -> tuple[Sources, Sources]:
    """Published posts of public boards, and needs, by item; under None those of the whole."""
    posts = (
        select(Citation.item_id, Post.public_id)
        .join(Post, Citation.post_id == Post.id)
        .join(Board, Post.board_id == Board.id)
        .where(Post.state == PostState.PUBLISHED, Board.visibility == Visibility.PUBLIC)
    )
    needs = select(Citation.item_id, Need.public_id).join(Need, Citation.need_id == Need.id)
    return _by_item(session, proposal, posts), _by_item(session, proposal, needs)


def _by_item(session: Session, proposal: Proposal, wanted: Any) -> Sources:
    mine = wanted.where(Citation.proposal_id == proposal.id, Citation.removed_at.is_(None))
    found: Sources = {}
    for item_id, name in session.execute(mine.order_by(Citation.id)):
        found.setdefault(item_id, []).append(name)
    return found


def answers(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    shown = {shown.proposal.id for shown in _shown(session)}
    wanted = select(Answer).join(Item).where(Item.proposal_id.in_(shown))
    wanted = wanted.options(joinedload(Answer.item).joinedload(Item.proposal))
    for one in session.scalars(wanted.order_by(Answer.id)):
        names = (
            "number", "is_interim", "judgement", "response", "fiscal_year", "passed_to", "reason",
            "plain", "department", "answered_on", "is_written", "made_at", "correction",
        )  # fmt: skip
        row: Row = {name: getattr(one, name) for name in names}
        row |= {"id": one.public_id, "item": one.item.public_id}
        yield one.id, row | {"proposal": one.item.proposal.public_id}


def polls(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    """What was published when a poll ended; cells of fewer than three are merged there already."""
    shown = {shown.proposal.id for shown in _shown(session)}
    wanted = select(Poll).where(Poll.ended_at.is_not(None), Poll.proposal_id.in_(shown))
    for poll in session.scalars(wanted.options(joinedload(Poll.proposal)).order_by(Poll.id)):
        assert poll.ended_at is not None
        key = int(poll.ended_at.timestamp() * 1000) * _ROOM
        about = {"proposal": poll.proposal.public_id, "poll": poll.number}
        for place, cell in enumerate(_cells(poll.result or {})):
            yield key + place, about | {"closes_on": poll.closes_on, **cell}


def _cells(result: dict[str, Any]) -> Iterator[Row]:
    for group in ("council", "residents"):
        table = result.get(group) or {}
        for row in table.get("rows", ()):
            for choices, count in zip(table["choices"], row["counts"], strict=True):
                told: Row = {"group": group, "sectors": row["sectors"], "choices": choices}
                yield told | {"count": count}


_PROPOSAL = Field("proposal", Type.ID, N_("提案の名前"))

PROPOSALS = Dataset(
    "proposals",
    N_("提案"),
    N_("協議会から市への提案と伝達です。一行が一つの提案です。起草中で公開前のものは入りません。"),
    (
        Field("id", Type.ID, N_("提案の名前")),
        Field("url", Type.URL, N_("提案のページ")),
        Field("kind", Type.CODE, N_("提案か伝達か"), codes=words.PROPOSAL_KINDS),
        Field("label", Type.TEXT, N_("令和8年度提案第3号のような番号。決まるまでは空")),
        Field("fiscal_year", Type.INTEGER, N_("番号の年度"), N_("年度（4月に始まる年の西暦）")),
        Field("number", Type.INTEGER, N_("年度のなかの番号")),
        Field("state", Type.CODE, N_("いまの段階"), codes=words.PROPOSAL_STATES),
        Field("state_since", Type.MOMENT, N_("いまの段階になった日時")),
        Field("late", Type.CODE, N_("遅れ。なければ空"), codes=words.LATENESS),
        Field("board", Type.ID, N_("話し合われた場。だれでも読める場のときだけ")),
        Field("title", Type.TEXT, N_("題名")),
        Field("problem", Type.TEXT, N_("現状と課題")),
        Field("purpose", Type.TEXT, N_("目的")),
        Field("effect", Type.TEXT, N_("期待される効果")),
        Field("plain", Type.TEXT, N_("やさしい要約")),
        Field("version", Type.INTEGER, N_("この文の版")),
        Field("frozen_hash", Type.ID, N_("意向確認のときの文のSHA-256（十六進）")),
        Field("method", Type.CODE, N_("どう決めたか"), codes=words.METHODS),
        Field("decided_on", Type.DATE, N_("協議会が決めた日")),
        Field("submitted_on", Type.DATE, N_("市に提出した日")),
        Field("addressee", Type.TEXT, N_("あて先")),
        Field("document_number", Type.TEXT, N_("文書番号")),
        Field("document_sha256", Type.ID, N_("提案書のPDFのSHA-256（十六進）")),
        Field("received_on", Type.DATE, N_("市が受理した日")),
        Field("receipt_number", Type.TEXT, N_("受理番号")),
        Field("lead_department", Type.TEXT, N_("回答をまとめる課")),
        Field("due_on", Type.DATE, N_("回答の期限")),
        Field("approved_on", Type.DATE, N_("推進本部が承認した日")),
        Field("merged_into", Type.ID, N_("統合した先の提案の名前")),
        Field("superseded_by", Type.ID, N_("あとをつぐ提案の名前")),
    ),
    proposals,
)
ITEMS = Dataset(
    "items",
    N_("提案の項目"),
    N_("提案の項目です。一行が一つの項目です。"),
    (
        Field("id", Type.ID, N_("項目の名前")),
        _PROPOSAL,
        Field("position", Type.INTEGER, N_("項目の番号")),
        Field("title", Type.TEXT, N_("項目の題")),
        Field("words", Type.TEXT, N_("項目の内容")),
        Field("target", Type.CODE, N_("何を変えるか"), codes=words.TARGETS),
        Field("target_words", Type.TEXT, N_("変えるものの名前")),
        Field("doer", Type.TEXT, N_("だれがするか")),
        Field("effect", Type.TEXT, N_("期待される効果")),
        Field("measures", Type.LIST, N_("この項目を実施する施策の番号")),
        Field("posts", Type.LIST, N_("もとになった投稿の名前（だれでも読めるものだけ）")),
        Field("needs", Type.LIST, N_("もとになったニーズの名前")),
    ),
    items,
)
ANSWERS = Dataset(
    "answers",
    N_("市の回答"),
    N_("項目ごとの市の回答です。訂正は新しい行になり、前の行も残ります。"),
    (
        Field("id", Type.ID, N_("回答の名前")),
        _PROPOSAL,
        Field("item", Type.ID, N_("項目の名前")),
        Field("number", Type.INTEGER, N_("この項目への何番目の回答か")),
        Field("is_interim", Type.BOOLEAN, N_("中間回答かどうか")),
        Field("judgement", Type.CODE, N_("判断"), codes=words.JUDGEMENTS),
        Field("response", Type.CODE, N_("対応"), codes=words.RESPONSES),
        Field("fiscal_year", Type.INTEGER, N_("実施予定の年度"), N_("年度（4月に始まる年の西暦）")),
        Field("passed_to", Type.TEXT, N_("市の所管外のときの送付先")),
        Field("reason", Type.TEXT, N_("理由")),
        Field("plain", Type.TEXT, N_("やさしい要約")),
        Field("department", Type.TEXT, N_("答えた課")),
        Field("answered_on", Type.DATE, N_("回答の日")),
        Field("is_written", Type.BOOLEAN, N_("書面回答を書き写したものかどうか")),
        Field("made_at", Type.MOMENT, N_("書き込まれた日時")),
        Field("correction", Type.TEXT, N_("訂正のときの理由")),
    ),
    answers,
)
POLLS = Dataset(
    "polls",
    N_("意向確認の結果"),
    N_("終わった意向確認の数です。3人に満たないところは、となりとまとめてあります。"),
    (
        _PROPOSAL,
        Field("poll", Type.INTEGER, N_("この提案の何回目の意向確認か")),
        Field("closes_on", Type.DATE, N_("締め切りの日")),
        Field("group", Type.CODE, N_("委員か住民か"), codes=words.POLL_GROUPS),
        Field(
            "sectors", Type.LIST, N_("数えた立場。いくつもあれば、まとめた数"), codes=words.SECTORS
        ),
        Field(
            "choices", Type.LIST, N_("数えた答え。いくつもあれば、まとめた数"), codes=words.CHOICES
        ),
        Field("count", Type.INTEGER, N_("答えた人の数"), N_("人")),
    ),
    polls,
)
