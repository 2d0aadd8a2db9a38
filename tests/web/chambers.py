"""What the council of the tests holds beside its boards: meetings, advice, voices entered for others."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.acceptance.contribution import KeptAttachment
from forum.advice import asking
from forum.advice.advice import Advice, Interest, Stage
from forum.advice.advice import Door as AdviceDoor
from forum.archive.thread import Origin, Post, Thread
from forum.base import today, utcnow
from forum.boards import Board
from forum.intake import entering
from forum.intake.entering import Voice
from forum.intake.entry import Intake
from forum.matters import Matter, find
from forum.meetings import holding, minuting
from forum.meetings.holding import Call, Point
from forum.meetings.meeting import Door, Meeting, Minutes, Presence, Said
from forum.meetings.minuting import Decided, Record
from forum.people.person import Person
from forum.people.standing import standing_of
from forum.site import Site

if TYPE_CHECKING:
    from tests.web.council import Council


def furnish(session: Session, council: "Council", site: Site) -> None:
    """All of it, uncommitted."""
    _meetings(session, council)
    _advice(session, council, site)
    _entries(session, council, site)


def _entries(session: Session, council: "Council", site: Site) -> None:
    (sha256,) = site.attachments.keep([b"1:100\n"])
    scan = KeptAttachment("Письмо.txt", "text/plain", 6, sha256)
    made = []
    for slug, who, told in (
        ("street", "resident", "Фонарь горит."),
        ("street", "member", "Фонарь новый."),
        ("staff", "liaison", "Служебное: Тихо."),
    ):
        person = session.get_one(Person, council.people[who])
        voice = Voice(person, Origin.PAPER, today(), "Служебное", told, kept=[scan])
        if slug != "staff":
            voice = replace(voice, subject="Фонарь", kept=[] if made else [scan])
        board = session.get_one(Board, council.boards[slug])
        clerk = standing_of(session, council.people["secretariat"])
        entry = entering.enter(session, site, board, voice, clerk)
        assert isinstance(entry, Intake), entry
        made.append(entry)
    entering.note(session, site, made[1], "Фонарь старый.")
    session.flush()
    council.entry, council.noted_entry, council.staff_entry = (one.public_id for one in made)
    council.scan = made[2].scans[0].public_id


def _advice(session: Session, council: "Council", site: Site) -> None:
    adviser = session.get_one(Person, council.people["adviser"])
    member = standing_of(session, council.people["member"])
    thread = session.scalar(select(Thread).where(Thread.public_id == council.thread))
    for told in ("Работал с залом.", "Больше не работаю."):
        assert isinstance(asking.declare(session, told, standing_of(session, adviser.id)), Interest)
    given, asked = (
        asking.ask(session, site, adviser, matter, stage, question, member, today())
        for matter, stage, question in (
            (find(session, "Ш1"), Stage.DOING, "Как начать?"),
            (Matter(thread=thread), Stage.PLANNING, "Что важно?"),
        )
    )
    assert isinstance(given, Advice), given
    assert isinstance(asked, Advice), asked
    for told in ("Начните с малого.", "И спросите людей."):
        asking.reply(session, site, given, told, adviser.id, AdviceDoor.WEB)
    council.given_advice, council.asked_advice = given.public_id, asked.public_id


def _meetings(session: Session, council: "Council") -> None:
    by = standing_of(session, council.people["secretariat"])
    coming = _meeting(session, council, "general", "Третья встреча", 9)
    asked = _meeting(session, council, "general", "Вторая встреча", -3)
    final = _meeting(session, council, "general", "Первая встреча", -40)
    for meeting in (asked, final):
        there = {council.people[name]: Presence.PRESENT for name in ("chair", "secretariat")}
        record = Record("Говорили о зале.", there, "План зала", 2, [Decided("Открыть зал.")])
        minutes = minuting.write(session, meeting, record, 0, by)
        assert isinstance(minutes, Minutes), minutes
        meeting.asked_at, meeting.answer_until = utcnow(), today() + timedelta(days=7)
        session.flush()
        chair = council.people["chair"]
        minuting.answer(session, minutes, chair, Said.COMMENT, "Зал большой.", Door.WEB)
    # As if it had been sent: the words of a post are in one language only.
    final.final_at = utcnow()
    final.versions[0].post_id = session.scalar(
        select(Post.id).where(Post.public_id == council.reply)
    )
    staff = _meeting(session, council, "staff", "Служебное", 5)
    session.flush()
    council.coming_meeting, council.asked_meeting = coming.public_id, asked.public_id
    council.final_meeting, council.staff_meeting = final.public_id, staff.public_id


def _meeting(session: Session, council: "Council", slug: str, title: str, days: int) -> Meeting:
    board = session.get_one(Board, council.boards[slug])
    thread = session.scalar(select(Thread).where(Thread.public_id == council.thread))
    told = Call(
        title,
        utcnow() + timedelta(days=days),
        "Ратуша",
        [Point("Зал", Matter(thread=thread)), Point("Запись", find(session, "Ш1"))],
        utcnow() + timedelta(days=days, hours=2),
        "Приходите.",
    )
    made = holding.call(session, board, told, standing_of(session, council.people["secretariat"]))
    assert isinstance(made, Meeting), made
    # On a day on which the members sat: they were appointed a month ago.
    made.starts_at = max(made.starts_at, utcnow() - timedelta(days=29))
    return made
