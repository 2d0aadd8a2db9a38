from datetime import timedelta

import pytest
from sqlalchemy import select

from forum import following, posting
from forum.acceptance.contribution import BoardFacts
from forum.addresses import EmailAddress
from forum.archive.thread import Attention, Post, Thread
from forum.base import today
from forum.boards import DigestFormat, Mode, Visibility
from forum.distribution import Mailing, MailingKind
from forum.following import Reader
from forum.moderation.report import Report
from forum.people.joining import address_of, person_of
from forum.people.person import Role
from forum.posting import Published
from forum.subscribing import subscription_of
from tests import factories as make
from tests.letters import newest, owed, text_of
from tests.mailgate.inbound.commands.conftest import AOI

NEW = EmailAddress.parse("aoi.new@softbank.ne.jp")
PROVEN = {"is_proven": True}


@pytest.fixture
def member(session, board):
    """Aoi, who subscribes."""
    person = make.enter_person(session, "青井", str(AOI))
    person.addresses[0].verified_at = person.vouched_at
    make.subscribe(session, board, person)
    return person


@pytest.fixture
def publish(session, site, board):
    def publish(subject: str, text: str = "よいと思います。", on=None, **facts) -> Post:
        told = {"board": BoardFacts.of(on or board), "subject": subject, "text": text}
        received = posting.receive(session, make.a_contribution(**(told | facts)), site)
        assert isinstance(received, Published)
        return session.get_one(Post, received.post_id)

    return publish


def reply(session, send, mailbox=AOI, text: str = ""):
    """Answers the newest letter, as a telephone does."""
    local = newest(session, str(mailbox))["From"].addresses[0].username
    return send(local, f"Re: {newest(session, str(mailbox))['Subject']}", text, mailbox=mailbox)


def test_several_commands_are_asked_back_in_one_letter(session, board, member, send):
    send("general-request", "", "毎日\n自分の投稿 いいえ\n12月31日まで休みます\nプレーン")
    (letter,) = owed(session, str(AOI))
    assert "1日1回まとめて受け取る" in text_of(letter)
    found = subscription_of(session, board.id, AOI)
    assert (found.mode, found.own_posts, found.away_until) == (Mode.EACH, True, None)

    assert reply(session, send).reason == "command_confirmed"

    session.refresh(found)
    assert (found.mode, found.own_posts) == (Mode.DAILY, False)
    assert found.away_until is not None
    assert found.digest_format is DigestFormat.PLAIN
    assert "手続きが終わりました" in text_of(newest(session, str(AOI)))


def test_a_proven_mail_does_at_once_what_harms_nobody(session, board, member, send):
    assert send("general-request", "毎週", **PROVEN).reason == "command_done"
    assert subscription_of(session, board.id, AOI).mode is Mode.WEEKLY
    assert "次の手続きをしました" in text_of(newest(session, str(AOI)))


@pytest.mark.parametrize(
    "said", ["退会", "アドレス追加 a@b.example", "データ削除", "アドレス変更 a@b.example"]
)
def test_what_cannot_be_undone_is_asked_back_even_then(session, board, member, send, said):
    send("general-request", said, **PROVEN)
    assert "このメールにそのまま返信してください" in text_of(newest(session, str(AOI)))
    assert subscription_of(session, board.id, AOI) is not None
    assert len(owed(session)) == 1


def test_a_no_to_the_question_changes_nothing(session, board, member, send):
    send("general-request", "毎日")
    asked = newest(session, str(AOI))
    assert reply(session, send, text="いいえ\n\n> 手続きをするには\n").reason == "command_cancelled"
    assert send(asked["From"].addresses[0].username).reason == "command_expired"
    assert subscription_of(session, board.id, AOI).mode is Mode.EACH


def test_a_rest_ends_with_a_word(session, board, member, send):
    send("general-request", "2週間休みます", **PROVEN)
    found = subscription_of(session, board.id, AOI)
    assert found.away_until == today() + timedelta(days=14)
    send("general-request", "再開", **PROVEN)
    session.refresh(found)
    assert found.away_until is None


