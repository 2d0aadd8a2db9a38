"""`status 提案3`: where a proposal stands, its dates, what comes next, what the city answered."""

import re
import unicodedata

from sqlalchemy import select

from forum.announcements.full_text import asked_lines, day_words
from forum.language import N_, Words
from forum.proposals import drafting, reading
from forum.proposals.dealings import Dealings, dealings
from forum.proposals.deciding import current_poll
from forum.proposals.proposal import Kind, Proposal, State
from forum.proposals.wording import LATE, STATES
from forum.text.masking import mask
from mailgate.inbound.commands.looking import Block
from mailgate.inbound.commands.obeyed import Asking
from mailgate.inbound.commands.request import Request

_YEAR = re.compile(r"(?:令和|r)\s*(\d{1,2}|元)\s*年?度?|(20\d\d)\s*年度?|fy\s*(20\d\d)", re.I)
_NUMBER = re.compile(r"(?:提案|伝達|proposal|relay)?\s*(?:no\.?|第|#)?\s*(\d{1,4})\s*号?", re.I)
MOST_LISTED = 5
_NEXT = {
    State.DRAFT: N_("起草がまとまると、意見を募集します。"),
    State.COMMENT: N_("意見募集のあと、意向確認に進みます。"),
    State.POLL: N_("意向確認のあと、会長が決定を記録します。"),
    State.ADOPTED: N_("事務局が市に提出します。"),
    State.SUBMITTED: N_("市の受理を待っています。"),
    State.SENT: N_("市の受理を待っています。"),
    State.RECEIVED: N_("市の回答を待っています。"),
    State.CLARIFYING: N_("市の照会に、協議会が答える番です。"),
    State.INTERIM: N_("市の最終の回答を待っています。"),
    State.ANSWERED: N_("回答のその後を確かめていきます。"),
    State.FOLLOWING: N_("施策の進み具合を確かめています。"),
    State.EVALUATED: N_("評価を受けて、会長が締めくくります。"),
    State.CLOSED: N_("これで終わりです。"),
    State.SHELVED: N_("見送られています。取り上げ直すこともできます。"),
    State.MERGED: N_("ほかの提案にまとめられました。"),
    State.WITHDRAWN: N_("取り下げられました。"),
}


def proposal_status(asking: Asking, request: Request) -> Block:
    """What somebody may know of the proposal that they name; kindly where there is none."""
    said = asking.language
    found = _meant(asking, request.words)
    if found is None or not reading.may_see(found, asking.reader()):
        return _unknown(asking)
    told = dealings(asking.session, found)
    title = drafting.frozen(asking.session, found).title
    block = Block(f"{found.label} {mask(title)}")
    block.lines.append(
        said.gettext(N_("いまの段階：%(state)s"), state=said.gettext(STATES[found.state]))
    )
    block.lines += _dates(asking, found, told)
    block.lines.append(said.gettext(_NEXT[found.state]))
    if told.late is not None:
        block.lines.append(said.gettext(LATE[told.late]))
    if told.have_answers:
        for one in told.items:
            block.lines += ["", *(mask(line) for line in asked_lines(one, said))]
            block.lines += [
                said.gettext(
                    N_("施策：%(name)s"), name=f"{x.measure.code} {x.measure.current.title}"
                )
                for x in one.measures
            ]
    block.lines += ["", asking.site.link(f"/proposals/{found.public_id}")]
    return block


def _meant(asking: Asking, words: str) -> Proposal | None:
    plain = unicodedata.normalize("NFKC", words)
    kind = Kind.RELAY if re.search(r"伝達|relay", plain, re.I) else Kind.PROPOSAL
    year = _YEAR.search(plain)
    rest = plain[year.end() :] if year else plain
    number = _NUMBER.search(rest)
    if number is None:
        return None
    if year is None:
        return reading.newest_numbered(asking.session, kind, int(number[1]))
    era = 1 if year[1] == "元" else int(year[1] or 0)
    begins = 2018 + era if era else int(year[2] or year[3] or 0)
    return reading.numbered(asking.session, kind, begins, int(number[1]))


def _dates(asking: Asking, one: Proposal, told: Dealings) -> list[str]:
    made = told.submission
    pairs = [
        (N_("決定：%(day)s"), one.decided_on),
        (N_("提出：%(day)s"), made.submitted_on if made else None),
        (N_("受理：%(day)s"), made.received_on if made else None),
        (N_("回答の期限：%(day)s"), told.due_on),
        (N_("推進本部の承認：%(day)s"), one.approved_on),
    ]
    if one.state is State.COMMENT:
        pairs.append((N_("意見募集のしめきり：%(day)s"), one.comment_until))
    if one.state is State.POLL and (poll := current_poll(asking.session, one)) is not None:
        pairs.append((N_("意向確認のしめきり：%(day)s"), poll.closes_on))
    said: Words = asking.language
    return [said.gettext(words, day=day_words(day, said)) for words, day in pairs if day]


def _unknown(asking: Asking) -> Block:
    said = asking.language.gettext
    block = Block(said(N_("提案の様子")))
    block.lines.append(
        said(N_("その番号の提案は見つかりません。番号は、協議会が決定したときに付きます。"))
    )
    newest = select(Proposal).where(Proposal.number.is_not(None)).order_by(Proposal.id.desc())
    shown = asking.session.scalars(newest.limit(MOST_LISTED)).all()
    if shown:
        block.lines += ["", said(N_("新しい提案：")), *(_line(asking, one) for one in shown)]
    return block


def _line(asking: Asking, one: Proposal) -> str:
    title = " ".join(mask(drafting.frozen(asking.session, one).title).split())
    return f"{one.label} {title}（{asking.language.gettext(STATES[one.state])}）"
