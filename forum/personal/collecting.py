"""Everything that is kept about one person, to take away: for programs (JSON) and to read."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import following
from forum.advice.advice import Advice, Interest
from forum.announcements import inbox, ways
from forum.announcements.stopping import heard_by
from forum.announcements.tiding import Tiding
from forum.archive import listing
from forum.archive.thread import Draft
from forum.boards import Subscription
from forum.dates import long_date
from forum.following import Reader
from forum.intake.entry import Intake
from forum.language import N_, words
from forum.meetings.meeting import Attendance, Meeting, Minutes, MinutesAnswer
from forum.moderation.held import HeldPost
from forum.moderation.report import Report
from forum.people.person import Address, Person
from forum.proposals.poll import Ballot
from forum.site import Site

MOST_POSTS = 100_000
MOST_TIDINGS = 100_000
JSON_NAME, TEXT_NAME, FILE_NAME = "kakehashi.json", "posts.txt", "kakehashi-data.zip"
_READ_ME = N_("あなたの投稿です。新しいものから順に並んでいます。")


def everything(session: Session, site: Site, person: Person) -> dict[str, Any]:
    """All of it in plain JSON types; instants as ISO 8601 in UTC."""
    return {
        **_who(person),
        **_mail(session, site, person.id),
        **_words(session, site, person.id),
        **_council(session, site, person.id),
    }


def _who(person: Person) -> dict[str, Any]:
    """Name, place and language, mailboxes and roles."""
    return {
        "name": person.name,
        "nickname": person.nickname,
        "sector": person.sector,
        "district": person.district,
        "language": person.language,
        "joined_at": person.joined_at.isoformat(),
        "addresses": [_address(address) for address in person.addresses],
        "appointments": [
            {
                "role": one.role,
                "since": one.since.isoformat(),
                "until": one.until and one.until.isoformat(),
            }
            for one in person.appointments
        ],
    }


def _mail(session: Session, site: Site, person_id: int) -> dict[str, Any]:
    """What comes by mail: boards, threads, proposals."""
    return {
        "subscriptions": [_subscription(one) for one in subscriptions_of(session, person_id)],
        "threads": [
            {"thread": site.link(f"/threads/{row.public_id}"), "wish": row.attention}
            for row in following.wishes_of(session, Reader(person_id), limit=10_000)
        ],
        "told_of_proposals": [
            {
                "proposal": site.link(f"/proposals/{one.proposal.public_id}"),
                "since": one.since.isoformat(),
                "stopped": bool(one.stopped_at or one.listener.stopped_at),
            }
            for one in heard_by(session, person_id)
        ],
        "ways_of_tidings": {
            matter.value: way.value for matter, way in ways.chosen_ways(session, person_id).items()
        },
        "tidings": [
            _tiding(site, one) for one in inbox.tidings(session, person_id, limit=MOST_TIDINGS)
        ],
    }


def _words(session: Session, site: Site, person_id: int) -> dict[str, Any]:
    """What was written: published, waiting, begun, entered by a clerk."""
    posts = listing.newest_posts(
        session.connection(), listing.by_person(person_id), MOST_POSTS, every_state=True
    )
    return {
        "posts": [_post(site, row) for row in posts],
        "waiting": [held.contribution.get("text", "") for held in waiting_of(session, person_id)],
        "drafts": [
            {"subject": draft.subject, "text": draft.text}
            for draft in session.scalars(select(Draft).where(Draft.person_id == person_id))
        ],
        "entered_for_you": [_entered(site, one) for one in _entries(session, person_id)],
    }


def _council(session: Session, site: Site, person_id: int) -> dict[str, Any]:
    """What was done with others: meetings, advice, polls, reports of posts."""
    return {
        "minutes": [
            {"at": one.at.isoformat(), "said": one.said, "words": one.words}
            for one in session.scalars(
                select(MinutesAnswer).where(MinutesAnswer.person_id == person_id)
            )
        ],
        "meetings": [
            {"meeting": meeting, "version": number, "presence": presence}
            for meeting, number, presence in session.execute(
                select(Meeting.title, Minutes.number, Attendance.presence)
                .join(Minutes, Attendance.minutes_id == Minutes.id)
                .join(Meeting, Minutes.meeting_id == Meeting.id)
                .where(Attendance.person_id == person_id)
                .order_by(Attendance.id)
            )
        ],
        "advice": [
            _advice(site, one)
            for one in session.scalars(
                select(Advice).where(
                    (Advice.adviser_id == person_id) | (Advice.asked_by_id == person_id)
                )
            )
        ],
        "interests": [
            {"declared_at": one.declared_at.isoformat(), "words": one.words}
            for one in session.scalars(select(Interest).where(Interest.person_id == person_id))
        ],
        "polls": [_ballot(site, one) for one in _ballots(session, person_id)],
        "reports": [
            {"at": one.at.isoformat(), "reason": one.reason, "end": one.end}
            for one in session.scalars(select(Report).where(Report.person_id == person_id))
        ],
    }


def as_zip(session: Session, site: Site, person: Person) -> bytes:
    """The same as a ZIP file: one for programs, one to read."""
    told = everything(session, site, person)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JSON_NAME, json.dumps(told, ensure_ascii=False, indent=1))
        archive.writestr(TEXT_NAME, "".join(_readable(told, person.language)))
    return packed.getvalue()


def subscriptions_of(session: Session, person_id: int) -> list[Subscription]:
    """What each of a person's mailboxes subscribes to, board by board."""
    wanted = select(Subscription).join(Address, Subscription.address_id == Address.id)
    mine = wanted.where(Address.person_id == person_id)
    return list(session.scalars(mine.order_by(Subscription.board_id, Subscription.id)))