def test_what_cannot_be_is_said_with_its_reason(session, board, member, send):
    send("general-request", "", "2020年1月1日まで休みます\nミュート 99\nアドレス削除 " + str(AOI))
    said = text_of(newest(session, str(AOI)))
    assert "過ぎた日" in said
    assert "その話題が見つかりません" in said
    assert "ひとつは残してください" in said
    assert "-confirm+" not in newest(session, str(AOI))["From"]


def test_a_thread_is_muted_and_followed_by_its_number(session, board, member, publish, send):
    post = publish("公園のベンチ")
    for said, attention in (
        ("ミュート 1", Attention.MUTE),
        ("フォロー 1", Attention.FOLLOW),
        ("フォロー解除 1", Attention.LEAVE),
    ):
        send("general-request", said, **PROVEN)
        reader = Reader.of(address_of(session, AOI))
        assert following.attention_of(session, post.thread_id, reader) is attention


@pytest.mark.parametrize("with_headers", [True, False], ids=["headers", "subject alone"])
def test_a_thread_is_muted_by_answering_a_copy_of_it(
    session, site, board, member, publish, send, with_headers
):
    post = publish("公園のベンチ")
    headers = (f"In-Reply-To: <{post.message_id}>",) if with_headers else ()
    send("general-request", "Re: 公園のベンチ", "ミュート", headers=headers, **PROVEN)
    reader = Reader.of(address_of(session, AOI))
    assert following.attention_of(session, post.thread_id, reader) is Attention.MUTE
    link = site.link(f"/posts/{post.public_id}")
    send("general-request", "", f"フォロー {link}", **PROVEN)
    assert following.attention_of(session, post.thread_id, reader) is Attention.FOLLOW


def test_a_thread_comes_whole_as_one_mail(session, board, publish, send):
    first = publish("公園のベンチ", "ベンチを増やしてください。電話は090-1234-5678です。")
    publish(
        "Re: 公園のベンチ",
        "賛成です。\n\n> ベンチを増やしてください。\n",
        in_reply_to=first.message_id,
    )
    send("general-request", "話題1")
    said = text_of(newest(session, str(AOI)))
    assert "話題1「公園のベンチ」" in said
    assert "□ 1-1" in said
    assert "□ 1-2" in said
    assert "賛成です。" in said
    assert "090-1234-5678" not in said


def test_a_long_thread_comes_page_by_page_and_no_word_is_lost(session, board, publish, send):
    first = publish("長い話", "い" * 3000)
    for number in range(5):
        publish(f"Re: 長い話 {number}", f"{number}" * 1500, in_reply_to=first.message_id)
    said = ""
    for page in range(1, 6):
        send("general-request", f"話題1 {page}ページ")
        said += text_of(newest(session, str(AOI)))
    assert "（1/" in said
    assert "つづきは「話題 1 2ページ」" in said
    assert all(said.replace("\n", "").count(f"{number}" * 1500) for number in range(5))


def test_one_post_comes_whole_by_its_number_or_its_page(session, site, board, publish, send):
    first = publish("長い話", "い" * 9000)
    publish("Re: 長い話", "みじかい。", in_reply_to=first.message_id)
    for asked in ("話題 1-1", f"全文 {site.link(f'/posts/{first.public_id}')}"):
        send("general-request", "", asked)
        said = text_of(newest(session, str(AOI))).replace("\n", "")
        assert "投稿1-1「長い話」" in said
        assert "い" * 9000 in said
        assert "みじかい" not in said


