"""Proposals of the council of the tests that lie with the city: submitted, asked about, answered."""

from datetime import timedelta
from typing import TYPE_CHECKING

from forum.addresses import EmailAddress
from forum.announcements import paper, stopping
from forum.announcements.audience import listening
from forum.announcements.tiding import Tiding, Way
from forum.base import today
from forum.people.person import Person
from forum.proposals import answering, city, clarifying, drafting, following_up
from forum.proposals.answering import Paper, Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.proposal import Act, Proposal, State
from forum.site import Site
from tests.forum.proposals.stage import Stage, done

if TYPE_CHECKING:
    from tests.web.council import Council

SCAN = b"%PDF-1.4 1"


def deal(stage: Stage, council: "Council", site: Site) -> None:
    """All of it, uncommitted."""
    session = stage.session
    liaison, office = stage.standing("liaison"), stage.standing("secretariat")
    council.proposals["submitted"] = stage.in_state(State.SUBMITTED).public_id

    late = stage.in_state(State.RECEIVED)
    made = city.submission(session, late)
    assert made is not None
    made.due_on = today() - timedelta(days=3)
    item = drafting.frozen_items(session, late)[0]
    done(clarifying.refer(session, late, item, "Архив", today() + timedelta(days=9), liaison))
    council.proposals["received"] = late.public_id

    asked = stage.in_state(State.RECEIVED)
    done(clarifying.clarify(session, asked, "Сколько звонков?", liaison))
    council.proposals["clarifying"] = asked.public_id

    said = stage.in_state(State.RECEIVED)
    items = drafting.frozen_items(session, said)
    sha256 = site.attachments.keep([SCAN])[0]
    replies = [Reply(one, Judgement.REFLECTED, Response.DONE, plain="Готово.") for one in items]
    kept = done(answering.answer(session, said, replies, office, paper=Paper(sha256)))
    other = Reply(items[0], Judgement.PARTLY, Response.ELSEWHERE, passed_to="Край", reason="Край.")
    done(answering.correct(session, said, other, "Ошибка.", liaison))
    done(following_up.approve(session, said, today(), stage.standing("hq")))
    session.flush()
    anna = EmailAddress.parse("resident@example.jp")
    assert anna is not None
    hearing = listening(session, site, said, anna)
    assert hearing is not None
    council.tidings = stopping.token(site, hearing)
    council.proposals["answered"] = said.public_id
    _tell(stage, council, site, said)
    council.city_item, council.paper_answer = items[0].public_id, kept[0].public_id


def _tell(stage: Stage, council: "Council", site: Site, said: Proposal) -> None:
    """The answer is told to somebody on the web, and in a letter; the submission waits for one."""
    session, steps = stage.session, {step.act: step for step in said.steps}
    vera = Person(name="Вера Орлова", district="Набережная")
    session.add(vera)
    session.flush()

    def tell(person_id: int, act: Act, way: Way) -> Tiding:
        tiding = Tiding(person_id=person_id, proposal_id=said.id, step_id=steps[act].id, way=way)
        session.add(tiding)
        session.flush()
        return tiding

    council.tiding = tell(stage.people["resident"].id, Act.ANSWER, Way.WEB).public_id
    tell(vera.id, Act.ANSWER, Way.LETTER)
    run = paper.make_letters(session, site, stage.people["secretariat"].id)
    assert run is not None
    council.letter = paper.letters_of(session, run.id)[0].code
    council.letter_reader = vera.public_id
    tell(vera.id, Act.SUBMIT, Way.LETTER)
