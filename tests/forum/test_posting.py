"""The one way in: what is received is published, held, refused or known already, all or nothing."""

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.acceptance.verdict import Discard, Reject
from forum.archive.attachments import Attachment
from forum.archive.message import Door, Message
from forum.archive.thread import Identity, Origin, Post, TextFormat, Thread
from forum.base import writing
from forum.boards import Board
from forum.distribution import Mailing
from forum.moderation.held import HeldPost
from forum.people import single_use
from forum.people.person import Address, Role
from forum.people.single_use import Purpose
from forum.posting import Duplicate, Held, Published
from forum.site import Site
from tests.factories import (
    A_MORNING,
    a_contribution,
    a_site,
    an_author,
    enter_person,
    open_board,
    subscribe,
)


@dataclass
class House:
    """A board with a subscriber, inside one transaction."""

    session: Session
    site: Site
    row: Board

    @property
    def board(self) -> BoardFacts:
        return BoardFacts.of(self.row)

    def told(self, **facts):
        return a_contribution(**({"board": self.board} | facts))

    def receive(self, **facts):
        return posting.receive(self.session, self.told(**facts), self.site)

    def count(self, model) -> int:
        return self.session.scalar(select(func.count()).select_from(model))

    def post(self, published: Published) -> Post:
        return self.session.get_one(Post, published.post_id)


@pytest.fixture
def house(engine: Engine, tmp_path):
    with Session(writing(engine)) as session:
        board = open_board(session)
        subscribe(session, board, enter_person(session, "Aoi"))
        yield House(session, a_site(tmp_path), board)


def from_the_web(**facts):
    return {
        "origin": Origin.WEB,
        "identity": Identity.SESSION,
        "message_id": None,
        "format": TextFormat.MARKDOWN,
    } | facts


def test_a_post_keeps_who_wrote_it_and_as_what(house):
    author = an_author("Mori", Role.CHAIR, person_id=None)
    post = house.post(house.receive(author=author, subject="Re: [general 12] 公園"))
    assert (post.author_name, post.author_role, post.subject) == ("Mori", Role.CHAIR, "公園")
    assert post.html == "<p>ベンチを増やしてください。</p>"
    assert post.order_key >> 20 == int(A_MORNING.timestamp() * 1000)


def test_ids_grow_and_counters_agree(house):
    posts = [house.receive(message_id=f"{n}@x", references=("0@x",) if n else ()) for n in range(3)]
    assert [p.post_id for p in posts] == sorted(p.post_id for p in posts)
    house.session.expire_all()
    assert (house.row.post_count, house.row.thread_count) == (3, 1)
    thread = house.session.get_one(Thread, posts[0].thread_id)
    assert (thread.post_count, thread.revision) == (3, 3)


def test_a_batch_and_one_by_one_come_to_the_same(house):
    told = [
        house.told(message_id=f"{n}@x", references=(f"{n - n % 3}@x",), text=f"words {n}")
        for n in range(9)
    ]
    coming = [posting.prepare(one, house.site) for one in told]
    published = posting.receive_all(house.session, coming, house.site)
    assert [type(one) for one in published] == [Published] * 9
    house.session.expire_all()
    shapes = {thread.post_count for thread in house.session.scalars(select(Thread))}
    assert shapes == {3}
    assert house.row.post_count == 9


def test_a_web_post_gets_its_bytes_and_its_id_once(house):
    published = house.receive(**from_the_web(text="**はい**"))
    post = house.post(published)
    message = house.session.get_one(Message, post.kept_message_id)
    assert message.door is Door.WEB
    assert f"Message-ID: <{post.message_id}>".encode() in message.raw
    assert post.message_id.endswith(f"@{house.site.mail_domain}")
    assert "<strong>" in post.html


def test_a_web_posts_files_travel_in_its_bytes(house):
    (sha256,) = house.site.attachments.keep([b"a map"])
    file = KeptAttachment("地図.txt", "text/plain", 5, sha256)
    post = house.post(house.receive(**from_the_web(attachments=(file,))))
    message = house.session.get_one(Message, post.kept_message_id)
    assert b"YSBtYXA=" in message.raw
    assert post.attachment_count == house.count(Attachment) == 1


def test_a_mail_posts_bytes_are_its_own(house):
    raw = Message(door=Door.SMTP, mail_from="a@b", size=3, raw=b"raw")
    house.session.add(raw)
    house.session.flush()
    post = house.post(house.receive(kept_message_id=raw.id))
    assert post.kept_message_id == raw.id
    assert house.count(Message) == 1


def test_a_post_is_owed_to_those_who_subscribe_now(house):
    house.receive()
    (mailing,) = house.session.scalars(select(Mailing))
    assert mailing.last_subscription_id == 1


def test_a_board_without_subscribers_owes_nobody(house):
    house.row = open_board(house.session, "quiet")
    house.receive()
    assert house.count(Mailing) == 0


