"""Writing on the web: nothing is lost, nothing is said twice."""

import hashlib
import io
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.attachments import Attachment
from forum.archive.thread import Draft, Thread
from forum.base import utcnow, writing
from forum.boards import Board
from forum.distribution import Mailing
from forum.moderation.held import HeldPost
from forum.people.person import Person
from tests.forum.web.writing import hidden_fields, posts, send
from tests.web.council import Council
from tests.web.door import signed_in

NEW = "/boards/general/new"


@pytest.fixture
def member(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "member")


def test_a_new_topic_is_published_and_owed_to_subscribers(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    answer = send(member, NEW, subject="Скамейки", text="Нужны **скамейки**.")
    (post,) = posts(sqlite_engine, subject="Скамейки")
    assert answer.status_code == 303
    assert answer.location.endswith(f"?at={post.public_id}#p-{post.public_id}")
    with Session(sqlite_engine) as session:
        assert session.scalar(select(Mailing.id).where(Mailing.post_id == post.id))
    page = member.get(answer.location, follow_redirects=True).text
    assert "<strong>скамейки</strong>" in page


def test_an_answer_without_a_buttons_name_publishes(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    url = f"/threads/{council.thread}/posts"
    assert send(member, url, f"/threads/{council.thread}", text="Да.").status_code == 303
    (post,) = posts(sqlite_engine, text="Да.\n")
    assert post.parent_id is not None


def test_an_answer_names_the_post_that_it_answers(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    url = f"/threads/{council.thread}/posts"
    send(member, url, f"/posts/{council.post}/answer?quote=1", text="Первому.")
    (post,) = posts(sqlite_engine, text="Первому.\n")
    (first,) = posts(sqlite_engine, public_id=council.post)
    assert post.parent_id == first.id


def test_pressing_twice_publishes_once(member: FlaskClient, sqlite_engine: Engine) -> None:
    fields = hidden_fields(member.get(NEW).text)
    words = {**fields, "subject": "Дважды", "text": "Раз."}
    first, second = member.post(NEW, data=words), member.post(NEW, data=words)
    assert first.location == second.location
    assert len(posts(sqlite_engine, subject="Дважды")) == 1
    # The same words out of a new form are meant to stand twice.
    send(member, NEW, subject="Дважды", text="Раз.")
    assert len(posts(sqlite_engine, subject="Дважды")) == 2


def test_two_windows_pressing_at_once_publish_once(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    client = signed_in(app.test_client(), council, "member")
    words = {**hidden_fields(client.get(NEW).text), "subject": "Разом", "text": "Раз."}
    cookie = client.get_cookie("kakehashi")
    assert cookie is not None
    start = threading.Barrier(2)
    codes: list[int] = []

    def press() -> None:
        other = app.test_client()
        other.set_cookie("kakehashi", cookie.value)
        start.wait()
        codes.append(other.post(NEW, data=words).status_code)

    windows = [threading.Thread(target=press) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert codes == [303, 303]
    assert len(posts(sqlite_engine, subject="Разом")) == 1


def test_what_is_missing_costs_no_words(member: FlaskClient, sqlite_engine: Engine) -> None:
    answer = send(member, NEW, subject="", text="Долгие слова <b>")
    assert answer.status_code == 422
    assert "Долгие слова &lt;b&gt;</textarea>" in answer.text
    assert 'href="#subject"' in answer.text
    assert not posts(sqlite_engine, subject="")


def test_too_many_words_come_back_too(member: FlaskClient) -> None:
    answer = send(member, NEW, subject="Длинно", text="я" * 100_001)
    assert answer.status_code == 422
    assert "я" * 100_001 in answer.text


def test_an_expired_token_costs_a_second_press_and_no_words(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    file = (io.BytesIO(b"plan"), "план.txt")
    answer = send(member, NEW, subject="Поздно", text="Слова.", csrf_token="old", files=file)
    assert answer.status_code == 422
    assert "もう一度ボタンを押してください" in answer.text
    assert "Слова." in answer.text
    again = member.post(
        NEW, data={**hidden_fields(answer.text), "subject": "Поздно", "text": "Слова."}
    )
    assert again.status_code == 303
    (post,) = posts(sqlite_engine, subject="Поздно")
    assert post.attachment_count == 1


@pytest.mark.parametrize("url", [NEW, "/boards/staff/new", "/boards/none/new"])
def test_a_lost_session_costs_no_words_and_tells_nothing(
    client: FlaskClient, council: Council, url: str
) -> None:
    answer = client.post(url, data={"subject": "Тема", "text": "Мои слова.", "act": "publish"})
    assert answer.status_code == 401
    assert "Мои слова.</textarea>" in answer.text
    assert 'value="Тема"' in answer.text
    assert "Служ" not in answer.text


def test_words_of_a_lost_session_are_sent_after_sign_in(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    client = app.test_client()
    url = f"/threads/{council.thread}/posts"
    answer = client.post(url, data={"text": "Мои слова.", "act": "publish"})
    signed_in(client, council, "member")
    words = {**hidden_fields(answer.text), "text": "Мои слова."}
    again = client.post(url, data=words)
    if again.status_code == 422:
        again = client.post(url, data={**hidden_fields(again.text, url), "text": "Мои слова."})
    assert again.status_code == 303
    assert len(posts(sqlite_engine, text="Мои слова.\n")) == 1


def test_a_look_shows_page_and_mail_and_publishes_nothing(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    answer = send(member, NEW, subject="Проба", text="Одно **слово**.", act="preview")
    assert answer.status_code == 200
    assert "<strong>слово</strong>" in answer.text
    assert "Одно **слово**.\n</pre>" in answer.text
    assert not posts(sqlite_engine, subject="Проба")


def test_files_survive_a_look_and_one_can_be_dropped(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    files = [(io.BytesIO(b"one"), "раз.txt"), (io.BytesIO(b"two"), "docs/два.pdf")]
    look = send(member, NEW, subject="Файлы", text="Вот.", act="preview", files=files)
    assert "раз.txt" in look.text
    assert "два.pdf" in look.text
    with_drop = {
        **hidden_fields(look.text),
        "subject": "Файлы",
        "text": "Вот.",
        "drop": _sha(b"one"),
        "files": (io.BytesIO(b"three"), "три.txt"),
    }
    assert member.post(NEW, data=with_drop).status_code == 303
    (post,) = posts(sqlite_engine, subject="Файлы")
    with Session(sqlite_engine) as session:
        wanted = select(Attachment).where(Attachment.post_id == post.id)
        kept = session.scalars(wanted.order_by(Attachment.position)).all()
        assert [file.name for file in kept] == ["два.pdf", "три.txt"]


def test_files_that_somebody_else_signed_are_none(member: FlaskClient) -> None:
    answer = send(member, NEW, subject="Файлы", text="Вот.", act="preview", kept="W10.forged")
    assert answer.status_code == 200
    assert 'name="drop"' not in answer.text


def test_one_file_too_many_is_said_and_the_others_are_kept(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    files = [(io.BytesIO(b"%d" % number), f"{number}.txt") for number in range(11)]
    answer = send(member, NEW, subject="Много", text="Вот.", files=files)
    assert answer.status_code == 422
    assert "「10.txt」は付けられませんでした" in answer.text
    fields = hidden_fields(answer.text)
    member.post(NEW, data={**fields, "subject": "Много", "text": "Вот."})
    (post,) = posts(sqlite_engine, subject="Много")
    assert post.attachment_count == 10


def test_a_file_that_the_board_does_not_take_is_said(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Board).values(refused_types="exe video/*"))
    file = (io.BytesIO(b"MZ"), "игра.EXE")
    answer = send(member, NEW, subject="Игра", text="Вот.", files=file)
    assert answer.status_code == 422
    assert "игра.EXE" in answer.text
    assert not posts(sqlite_engine, subject="Игра")


def test_a_file_carried_over_from_another_board_is_asked_again(
    member: FlaskClient, sqlite_engine: Engine
) -> None:
    file = (io.BytesIO(b"MZ"), "игра.exe")
    look = send(member, NEW, subject="Игра", text="Вот.", files=file, act="preview")
    carried = hidden_fields(look.text)["kept"]
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Board).values(refused_types="exe"))

    answer = send(member, NEW, subject="Игра", text="Вот.", kept=carried)

    assert answer.status_code == 422
    assert "игра.exe" in answer.text
    assert not posts(sqlite_engine, subject="Игра")


def test_an_example_goes_behind_the_words(member: FlaskClient) -> None:
    answer = send(member, NEW, subject="", text="Слова.", insert="heading")
    assert answer.status_code == 200
    assert "Слова.\n\n## 見出し" in answer.text


def test_a_draft_waits_where_it_was_begun(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    thread = f"/threads/{council.thread}"
    send(member, NEW, subject="Начало", text="Ещё не всё", act="draft")
    send(member, f"{thread}/posts", thread, text="Ответ, ещё не", act="draft")
    send(member, f"{thread}/posts", thread, text="Ответ, почти", act="draft")
    assert "Ещё не всё</textarea>" in member.get(NEW).text
    assert "Ответ, почти</textarea>" in member.get(thread).text
    assert "Ещё не всё" not in signed_in(member, council, "resident").get(NEW).text
    with Session(sqlite_engine) as session:
        assert session.query(Draft).count() == 2


def test_a_published_draft_is_gone(member: FlaskClient, sqlite_engine: Engine) -> None:
    send(member, NEW, subject="Начало", text="Ещё не всё", act="draft")
    send(member, NEW, subject="Начало", text="Всё")
    assert "Ещё не всё" not in member.get(NEW).text


def test_a_draft_is_not_saved_by_another_site(member: FlaskClient, sqlite_engine: Engine) -> None:
    answer = member.post(NEW, data={"subject": "Чужое", "text": "Чужое", "act": "draft"})
    assert answer.status_code == 422
    with Session(sqlite_engine) as session:
        assert session.query(Draft).count() == 0


def test_a_newcomers_first_words_wait_and_they_are_told_why(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        newcomer = Person.id == council.people["resident"]
        connection.execute(update(Person).where(newcomer).values(vouched_at=None))
    resident = signed_in(member, council, "resident")
    answer = send(resident, NEW, subject="Впервые", text="Здравствуйте.")
    assert answer.location == "/boards/general"
    page = resident.get(answer.location).text
    assert "進行役が確認しています" in page
    assert "Впервые" not in page
    assert not posts(sqlite_engine, subject="Впервые")
    with Session(sqlite_engine) as session:
        held = session.scalars(select(HeldPost).where(HeldPost.subject == "Впервые")).all()
        assert len(held) == 1


def test_somebody_shut_out_keeps_their_words(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Person).where(Person.id == council.people["member"]).values(banned_at=utcnow())
        )
    answer = send(member, NEW, subject="Ещё", text="Слова.")
    assert answer.status_code == 422
    assert "Слова.</textarea>" in answer.text


def test_in_a_closed_topic_only_moderators_write(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    member = signed_in(app.test_client(), council, "member")
    thread = f"/threads/{council.thread}"
    fields = hidden_fields(member.get(thread).text, f"{thread}/posts")
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Thread)
            .where(Thread.public_id == council.thread)
            .values(locked_at=utcnow(), revision=Thread.revision + 1)
        )
    late = member.post(f"{thread}/posts", data={**fields, "text": "Поздно."})
    assert late.status_code == 422
    assert "Поздно.</textarea>" in late.text
    assert "data-draft" not in member.get(thread).text
    moderator = signed_in(app.test_client(), council, "moderator")
    answer = send(moderator, f"{thread}/posts", thread, text="Итог.")
    assert answer.status_code == 303
    assert len(posts(sqlite_engine, text="Итог.\n")) == 1


def test_an_answer_to_a_merged_topic_goes_where_the_topic_is_now(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    (street,) = posts(sqlite_engine, subject="Вопрос 1")
    with writing(sqlite_engine).begin() as connection:
        target = select(Thread.id).where(Thread.public_id == council.thread).scalar_subquery()
        old = connection.execute(
            update(Thread)
            .where(Thread.id == street.thread_id)
            .values(merged_into_id=target)
            .returning(Thread.public_id)
        ).scalar_one()
    url = f"/threads/{old}/posts"
    fields = hidden_fields(member.get(f"/threads/{council.thread}").text)
    member.post(url, data={**fields, "text": "Сюда."})
    (post,) = posts(sqlite_engine, text="Сюда.\n")
    (first,) = posts(sqlite_engine, public_id=council.post)
    assert post.thread_id == first.thread_id


def test_the_form_tells_nothing_of_a_post_elsewhere(
    member: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    staff, *_ = posts(sqlite_engine, subject="Служебное")
    url = f"/threads/{council.thread}/posts"
    answer = send(member, url, f"/threads/{council.thread}", text="", parent=staff.public_id)
    assert answer.status_code == 422
    assert "Глеб" not in answer.text


def test_hidden_words_are_not_quoted(member: FlaskClient, council: Council) -> None:
    assert member.get(f"/posts/{council.hidden_post}/answer?quote=1").status_code == 410


def test_loading_an_answers_address_again_leads_to_the_topic(
    member: FlaskClient, council: Council
) -> None:
    answer = member.get(f"/threads/{council.thread}/posts")
    assert answer.location == f"/threads/{council.thread}#answer"


def test_odd_letters_do_no_harm(member: FlaskClient, sqlite_engine: Engine) -> None:
    answer = send(member, NEW, subject="Ну\0ль\r\nдва", text="а\0б\r\nв")
    assert answer.status_code == 303
    assert len(posts(sqlite_engine, subject="Нуль два", text="аб\nв\n")) == 1


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
