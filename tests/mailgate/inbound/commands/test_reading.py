from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.language import words
from forum.letters.wording import wording
from mailgate.inbound.commands.reading import requests_in
from mailgate.inbound.commands.request import Command
from mailgate.inbound.decoding import decode
from tests.forum.letters.test_wording import LETTERS, VALUES

TODAY = date(2026, 11, 22)


def commands(subject: str, text: str = "", **facts) -> list[Command]:
    said = requests_in(subject, text, TODAY, board_name="総合", **facts)
    return [one.command for one in said.requests]


def test_a_command_is_understood_in_subject_and_body():
    assert (
        commands("退会")
        == commands("", "\n\n退会\n")
        == commands("退会", "退会")
        == [Command.LEAVE]
    )


def test_several_lines_are_several_commands():
    text = "お世話になります。\n毎日\n自分の投稿 いいえ\n検索 防災\nよろしくお願いします。\n"
    assert commands("", text) == [Command.MODE, Command.OWN_POSTS, Command.SEARCH]


def test_greetings_and_names_are_no_words_to_complain_of():
    said = requests_in(
        "",
        "いつもお世話になっております。\n山田と申します。\n退会\n以上、よろしくお願いいたします。",
        TODAY,
    )
    assert [one.command for one in said.requests] == [Command.LEAVE]
    assert said.strange == ()


def test_behind_an_end_nothing_is_read():
    assert commands("", "状況\n終わり\n退会\n") == [Command.STATUS]


def test_quotes_and_signatures_command_nothing():
    quoted = "これは何ですか\n\n> 退会\n> 参加するには、このメールに返信\n"
    assert commands("", quoted) == []
    signed = "よろしく\n\n-- \n退会 太郎\nTEL 03-1234-5678\n"
    assert commands("", signed) == []


def test_a_program_that_marks_every_line_is_understood():
    assert commands("", "> join\n") == [Command.JOIN]
    assert commands("", "> join\n", is_answer=True) == []


def test_the_subject_of_an_answer_to_us_is_ours_and_commands_nothing():
    assert commands("Re: 【総合】参加ありがとうございます", "退会") == [Command.LEAVE]
    assert commands("RE: 【総合】参加ありがとうございます") == []
    assert commands("Ｒｅ： 【総合】参加ありがとうございます") == []
    assert commands("Re: [総合] Please confirm that you want to join") == []


def test_a_whole_command_behind_re_counts():
    assert commands("Re: subscribe") == commands("Ｒｅ：参加") == [Command.JOIN]
    assert commands("Re: 参加の件") == []


def test_the_name_of_a_board_commands_nothing():
    assert commands("【参加のまちづくり】退会") == [Command.LEAVE]
    assert commands("【登録】") == []


def test_a_story_commands_nothing():
    assert commands("", "あ\nい\nう\nえ\nお\n退会\n") == []


def test_a_word_in_a_sentence_counts_only_where_nothing_else_was_asked_for():
    text = "退会したいです。\n今まで参加できて楽しかったです。\n"
    assert commands("", text) == [Command.LEAVE]
    assert commands("", "参加\n退会\n") == [Command.JOIN]


def test_an_html_mail_without_marks_is_read():
    raw = (
        "From: a@example.jp\r\nSubject: \r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        "<div>お世話になります。</div><div><b>退会</b></div><div><br></div>"
    ).encode()
    view = decode(raw)
    assert commands(view.subject, view.text) == [Command.LEAVE]


def test_a_phones_jis_with_half_width_kana_is_read():
    body = (
        b"\x1b(I"
        + "ﾀｲｶｲ".encode("cp932").translate(bytes(i & 0x7F for i in range(256)))
        + b"\x1b(B"
    )
    raw = (
        b"From: a@docomo.ne.jp\r\nSubject: \r\n"
        b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n" + body + b"\r\n"
    )
    view = decode(raw)
    assert view.text.strip() == "タイカイ" or view.text.strip() == "ﾀｲｶｲ"
    assert commands(view.subject, view.text) == [Command.LEAVE]


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_our_own_letters_sent_back_without_marks_command_nothing(name, locale):
    subject, text = wording(name, words(locale), **VALUES)
    assert commands(f"Re: {subject}", text) == []


@pytest.mark.parametrize(
    "said", ["退会したいです", "参加します", "退会", "休み 12月31日まで", "毎日", "ミュート 12"]
)
def test_what_people_write_is_not_taken_for_ours(said):
    assert len(commands("", said)) == 1


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=600))
def test_no_mail_is_too_strange_to_be_read(subject, text):
    said = requests_in(subject, text, TODAY, board_name="総合")
    assert len(said.requests) <= 10
    assert len(said.strange) <= 5


def test_only_so_much_of_a_long_letter_is_looked_at():
    assert commands("", "よろしく\n" * 1000 + "退会\n") == []
    said = requests_in("", "あ" * 1_000_000, TODAY)
    assert [len(line) for line in said.strange] == [201]
