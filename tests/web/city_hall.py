"""Proposals of the council of the tests that lie with the city: submitted, asked about, answered."""

from datetime import timedelta
from typing import TYPE_CHECKING

from forum.addresses import EmailAddress
from forum.announcements import stopping
from forum.announcements.audience import listening
from forum.base import today
from forum.proposals import answering
from forum.proposals.answering import Paper, Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.proposal import State
from forum.site import Site
from tests.forum.proposals.stage import Stage, done

if TYPE_CHECKING:
    from tests.web.council import Council

SCAN = b"%PDF-1.4 1"


def deal(stage: Stage, council: "Council", site: Site) -> None:
    """All of it, uncommitted."""
    session, city, office = stage.session, stage.standing("liaison"), stage.standing("secretariat")
    council.proposals["submitted"] = stage.in_state(State.SUBMITTED).public_id

    late = stage.in_state(State.RECEIVED)
    made = answering.submission(session, late)
    assert made is not None
    made.due_on = today() - timedelta(days=3)
    item = answering.items(session, late)[0]
    done(answering.refer(session, late, item, "Архив", today() + timedelta(days=9), city))
    council.proposals["received"] = late.public_id

    asked = stage.in_state(State.RECEIVED)
    done(answering.clarify(session, asked, "Сколько звонков?", city))
    council.proposals["clarifying"] = asked.public_id

    said = stage.in_state(State.RECEIVED)
    items = answering.items(session, said)
    sha256 = site.attachments.keep([SCAN])[0]
    replies = [Reply(one, Judgement.REFLECTED, Response.DONE, plain="Готово.") for one in items]
    kept = done(answering.answer(session, said, replies, office, paper=Paper(sha256)))
    other = Reply(items[0], Judgement.PARTLY, Response.ELSEWHERE, passed_to="Край", reason="Край.")
    done(answering.correct(session, said, other, "Ошибка.", city))
    done(answering.approve(session, said, today(), stage.standing("hq")))
    session.flush()
    anna = EmailAddress.parse("resident@example.jp")
    assert anna is not None
    hearing = listening(session, site, said, anna)
    assert hearing is not None
    council.tidings = stopping.token(site, hearing)
    council.proposals["answered"] = said.public_id
    council.city_item, council.paper_answer = items[0].public_id, kept[0].public_id
