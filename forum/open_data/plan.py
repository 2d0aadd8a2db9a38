"""The city's plan as tables: measures, progress, evaluations and what each found."""

from collections.abc import Iterator
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forum.language import N_
from forum.open_data import vocabulary as words
from forum.open_data.dataset import Dataset, Field, Row, Type
from forum.people.standing import NOBODY
from forum.plan import reading
from forum.plan.checking import Evaluation, Finding, Progress
from forum.plan.measure import MeasureVersion
from forum.proposals.proposal import Proposal
from forum.proposals.reading import may_see
from forum.site import Site


def measures(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    proposals, sheets = _causes(session)
    for entry in reading.entries(session):
        now = entry.now
        yield (
            entry.position,
            {
                "code": entry.code,
                "url": site.link(f"/plan/{quote(entry.code)}"),
                "period": now.period.name,
                "area": now.area,
                "title": now.title,
                "description": now.description,
                "plain": now.plain,
                "doer": now.doer,
                "department": now.department,
                "state": now.state,
                "first_year": now.first_year,
                "last_year": now.last_year,
                "flags": list(now.chosen_for),
                "version": now.number,
                "changed_at": now.made_at,
                "cause": now.cause,
                "cause_proposal": proposals.get(now.proposal_id),
                "cause_evaluation": sheets.get(now.evaluation_id),
                "reason": now.reason,
                "reported_on": entry.reported_on,
            },
        )


def _causes(session: Session) -> tuple[dict[int | None, str], dict[int | None, str]]:
    """The names of the proposals and sheets that caused versions; of those that all may read."""
    causes = select(MeasureVersion.proposal_id)
    named = session.scalars(select(Proposal).where(Proposal.id.in_(causes)))
    judged = select(MeasureVersion.evaluation_id)
    sheets = session.scalars(select(Evaluation).where(Evaluation.id.in_(judged)))
    return (
        {one.id: one.public_id for one in named if may_see(one, NOBODY)},
        {one.id: one.public_id for one in sheets},
    )


def progress(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    wanted = select(Progress).options(joinedload(Progress.measure)).order_by(Progress.id)
    for one in session.scalars(wanted):
        row = {"measure": one.measure.code, "on": one.on, "words": one.words}
        yield one.id, row | {"figure": one.figure, "unit": one.unit, "entered_at": one.entered_at}


def evaluations(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    wanted = select(Evaluation).options(
        joinedload(Evaluation.measure), joinedload(Evaluation.before)
    )
    for one in session.scalars(wanted.order_by(Evaluation.id)):
        yield (
            one.id,
            {
                "id": one.public_id,
                "measure": one.measure.code,
                "url": site.link(f"/plan/{quote(one.measure.code)}"),
                "stage": one.stage,
                "before": one.before and one.before.public_id,
                "on": one.on,
                "evaluator": one.evaluator,
                "summary": one.summary,
                "consequence": one.consequence,
                "consequence_words": one.consequence_words,
                "entered_at": one.entered_at,
            },
        )


def findings(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    wanted = select(Finding).options(joinedload(Finding.evaluation)).order_by(Finding.id)
    for one in session.scalars(wanted):
        row = {"evaluation": one.evaluation.public_id, "position": one.position}
        yield one.id, row | {"criterion": one.criterion, "mark": one.mark, "words": one.words}


_YEAR = N_("年度（4月に始まる年の西暦）")

MEASURES = Dataset(
    "measures",
    N_("施策"),
    N_("市の計画にある施策の、いまの内容です。一行が一つの施策です。"),
    (
        Field("code", Type.ID, N_("施策の番号")),
        Field("url", Type.URL, N_("施策のページ")),
        Field("period", Type.TEXT, N_("計画の時期（前期・後期）")),
        Field("area", Type.TEXT, N_("分野")),
        Field("title", Type.TEXT, N_("施策の名前")),
        Field("description", Type.TEXT, N_("施策の内容")),
        Field("plain", Type.TEXT, N_("やさしい要約")),
        Field("doer", Type.CODE, N_("担い手"), codes=words.DOERS),
        Field("department", Type.TEXT, N_("担当する課")),
        Field("state", Type.CODE, N_("どこまで進んだか"), codes=words.STATES),
        Field("first_year", Type.INTEGER, N_("始まりの年度"), _YEAR),
        Field("last_year", Type.INTEGER, N_("終わりの年度"), _YEAR),
        Field("flags", Type.LIST, N_("選ばれた理由"), codes=words.FLAGS),
        Field("version", Type.INTEGER, N_("いまの内容が何番目の版か")),
        Field("changed_at", Type.MOMENT, N_("いまの版になった日時")),
        Field("cause", Type.CODE, N_("何を受けていまの版になったか"), codes=words.CAUSES),
        Field("cause_proposal", Type.ID, N_("いまの版のもとになった提案の名前")),
        Field("cause_evaluation", Type.ID, N_("いまの版のもとになった評価の名前")),
        Field("reason", Type.TEXT, N_("いまの版に変えた理由")),
        Field("reported_on", Type.DATE, N_("最近の推進状況の日")),
    ),
    measures,
)
PROGRESS = Dataset(
    "progress",
    N_("推進状況"),
    N_("施策がどう進んだかの報告です。一行が一つの報告です。"),
    (
        Field("measure", Type.ID, N_("施策の番号")),
        Field("on", Type.DATE, N_("いつの状況か")),
        Field("words", Type.TEXT, N_("報告の文")),
        Field("figure", Type.DECIMAL, N_("数で表せるときの数"), N_("unit の欄")),
        Field("unit", Type.TEXT, N_("数の単位")),
        Field("entered_at", Type.MOMENT, N_("書き込まれた日時")),
    ),
    progress,
)
EVALUATIONS = Dataset(
    "evaluations",
    N_("評価"),
    N_("施策の事前評価と事後評価です。一行が一枚の評価です。"),
    (
        Field("id", Type.ID, N_("評価の名前")),
        Field("measure", Type.ID, N_("施策の番号")),
        Field("url", Type.URL, N_("施策のページ")),
        Field("stage", Type.CODE, N_("事前か事後か"), codes=words.STAGES),
        Field("before", Type.ID, N_("事後評価が答えている事前評価の名前")),
        Field("on", Type.DATE, N_("評価の日")),
        Field("evaluator", Type.TEXT, N_("だれが評価したか")),
        Field("summary", Type.TEXT, N_("まとめ")),
        Field("consequence", Type.CODE, N_("評価から何をするか"), codes=words.CONSEQUENCES),
        Field("consequence_words", Type.TEXT, N_("そうする理由")),
        Field("entered_at", Type.MOMENT, N_("書き込まれた日時")),
    ),
    evaluations,
)
FINDINGS = Dataset(
    "findings",
    N_("評価の項目"),
    N_("評価の項目ごとの結果です。一行が一つの項目です。"),
    (
        Field("evaluation", Type.ID, N_("評価の名前")),
        Field("position", Type.INTEGER, N_("評価のなかの順番")),
        Field("criterion", Type.TEXT, N_("何を見るか")),
        Field("mark", Type.CODE, N_("どうだったか"), codes=words.MARKS),
        Field("words", Type.TEXT, N_("説明")),
    ),
    findings,
)