def test_search_finds_what_everybody_may_read_and_more_for_a_proven_reader(
    session, board, member, publish, send
):
    session.get_one(type(member), member.id).appointments.append(a_role(Role.MEMBER))
    hall = make.open_board(session, "hall", visibility=Visibility.MEMBERS)
    publish("防災公園", "防災の倉庫がほしい。")
    publish("会議の防災", "防災の予算案です。", on=hall, author=make.an_author("委員", Role.MEMBER))
    send("general-request", "検索 防災")
    open_to_all = text_of(newest(session, str(AOI)))
    send("general-request", "検索 防災", **PROVEN)
    proven = text_of(newest(session, str(AOI)))
    assert "倉庫" in open_to_all
    assert "予算案" not in open_to_all
    assert "倉庫" in proven
    assert "予算案" in proven


def test_members_threads_are_named_to_nobody_else(session, member, publish, send):
    hall = make.open_board(session, "hall", visibility=Visibility.MEMBERS)
    publish("会議の防災", "防災の予算案です。", on=hall, author=make.an_author("委員", Role.MEMBER))
    for said in ("話題1", "話題一覧", "検索 防災", "ミュート 1", "報告 1-1 わけ"):
        send("hall-request", said)
        told = text_of(newest(session, str(AOI)))
        assert "会議の防災" not in told
        assert "予算案" not in told


def test_the_threads_are_listed_with_their_numbers(session, board, publish, send):
    publish("公園のベンチ")
    publish("市民会館の予約")
    send("general-request", "話題一覧")
    said = text_of(newest(session, str(AOI)))
    assert "話題1 公園のベンチ（1件の投稿）" in said
    assert "話題2 市民会館の予約" in said


def test_the_status_tells_how_mail_comes(session, board, member, publish, send):
    post = publish("公園のベンチ")
    following.mute(session, post.thread_id, Reader.of(address_of(session, AOI)))
    send("general-request", "状況")
    said = text_of(newest(session, str(AOI)))
    assert "投稿があるたびに受け取る" in said
    assert "止めている話題：1「公園のベンチ」" in said
    send("general-request", "状況 提案3")
    assert "見つかりません" in text_of(newest(session, str(AOI)))


def test_a_post_is_reported_by_its_number(session, board, member, publish, send):
    make.enter_person(session, "進行役", "shinko@example.jp", Role.MODERATOR)
    post = publish("公園のベンチ")
    assert send("general-request", "報告 1-1 人を傷つけています").reason == "command_done"
    (report,) = session.scalars(select(Report))
    assert (report.post_id, report.reason, report.person_id) == (
        post.id, "人を傷つけています", member.id,
    )  # fmt: skip
    assert "報告のあった投稿が1件" in text_of(newest(session, "shinko@example.jp"))


def test_a_second_address_is_proven_from_both_sides(session, board, member, send):
    send("general-request", f"アドレス追加 {NEW}")
    assert owed(session, str(NEW)) == []  # From alone reaches no other mailbox
    reply(session, send)
    asked = newest(session, str(NEW))
    assert "青井さん" in text_of(asked)
    assert person_of(session, NEW) is None
    assert reply(session, send, mailbox=NEW).reason == "command_confirmed"
    assert person_of(session, NEW) is member
    assert subscription_of(session, board.id, AOI) is not None  # mail goes where it went


def test_commands_come_from_any_of_ones_addresses(session, board, member, send):
    make.enter_person(session, "別人", "other@example.jp")
    address = address_of(session, EmailAddress.parse("other@example.jp"))
    address.person_id = member.id
    session.flush()
    send("general-request", "毎日", mailbox=EmailAddress.parse("other@example.jp"), **PROVEN)
    assert subscription_of(session, board.id, AOI).mode is Mode.DAILY


def test_a_changed_address_takes_the_subscriptions_along(session, board, member, send):
    send("general-request", f"アドレス変更 {NEW}")
    reply(session, send)
    reply(session, send, mailbox=NEW)
    assert subscription_of(session, board.id, AOI) is None
    assert subscription_of(session, board.id, NEW) is not None
    assert person_of(session, AOI) is None


