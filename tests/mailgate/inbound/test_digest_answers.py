from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import digests
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post
from forum.base import writing
from forum.boards import Mode, Visibility
from forum.digests import answering
from forum.digests.issue import Digest
from mailgate.inbound.reading import read_batch
from mailgate.inbound.rereading import reread_all
from mailgate.outbound.digests import plain
from tests import factories as make
from tests.letters import newest, owed, text_of

QUOTED = "\n".join(
    ["", "2026年11月23日(月) 7:00 総合 <general@lists.example>:"]
    + [f"> 引用の{number}行目" for number in range(200)]
)


@pytest.fixture
def site(tmp_path: Path):
    return make.a_site(tmp_path)


@pytest.fixture
def town(engine: Engine, site):
    """A board whose daily digest tells three posts of two topics; Aoi reads it."""
    with Session(writing(engine)) as session:
        board = make.open_board(session)
        aoi = make.enter_person(session, "Aoi")
        make.subscribe(session, board, aoi, Mode.DAILY)
        for number, subject in enumerate(["ベンチ", "ゴミ", "花壇"], 1):
            mail = make.a_mail(f"{subject}の話", subject=subject, message_id=f"{number}@x.example")
            make.keep_mail(session, mail)
        session.commit()
    read_batch(engine, site)
    with Session(writing(engine)) as session:
        digests.make_due(session, Mode.DAILY)
        session.commit()
    return engine


def the_digest(session: Session) -> Digest:
    return session.scalars(select(Digest)).one()


def come(engine: Engine, site, to: str, text: str, subject: str = "Re: まとめ", **mail) -> Arrival:
    with Session(writing(engine)) as session:
        raw = make.a_mail(text, subject=subject, to=to, **mail)
        arrival_id = make.keep_mail(session, raw, to.partition("@")[0]).arrivals[0].id
        session.commit()
    read_batch(engine, site)
    with Session(engine) as session:
        return session.get_one(Arrival, arrival_id)


def answers_to(engine: Engine, message_id: str) -> list[tuple[str, str]]:
    with Session(engine) as session:
        parent = session.scalars(select(Post).where(Post.message_id == message_id)).one()
        posts = session.scalars(select(Post).where(Post.parent_id == parent.id)).all()
        assert all(post.thread_id == parent.thread_id for post in posts)
        return [(post.subject, post.text) for post in posts]


def test_the_address_below_a_post_brings_an_answer_to_that_post(town, site):
    with Session(town) as session:
        to = answering.answer_address(site, the_digest(session).post_ids[1])
    arrival = come(town, site, to, f"木曜がいいです。{QUOTED}", "まったく別の件名")
    assert arrival.fate is Fate.PUBLISHED
    assert answers_to(town, "2@x.example") == [("ゴミ", "木曜がいいです。")]


@pytest.mark.parametrize("subject", ["Re: 【総合】まとめ [2]", "Re: まとめ ［２］", "[2]"])
def test_a_number_in_the_subject_names_the_post(town, site, subject):
    with Session(town) as session:
        to = answering.digest_address(site, the_digest(session).id)
    come(town, site, to, f"木曜がいいです。{QUOTED}", subject)
    assert answers_to(town, "2@x.example") == [("ゴミ", "木曜がいいです。")]


def test_a_digest_answered_at_the_boards_own_address_is_known_by_its_id(town, site):
    with Session(town) as session:
        digest_id = answering.message_id(site, the_digest(session).id)
    headers = (f"In-Reply-To: <{digest_id}>",)
    to = "general@lists.example"
    come(town, site, to, "[3]\n水やりをします。" + QUOTED, headers=headers)
    assert answers_to(town, "3@x.example") == [("花壇", "水やりをします。")]


