"""No mail of ours tells an outsider a word of the staff board, whatever is asked of us and where."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Identity, Origin, Post, TextFormat
from forum.base import writing
from forum.boards import Visibility
from forum.distribution import Mailing, MailingKind
from forum.people.person import Role
from mailgate.inbound.reading import read_batch
from tests.factories import (
    a_contribution,
    a_mail,
    a_site,
    enter_person,
    keep_mail,
    open_board,
    subscribe,
)

SECRETS = ("極秘会議", "内部の話", "職員室", "shokuin")
LOCALS = ("request", "join", "leave", "owner", "confirm+abc", "bounces+abc")
ASKED = (
    "search 極秘会議", "検索 内部", "thread {number}", "thread {thread}", "status", "help", "lists",
    "info", "who", "post {post}", "follow {thread}", "report {post}", "my data", "claim", "digest",
)  # fmt: skip


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
def test_no_answer_to_an_outsider_names_what_the_staff_say(
    engine: Engine, tmp_path: Path, role: Role | None
):
    site = a_site(tmp_path)
    with Session(writing(engine)) as session, session.begin():
        aoi = enter_person(session, "Aoi", "aoi@example.jp", *([role] if role else []))
        clerk = enter_person(session, "Clerk", "clerk@example.jp", Role.SECRETARIAT)
        subscribe(session, open_board(session), aoi)
        staff = open_board(session, "shokuin", name="職員室", visibility=Visibility.STAFF)
        subscribe(session, staff, clerk)
        facts = BoardFacts.of(staff)
        said = a_contribution(
            board=facts, author=author_signed_in(session, facts, clerk), origin=Origin.WEB,
            identity=Identity.SESSION, format=TextFormat.MARKDOWN, message_id=None,
            subject="極秘会議", text="内部の話です。",
        )  # fmt: skip
        published = posting.receive(session, said, site)
        assert isinstance(published, posting.Published)
        post = session.get_one(Post, published.post_id)
        names = {"number": "1", "thread": post.thread.public_id, "post": post.public_id}
        answered = post.message_id
    for slug in ("general", "shokuin"):
        for local in LOCALS:
            _ask(engine, f"{slug}-{local}", "\n".join(ASKED).format(**names))
        for line in ASKED:
            _ask(engine, f"{slug}-request", line.format(**names))
    _ask(engine, "general", "返信です。", f"In-Reply-To: <{answered}>")
    _ask(engine, "shokuin", "返信です。", f"In-Reply-To: <{answered}>")
    while read_batch(engine, site):
        pass
    with Session(engine) as session:
        told = session.scalars(select(Mailing).where(Mailing.kind != MailingKind.POST)).all()
        to_aoi = [one for one in told if one.recipient == "aoi@example.jp"]
        assert to_aoi
        for letter in to_aoi:
            words = _words(letter.content or b"")
            assert not [s for s in SECRETS if s in words and f"> {s}" not in words], words


def _ask(engine: Engine, local: str, text: str, *headers: str) -> None:
    with Session(writing(engine)) as session, session.begin():
        keep_mail(session, a_mail(text, subject="x", headers=headers), local)


def _words(raw: bytes) -> str:
    """Every text of a letter, without the lines that repeat what was asked."""
    letter = message_from_bytes(raw, policy=policy.default)
    texts = [str(letter["Subject"])]
    texts += [p.get_content() for p in letter.walk() if p.get_content_maintype() == "text"]
    asked = ("search", "検索", "「")
    lines = "\n".join(texts).splitlines()
    return "\n".join(line for line in lines if not any(word in line for word in asked))