def test_nobody_with_a_role_is_joined_by_a_mere_answer(session, board, member, send):
    clerk = make.enter_person(session, "事務", str(NEW), Role.SECRETARIAT)
    send("general-request", f"アドレス追加 {NEW}")
    reply(session, send)
    assert reply(session, send, mailbox=NEW).reason == "command_expired"
    assert person_of(session, NEW) is clerk


def test_the_data_of_somebody_comes_as_a_file(session, board, member, publish, send):
    publish("公園のベンチ", author=make.an_author("青井", person_id=member.id))
    send("general-request", "データ")
    assert reply(session, send).reason == "command_confirmed"
    letter = newest(session, str(AOI))
    assert [part.get_filename() for part in letter.iter_attachments()] == ["kakehashi-data.zip"]


def test_erasing_asks_first_and_leaves_the_public_record(session, board, member, publish, send):
    post = publish("公園のベンチ", author=make.an_author("青井", person_id=member.id))
    send("general-request", "データ削除")
    assert "投稿は名前のまま残る" in text_of(newest(session, str(AOI)))
    reply(session, send)
    session.refresh(post)
    assert post.author_name == "青井"
    assert address_of(session, AOI) is None
    assert subscription_of(session, board.id, AOI) is None
    assert "データを削除しました" in text_of(newest(session, str(AOI)))


def test_a_web_account_is_claimed_with_a_link(session, board, member, send):
    send("general-request", "ウェブ登録")
    (letter,) = owed(session, str(AOI))
    assert "/login/" in letter.get_content()
    kinds = session.scalars(select(Mailing.kind).where(Mailing.recipient == str(AOI))).all()
    assert kinds == [MailingKind.SECRET]


def test_what_was_not_understood_is_quoted_with_what_comes_near(session, send):
    send("general-request", "ミュウト 1")
    said = text_of(newest(session, str(AOI)))
    assert "「ミュウト 1」" in said
    assert "近い手続き" in said


def test_no_answer_carries_a_strangers_message(session, send):
    send(
        "general-request",
        "いますぐ http://evil.example/win を見てください、大当たりのお知らせです、電話0466-25-1111まで",
    )
    said = newest(session, str(AOI)).get_content()
    assert "evil.example" not in said
    assert "0466" not in said


def test_questions_to_one_mailbox_come_to_an_end(session, member, send):
    reasons = [send("general-request", "毎日").reason for _ in range(8)]
    assert reasons.count("command_asked") == 6
    assert len(owed(session, str(AOI))) == 6


SAID = ["", "こんにちは", "退会", "毎日", "12月31日まで休みます", "状況", "話題一覧", "検索 防災", "ミュート 1", "アドレス追加 x@y.example",
        "アドレス削除 x@y.example", "データ", "データ削除", "ウェブ登録", "報告 1-1 わけ", "ヘルプ", "参加"]  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_members_and_strangers_are_answered_alike_as_seen_from_outside(
    session, board, member, publish, send, said
):
    """As many letters, to nobody but the mailbox itself, under the same kind of fate."""
    publish("公園のベンチ")
    stranger = EmailAddress.parse("stranger@example.jp")
    counts = {}
    for mailbox in (AOI, stranger):
        before = len(owed(session))
        obeyed = send("general-request", said, mailbox=mailbox)
        to = {str(letter["To"]) for letter in owed(session)[before:]} - {"shinko@example.jp"}
        counts[mailbox] = (obeyed.fate, len(owed(session)) - before, to <= {str(mailbox)})
    assert counts[AOI] == counts[stranger]


def a_role(role: Role):
    from forum.people.person import Appointment

    return Appointment(role=role, since=today())


def test_numbers_stay_with_their_threads(session, board, publish, send):
    first, second = publish("一"), publish("二")
    assert session.get_one(Thread, first.thread_id).id < second.thread_id
    send("general-request", "話題2")
    assert "話題2「二」" in text_of(newest(session, str(AOI)))
