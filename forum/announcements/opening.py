"""意見募集: the words of a proposal go to the board's list, and every comment answers them.

The moderator who opens the comments signs the post: it says on behalf of whom it asks, and nobody
else's name stands over it. Nothing here commits.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution
from forum.archive.thread import Identity, Origin, Post, TextFormat, Thread
from forum.base import utcnow
from forum.dates import long_day
from forum.people.person import Person
from forum.people.standing import Standing
from forum.proposals import commenting, drafting, phrasing
from forum.proposals.content import Version
from forum.proposals.proposal import Proposal
from forum.site import Site


def ask_for_comments(session: Session, proposal: Proposal, by: Standing, site: Site) -> Thread:
    """Post the words as the first of a thread, or in the thread of an earlier round."""
    version = drafting.newest(session, proposal)
    earlier = _first_post(session, proposal)
    references = () if earlier is None else (*earlier.references, earlier.message_id)
    facts = BoardFacts.of(proposal.board)
    person = session.get_one(Person, by.person_id)
    words = _letter(proposal, version, site, again=earlier is not None)
    published = posting.publish(
        session,
        Contribution(
            board=facts,
            author=author_signed_in(session, facts, person),
            origin=Origin.WEB,
            identity=Identity.SESSION,
            subject=f"意見募集：{version.title}" if earlier is None else earlier.subject,
            text=words,
            format=TextFormat.PLAIN,
            received_at=utcnow(),
            references=references,
            in_reply_to=references[-1] if references else None,
            size=len(words.encode()),
        ),
        site,
    )
    thread = session.get_one(Thread, published.thread_id)
    commenting.open_thread(proposal, thread)
    return thread


def _first_post(session: Session, proposal: Proposal) -> Post | None:
    """What an earlier round began with; a merged thread goes on in the other one."""
    if proposal.thread is None:
        return None
    thread_id = proposal.thread.merged_into_id or proposal.thread.id
    wanted = select(Post).where(Post.thread_id == thread_id).order_by(Post.id).limit(1)
    return session.scalars(wanted).one_or_none()


def _letter(proposal: Proposal, version: Version, site: Site, *, again: bool) -> str:
    """The whole text, for those who read nothing but mail."""
    until = long_day(proposal.comment_until) if proposal.comment_until else ""
    opening = (
        "提案の文章を書き直しましたので、もう一度ご意見を募集します。"
        if again
        else "次の提案について、ご意見を募集します。"
    )
    how = "このメールに返信するか、掲示板のこの話題に書いてください。手紙や電話でも受け付けます。"
    parts = [
        f"{opening}\n賛成でも反対でも、直してほしい所でも、お書きください。",
        f"しめきり：{until}\n書き方：{how}",
        f"提案のページ：\n{site.link(f'/proposals/{proposal.public_id}')}",
    ]
    if version.plain:
        parts.append(f"■やさしい要約\n{version.plain}")
    parts.append(f"■提案の本文（第{version.number}版）\n{phrasing.canonical_text(version)}")
    return "\n\n".join(parts)