def test_only_web_posts_wait_for_their_edit_window(house):
    house.site = replace(house.site, edit_window_s=600)
    house.receive()
    house.receive(**from_the_web())
    by_mail, by_web = house.session.scalars(select(Mailing).order_by(Mailing.id))
    assert (by_mail.not_before - by_mail.created_at).seconds == 0
    assert (by_web.not_before - by_web.created_at).seconds == 600


def test_the_same_words_under_the_same_id_are_known(house):
    first = house.receive(message_id="1@x")
    assert house.receive(message_id="1@x") == Duplicate(first.post_id)
    assert isinstance(house.receive(message_id="2@x"), Published)


def test_what_is_refused_leaves_nothing(house):
    assert isinstance(house.receive(author=an_author(banned=True)), Reject)
    assert isinstance(house.receive(looping="list_id"), Discard)
    assert house.count(Post) == house.count(HeldPost) == house.count(Mailing) == 0


def test_what_waits_has_no_post_and_every_reason(house):
    held = house.receive(author=an_author(trusted=False, moderated=True))
    assert isinstance(held, Held)
    assert {reason.code for reason in held.reasons} == {"first_post", "on_moderation"}
    assert house.count(Post) == 0


def test_the_same_words_wait_once_but_another_mail_waits_too(house):
    stranger = an_author("Ren", trusted=False)
    house.receive(author=stranger, message_id="1@x")
    assert house.receive(author=stranger, message_id="1@x") == Duplicate(None)
    assert isinstance(house.receive(author=stranger, message_id="2@x"), Held)


def test_what_was_declined_may_be_sent_again(house):
    stranger = an_author("Ren", trusted=False)
    held = house.receive(author=stranger, message_id="1@x")
    house.session.get_one(HeldPost, held.held_post_id).decided_at = A_MORNING
    assert isinstance(house.receive(author=stranger, message_id="1@x"), Held)


def test_what_is_released_comes_as_it_was_and_its_author_is_trusted(house):
    stranger = an_author("Ren", trusted=False)
    held = house.receive(author=stranger, message_id="1@x", identity=Identity.UNPROVEN)
    row = house.session.get_one(HeldPost, held.held_post_id)
    post = house.post(posting.release(house.session, row, house.site))
    assert (post.message_id, post.identity, post.received_at) == (
        "1@x",
        Identity.UNPROVEN,
        A_MORNING,
    )
    assert row.post_id == post.id
    address = house.session.scalars(select(Address).where(Address.canonical == stranger.address))
    assert address.one().trusted_at is not None


def test_releasing_what_came_again_meanwhile_doubles_nothing(house):
    stranger = an_author("Ren", trusted=False)
    held = house.receive(author=stranger, message_id="1@x")
    first = house.receive(author=replace(stranger, trusted=True), message_id="1@x", text="other")
    assert isinstance(first, Published)
    row = house.session.get_one(HeldPost, held.held_post_id)
    released = posting.release(house.session, row, house.site)
    assert isinstance(released, Published)
    assert house.post(released).same_id_as == first.post_id


def test_an_import_asks_no_rule_and_owes_nobody(house):
    told = house.told(author=an_author(trusted=False), origin=Origin.IMPORT, kept_message_id=None)
    published = posting.receive(house.session, told, house.site, distribute=False)
    assert house.post(published).html is None
    assert house.count(Mailing) == 0


def test_a_copy_changed_by_a_list_is_a_loop_only_once_we_have_sent_it(house):
    words = a_contribution().text
    added = {"message_id": "1@x", "text": f"[list]\n{words}\n--\nto leave…", "through_list": True}
    house.receive(message_id="1@x")
    assert isinstance(house.receive(**added), Discard)
    house.row = open_board(house.session, "quiet")
    house.receive(message_id="1@x")
    assert isinstance(house.receive(**added), Published)


def test_other_words_that_a_list_brings_under_a_used_id_are_kept_and_sent_to_nobody(house):
    first = house.post(house.receive(message_id="1@x"))
    owed = house.count(Mailing)
    assert owed
    told = {"message_id": "1@x", "text": "other words", "through_list": True}
    second = house.post(house.receive(**told))
    assert second.same_id_as == first.id
    assert house.count(Mailing) == owed
    assert isinstance(house.receive(**told), Duplicate)


@pytest.mark.parametrize("told", ["http://127.0.0.1/login/{}", "general-confirm+{}@lists.example"])
def test_a_link_that_is_published_opens_nothing_any_more(house: House, told: str) -> None:
    """Somebody forwards a letter of ours to the board, or answers it with a copy to the board."""
    person = enter_person(house.session, "Hana")
    address_id = person.addresses[0].id
    token = single_use.issue(house.session, Purpose.SIGN_IN, address_id=address_id)
    other = single_use.issue(house.session, Purpose.SIGN_IN, address_id=address_id)

    house.receive(text=f"> {told.format(token.upper())}\n何でしょう。")

    assert single_use.look_up(house.session, Purpose.SIGN_IN, token) is None
    assert single_use.look_up(house.session, Purpose.SIGN_IN, other) is not None