def waiting_of(session: Session, person_id: int) -> list[HeldPost]:
    """Posts of a person that a moderator has still to look at, newest first."""
    waiting = select(HeldPost).where(HeldPost.person_id == person_id, HeldPost.decided_at.is_(None))
    return list(session.scalars(waiting.order_by(HeldPost.id.desc()).limit(1000)))


def _entries(session: Session, person_id: int) -> list[Intake]:
    return list(session.scalars(select(Intake).where(Intake.person_id == person_id)))


def _entered(site: Site, one: Intake) -> dict[str, Any]:
    """A voice that a clerk wrote down for them, and what they answered."""
    return {
        "post": site.link(f"/posts/{one.post.public_id}") if one.post else None,
        "channel": one.channel,
        "received_on": one.received_on.isoformat(),
        "state": one.state,
        "notes": [note.words for note in one.notes],
        "scans": [scan.name for scan in one.scans],
    }


def _advice(site: Site, one: Advice) -> dict[str, Any]:
    return {
        "page": site.link(f"/advice/{one.public_id}"),
        "asked_at": one.asked_at.isoformat(),
        "question": one.question,
        "replies": [reply.words for reply in one.replies],
    }


def _ballots(session: Session, person_id: int) -> list[Ballot]:
    """Every answer that somebody gave to a poll, also those that a later one replaced."""
    wanted = select(Ballot).where(Ballot.person_id == person_id).order_by(Ballot.cast_at, Ballot.id)
    return list(session.scalars(wanted))


def _ballot(site: Site, one: Ballot) -> dict[str, Any]:
    return {
        "proposal": site.link(f"/proposals/{one.poll.proposal.public_id}"),
        "poll": one.poll.number,
        "at": one.cast_at.isoformat(),
        "answer": one.choice,
        "reason": one.reason,
        "declines_annex": one.declines_annex,
        "way": one.channel,
    }


def _tiding(site: Site, one: Tiding) -> dict[str, Any]:
    """What was told of which proposal, when, by which way, and when it was read."""
    return {
        "proposal": site.link(f"/proposals/{one.proposal.public_id}"),
        "step": one.step and one.step.act.value,
        "measure": one.measure or None,
        "at": one.at.isoformat(),
        "way": one.way.value,
        "read_at": one.read_at and one.read_at.isoformat(),
    }


def _address(address: Address) -> dict[str, Any]:
    verified = address.verified_at and address.verified_at.isoformat()
    return {"address": address.written, "verified_at": verified}


def _subscription(one: Subscription) -> dict[str, Any]:
    return {
        "board": one.board.slug,
        "address": one.address.written,
        "mode": one.mode,
        "own_posts": one.own_posts,
        "away_until": one.away_until and one.away_until.isoformat(),
        "since": one.since.isoformat(),
    }


def _post(site: Site, row: Any) -> dict[str, Any]:
    return {
        "url": site.link(f"/posts/{row.public_id}"),
        "board": row.board_name,
        "subject": row.subject,
        "text": row.text,
        "received_at": row.received_at.isoformat(),
        "state": row.state,
    }


def _readable(told: dict[str, Any], locale: str) -> Iterator[str]:
    yield words(locale).gettext(_READ_ME) + "\r\n"
    for post in told["posts"]:
        yield f"\r\n{'=' * 60}\r\n{post['subject']}\r\n"
        yield f"{post['board']}  {_when(post, locale)}\r\n{post['url']}\r\n\r\n"
        yield "\r\n".join(post["text"].splitlines()) + "\r\n"


def _when(post: dict[str, Any], locale: str) -> str:
    return long_date(datetime.fromisoformat(post["received_at"]), locale)
