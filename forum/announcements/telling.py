"""Submission and answer, told in full and at once: to the list, to whoever is cited, to the city.

A post of its own in the thread of the comments goes to the list; whoever is cited and does not get
that is told by the way that they use, each person once. All of it is owed in the transaction of the
act.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import Author, BoardFacts, Contribution
from forum.announcements import desk, noting, stopping
from forum.announcements.audience import Voice, listening, reached_by_list, voices
from forum.announcements.full_text import (
    answers_lines,
    corrected_lines,
    day_words,
    proposal_lines,
)
from forum.announcements.tiding import Matter, Way
from forum.archive.thread import Identity, Origin, Post, TextFormat, Thread
from forum.base import utcnow
from forum.language import N_, Words, words
from forum.letters.correspondent import language_of
from forum.letters.letter import Letter, owe
from forum.letters.receipts import short
from forum.letters.wording import wording
from forum.people.person import Sector
from forum.proposals import commenting, drafting
from forum.proposals.dealings import Dealings, dealings
from forum.proposals.proposal import Act, Proposal, Step
from forum.site import Site

# What is older than this is history by the time that it could be told: a record that was moved in.
STALE = timedelta(days=7)
AT_ONCE = {
    Act.SUBMIT: "proposal_submitted",
    Act.SEND: "proposal_submitted",
    Act.ANSWER: "proposal_answered",
    Act.ANSWER_INTERIM: "proposal_answered",
    Act.CORRECT: "proposal_answered",
}
_OUTWARD = (Act.SUBMIT, Act.SEND)


def tell_at_once(session: Session, site: Site, proposal: Proposal) -> int:
    """Owe everybody what has just been submitted or answered; how many letters are owed now."""
    session.flush()
    untold = [one for one in proposal.steps if one.told_at is None and one.act in AT_ONCE]
    now, owed = utcnow(), 0
    for step in untold:
        if step.at > now - STALE:
            owed += _tell(session, site, proposal, step)
        step.told_at = now
    return owed


def in_full(
    session: Session, site: Site, proposal: Proposal, step: Step, said: Words
) -> dict[str, Any]:
    """What a mail, a post, a page or a letter on paper says on such a step."""
    told = dealings(session, proposal)
    version = drafting.frozen(session, proposal)
    if step.act in _OUTWARD:
        lines = proposal_lines(version, said)
    elif step.act is Act.CORRECT:
        lines = corrected_lines(told, step, said)
    else:
        lines = answers_lines(told, said)
    return {
        "label": proposal.label,
        "title": version.title,
        "facts": _facts(told, step.act, said),
        "whole": lines,
        "is_relay": step.act is Act.SEND,
        "act": step.act.value,
        "link": site.link(f"/proposals/{proposal.public_id}"),
    }


def _tell(session: Session, site: Site, proposal: Proposal, step: Step) -> int:
    name = AT_ONCE[step.act]

    def text(said: Words, **more: Any) -> tuple[str, str]:
        told = in_full(session, site, proposal, step, said)
        contact = site.address(proposal.board.slug)
        return wording(name, said, site_name=site.name, contact=contact, **told, **more)

    post = _post(session, site, proposal, step, text)
    reached = reached_by_list(session, proposal.board_id, post.thread_id)
    owed = sum(
        _tell_voice(session, site, step, voice, post, reached, text)
        for voice in voices(session, proposal)
    )
    if step.act in _OUTWARD:
        owed += desk.open_desks(session, site, proposal)
    return owed


def _facts(told: Dealings, act: Act, said: Words) -> list[str]:
    """Dates and numbers, a line each."""
    made = told.submission
    if made is None:
        return []
    answered = act not in _OUTWARD
    pairs = (
        (N_("提出した日：%(what)s"), "" if answered else day_words(made.submitted_on, said)),
        (N_("あて先：%(what)s"), "" if answered else made.addressee),
        (N_("文書番号：%(what)s"), "" if answered else made.document_number),
        (N_("SHA-256：%(what)s"), "" if answered else made.document_sha256 or ""),
        (N_("受理番号：%(what)s"), made.receipt_number if answered else ""),
        (N_("担当：%(what)s"), made.lead_department if answered else ""),
    )
    return [said.gettext(words, what=value) for words, value in pairs if value]


Text = Callable[..., tuple[str, str]]


def _post(session: Session, site: Site, proposal: Proposal, step: Step, text: Text) -> Post:
    """The post that goes to the list: in the comments' thread, or as a topic of its own."""
    subject, whole = text(words(None), cited=[], stop="", reply="")
    parent = _newest_post(session, proposal)
    references = () if parent is None else (*parent.references, parent.message_id)
    facts = BoardFacts.of(proposal.board)
    published = posting.publish(
        session,
        Contribution(
            board=facts,
            author=_author(session, site, proposal, step),
            origin=Origin.WEB,
            identity=Identity.SESSION,
            entered_by_id=step.by_id,
            subject=subject if parent is None else f"Re: {parent.subject}",
            text=whole,
            format=TextFormat.PLAIN,
            received_at=utcnow(),
            references=references,
            in_reply_to=references[-1] if references else None,
            size=len(whole.encode()),
        ),
        site,
    )
    if proposal.thread is None:
        commenting.open_thread(proposal, session.get_one(Thread, published.thread_id))
    return session.get_one(Post, published.post_id)


def _author(session: Session, site: Site, proposal: Proposal, step: Step) -> Author:
    """The council for what goes out, the city for its answer; the record says who did it."""
    if step.act in _OUTWARD:
        return Author(site.name, sector=Sector.GROUP)
    made = dealings(session, proposal).submission
    return Author((made.lead_department if made else "") or "市", sector=Sector.GOVERNMENT)


def _newest_post(session: Session, proposal: Proposal) -> Post | None:
    """What the announcement answers: the first post of the comments."""
    thread = proposal.thread
    if thread is None:
        return None
    thread_id = thread.merged_into_id or thread.id
    wanted = session.query(Post).filter(Post.thread_id == thread_id).order_by(Post.order_key)
    return wanted.first()


def _tell_voice(
    session: Session,
    site: Site,
    step: Step,
    voice: Voice,
    post: Post,
    reached: set[str],
    text: Text,
) -> int:
    """Tell one person by their way, and write down that they are told; how many mails are owed."""
    told = voice.told(session, step.proposal, Matter.FULL)
    if told.way is Way.NONE:
        return 0
    by_list = voice.is_reached(session, reached)
    owed = 0
    if told.by_mail and not by_list:
        owed = _letter(session, site, step.proposal, voice, post, text)
        if not owed and told.way is Way.MAIL:
            return 0  # that mailbox wants no more
    noting.note(
        session, voice, step.proposal, told.way, step=step, post=post, mailed=bool(owed or by_list)
    )
    return owed


def _letter(
    session: Session, site: Site, proposal: Proposal, voice: Voice, post: Post, text: Text
) -> int:
    if voice.mailbox is None:
        return 0
    hearing = listening(session, site, proposal, voice.mailbox)
    if hearing is None:
        return 0
    language = language_of(session, voice.mailbox)
    subject, whole = text(
        language,
        cited=[site.link(f"/posts/{one.public_id}") for one in voice.posts],
        stop=site.link(f"/tidings/{stopping.token(site, hearing)}"),
        reply=site.address(proposal.board.slug),
    )
    letter = Letter(
        to=voice.mailbox,
        sender_name=site.name,
        sender=stopping.address(site, hearing),
        subject=short(subject),
        text=whole,
        headers=stopping.headers(site, hearing),
        board_id=proposal.board_id,
    )
    owe(session, site, replace(letter, answers=None))
    return 1