def test_an_answer_that_names_no_post_is_asked_about_and_not_lost(town, site):
    with Session(town) as session:
        to = answering.digest_address(site, the_digest(session).id)
    asked = come(town, site, to, f"賛成です。{QUOTED}", message_id="which@mail.example.jp")
    assert (asked.fate, asked.reason) == (Fate.COMMAND, "digest_asked")
    with Session(town) as session:
        assert len(session.scalars(select(Post)).all()) == 3
        letter = newest(session, "aoi@example.jp")
    told = text_of(letter)
    assert "どの投稿への返信ですか" in told
    assert "[2] ゴミ" in told
    assert "賛成です。" in told
    assert "引用の" not in told

    reply_to = letter["From"].addresses[0].addr_spec
    answer = come(
        town, site, reply_to, "２番です。よろしくお願いします。\n> [1] 何か\n", letter["Subject"]
    )
    assert answer.fate is Fate.PUBLISHED
    assert answers_to(town, "2@x.example") == [("ゴミ", "賛成です。")]
    with Session(town) as session:
        assert session.get_one(Arrival, asked.id).fate is Fate.PUBLISHED
        post = session.scalars(select(Post).where(Post.text == "賛成です。")).one()
        assert post.message_id == "which@mail.example.jp"

    again = come(town, site, reply_to, "3", letter["Subject"])
    assert again.fate is not Fate.PUBLISHED
    assert answers_to(town, "3@x.example") == []


def test_a_number_that_is_not_in_the_digest_is_asked_about_again(town, site):
    with Session(town) as session:
        to = answering.digest_address(site, the_digest(session).id)
    asked = come(town, site, to, "賛成です。", "Re: [9]")
    assert asked.reason == "digest_asked"
    with Session(town) as session:
        letter = newest(session, "aoi@example.jp")
    come(town, site, letter["From"].addresses[0].addr_spec, "わかりません")
    with Session(town) as session:
        assert len(owed(session, "aoi@example.jp")) == 2
        letter = newest(session, "aoi@example.jp")
    come(town, site, letter["From"].addresses[0].addr_spec, "1")
    assert answers_to(town, "1@x.example") == [("ベンチ", "賛成です。")]


def test_a_digest_that_is_quoted_without_marks_stays_out(town, site):
    with Session(town) as session:
        to = answering.answer_address(site, the_digest(session).post_ids[0])
    come(town, site, to, f"いいですね。\n\n{plain.PREAMBLE_ENDS}\n\nMessage: 1\nSubject: ベンチ\n")
    assert answers_to(town, "1@x.example") == [("ベンチ", "いいですね。")]


def test_reading_again_brings_no_quoted_digest_back(town, site):
    with Session(town) as session:
        to = answering.answer_address(site, the_digest(session).post_ids[1])
    come(town, site, to, f"木曜がいいです。{QUOTED}")
    reread_all(town, site)
    assert answers_to(town, "2@x.example") == [("ゴミ", "木曜がいいです。")]


def test_a_digest_that_comes_back_is_a_loop(town, site):
    with Session(town) as session:
        digest_id = answering.message_id(site, the_digest(session).id)
    come(town, site, "general@lists.example", "まとめ", message_id=digest_id)
    with Session(town) as session:
        assert len(session.scalars(select(Post)).all()) == 3


def test_the_address_gives_no_right_to_post(town, site):
    with Session(writing(town)) as session:
        digest = the_digest(session)
        to = answering.answer_address(site, digest.post_ids[0])
        session.scalars(select(Post)).first().board.visibility = Visibility.STAFF
        session.commit()
    arrival = come(town, site, to, "入れて", sender="Stranger <stranger@evil.example>")
    assert arrival.fate is Fate.REJECTED
    assert answers_to(town, "1@x.example") == []


def test_a_token_for_something_else_answers_nothing(town, site):
    token = site.sealer.seal(answering.ANSWER_DIGEST, 1, long=False)
    assert answering.opened(site, answering.ANSWER, token) is None
    arrival = come(town, site, "reply+1zzzzzzzz@lists.example", "hello")
    assert (arrival.fate, arrival.reason) == (Fate.REJECTED, "unknown_token")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Re: まとめ [3]", 3),
        ("Re: ［３］まとめ", 3),
        ("Re: 11月23日のまとめ", None),
        ("5月です", None),
    ],
)
def test_a_number_counts_in_brackets(line, number):
    assert answering.number_in(line) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("３番です。", 3), ("No. 12", 12), ("[4]", 4), ("はい", None), ("1か2です", None)],
)
def test_whoever_was_asked_may_just_say_the_number(text, number):
    assert answering.number_said(text) == number
