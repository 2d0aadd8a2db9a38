from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.addresses import EmailAddress
from forum.boards import Mode
from mailgate.inbound.commands.grammar import command_of
from mailgate.inbound.commands.request import Command, Place, Request

TODAY = date(2026, 11, 22)  # a Sunday
NEW_YEARS_EVE = date(2026, 12, 31)

JOIN = """join|Subscribe|ＪＯＩＮ|ＳＵＢＳＣＲＩＢＥ|subscribe me please|Please subscribe me to the list.|参加|参加します。|参加希望|「参加」
|登録お願いします|購読を申し込みます|さんか|ｻﾝｶ|ｻﾝｶ!|メーリングリストに入りたいです|参 加|*join*|『さんか』"""
LEAVE = """leave|UNSUBSCRIBE|ｕｎｓｕｂｓｃｒｉｂｅ|unsubscribe!!!|I would like to unsubscribe|please remove me|退会|「退会」|退会したいです。
|退会を希望します|配信を止めてください|登録解除|登録を解除してください|購読停止|参加をやめたいです|配信停止　お願い致します|ﾀｲｶｲ|退 会
|お世話になります。退会をお願いします。|恐れ入りますが、退会させてください|退会手続き|メールはもういりません"""
HELP = "help|Help!|ＨＥＬＰ|ヘルプ|ﾍﾙﾌﾟ|使い方を教えてください|参加の方法を教えて|?|？|help english"
STATUS = "status|状況|設定|状況を教えてください|登録内容の確認|my settings"
EXPORT = "データ|export|データを送ってください|my data"
CLAIM = "claim|ウェブ登録|ウェブも使いたいです|ログイン|web account"
MODES = {
    Mode.EACH: "each|都度|毎回|毎回届けてください|set mode each|1通ずつ",
    Mode.DAILY: "daily|毎日|1日1回|毎日まとめて届けて|１日１回まとめて受け取りたいです|digest|まとめて|daily digest please",
    Mode.WEEKLY: "weekly|毎週|週1回でお願いします|set mode weekly|受け取り方 毎週|週に1回",
    Mode.FOLLOW: "follow only|フォローだけ|追っている話題だけ",
    Mode.NONE: "none|nomail|受け取らない|メールなし|ウェブだけ",
}
RESTS = {
    "休み 12月31日まで": NEW_YEARS_EVE,
    "12月31日まで休みます": NEW_YEARS_EVE,
    "１２月３１日まで配信を休んでください": NEW_YEARS_EVE,
    "12/31までお休みします": NEW_YEARS_EVE,
    "令和8年12月31日まで休止": NEW_YEARS_EVE,
    "年末まで配信停止": NEW_YEARS_EVE,
    "vacation 2026-12-31": NEW_YEARS_EVE,
    "pause until Dec 31": NEW_YEARS_EVE,
    "Vacation until 31 December 2026, please": NEW_YEARS_EVE,
    "来週まで休みます": date(2026, 11, 29),
    "2週間休みます": date(2026, 12, 6),
    "vacation for 2 weeks": date(2026, 12, 6),
}
NOTHING = """こんにちは|お元気ですか|joinery|退会しません|参加しないでください|please don't unsubscribe me|参加者の皆様へ|昼休みについて
|helpful|http://example.jp/threads/0123456789ab|公園のベンチを増やしてほしい""".replace("\n", "")


def forms(said: str) -> list[str]:
    return said.replace("\n", "").split("|")


PLAIN = [
    *[(said, Command.JOIN) for said in forms(JOIN)],
    *[(said, Command.LEAVE) for said in forms(LEAVE)],
    *[(said, Command.HELP) for said in forms(HELP)],
    *[(said, Command.STATUS) for said in forms(STATUS)],
    *[(said, Command.EXPORT) for said in forms(EXPORT)],
    *[(said, Command.CLAIM) for said in forms(CLAIM)],
]


def asked(line: str) -> Request:
    request = command_of(line, TODAY)
    assert request is not None, line
    return request


@pytest.mark.parametrize(("said", "command"), PLAIN)
def test_a_sloppy_form_is_understood(said, command):
    assert asked(said).command is command


@pytest.mark.parametrize(
    ("mode", "said"), [(m, s) for m, some in MODES.items() for s in forms(some)]
)
def test_a_mode_is_named_as_people_name_it(mode, said):
    request = asked(said)
    assert (request.command, request.mode) == (Command.MODE, mode)


@pytest.mark.parametrize(("said", "until"), RESTS.items())
def test_a_rest_ends_on_the_day_that_is_meant(said, until):
    request = asked(said)
    assert (request.command, request.yes, request.until) == (Command.VACATION, True, until)


@pytest.mark.parametrize("said", ["再開", "resume", "メールを再開してください", "休みをやめる"])
def test_a_rest_is_ended(said):
    request = asked(said)
    assert (request.command, request.yes) == (Command.VACATION, False)


@pytest.mark.parametrize(
    "said", ["休み", "vacation", "31日まで休みます", "2月30日まで休みます", "32/1まで休む"]
)
def test_a_day_in_doubt_is_asked_for_again(said):
    request = asked(said)
    assert (request.command, request.until) == (Command.VACATION, None)


@pytest.mark.parametrize(
    ("said", "yes"),
    [("自分の投稿 いいえ", False), ("自分の投稿は不要", False), ("own posts no", False),
     ("自分の投稿も届けてください", True), ("自分の投稿は受け取らない", False), ("my posts: yes", True)],
)  # fmt: skip
def test_own_posts_are_wanted_or_not(said, yes):
    request = asked(said)
    assert (request.command, request.yes) == (Command.OWN_POSTS, yes)


@pytest.mark.parametrize(
    ("said", "is_mime"),
    [("plain", False), ("プレーン", False), ("まとめ プレーン", False), ("MIME", True)],
)
def test_the_form_of_digests_is_chosen(said, is_mime):
    request = asked(said)
    assert (request.command, request.yes) == (Command.DIGEST, is_mime)


@pytest.mark.parametrize(
    ("said", "command", "place"),
    [
        ("話題12", Command.THREAD, Place(thread=12)),
        ("Thread #4", Command.THREAD, Place(thread=4)),
        ("話題12を読む", Command.THREAD, Place(thread=12)),
        ("thread http://x/threads/abc12345", Command.THREAD, Place(thread_id="abc12345")),
        ("フォロー １２", Command.FOLLOW, Place(thread=12)),
        ("この話題をフォロー", Command.FOLLOW, Place()),
        ("ミュート", Command.MUTE, Place()),
        ("話題12をミュートしてください", Command.MUTE, Place(thread=12)),
        ("mute http://h/posts/abcdefgh12", Command.MUTE, Place(post_id="abcdefgh12")),
        ("unfollow 3", Command.UNFOLLOW, Place(thread=3)),
        ("ミュート解除 12", Command.UNFOLLOW, Place(thread=12)),
        ("報告 12-3 人を傷つけています", Command.REPORT, Place(thread=12, post=3)),
        ("report 12-3 spam", Command.REPORT, Place(thread=12, post=3)),
        ("通報", Command.REPORT, Place()),
    ],
)
def test_a_thread_or_post_is_named(said, command, place):
    request = asked(said)
    assert (request.command, request.place) == (command, place)


def test_pages_and_reasons_are_read():
    assert asked("話題 12 2ページ").page == 2
    assert asked("thread 3 page 2").page == 2
    assert asked("報告 12-3 人を傷つけています").words == "人を傷つけています"


@pytest.mark.parametrize(
    ("said", "words"),
    [("検索 防災 公園", "防災 公園"), ("search Park", "Park"), ("「防災公園」を検索", "防災公園"),
     ("防災を検索してください", "防災"), ("検索：市民会館", "市民会館")],
)  # fmt: skip
def test_words_are_searched_for(said, words):
    request = asked(said)
    assert (request.command, request.words) == (Command.SEARCH, words)


def test_a_proposal_can_be_asked_for():
    assert asked("status 提案3") == asked("status 提案3")
    assert asked("提案3の状況").words == "提案3"


@pytest.mark.parametrize(
    ("said", "command", "address"),
    [
        ("アドレス追加 new@example.jp", Command.ADD_ADDRESS, "new@example.jp"),
        ("add address new@example.jp", Command.ADD_ADDRESS, "new@example.jp"),
        (
            "アドレスをnew..x@docomo.ne.jpに変更してください",
            Command.CHANGE_ADDRESS,
            "new..x@docomo.ne.jp",
        ),
        ("アドレス変更 foo.@ezweb.ne.jp", Command.CHANGE_ADDRESS, "foo.@ezweb.ne.jp"),
        ("アドレス変更　ｎｅｗ＠ｅｘａｍｐｌｅ．ｊｐ", Command.CHANGE_ADDRESS, "new@example.jp"),
        ("アドレス削除 a@b.jp", Command.REMOVE_ADDRESS, "a@b.jp"),
        ("remove address a@b.jp", Command.REMOVE_ADDRESS, "a@b.jp"),
        ("主アドレス a@b.jp", Command.MAIN_ADDRESS, "a@b.jp"),
        ("primary a@b.jp", Command.MAIN_ADDRESS, "a@b.jp"),
    ],
)
def test_an_address_is_read_as_it_is_written(said, command, address):
    request = asked(said)
    assert (request.command, request.address) == (command, EmailAddress.parse(address))


@pytest.mark.parametrize(
    ("said", "anonymous"),
    [("データ削除", False), ("delete my data", False), ("私のデータを削除してください", False),
     ("匿名でデータ削除", True), ("データ削除 匿名", True), ("delete my data anonymously", True)],
)  # fmt: skip
def test_erasing_is_not_mistaken_for_leaving(said, anonymous):
    request = asked(said)
    assert (request.command, request.yes) == (Command.ERASE, anonymous)


@pytest.mark.parametrize("said", forms(NOTHING))
def test_what_asks_for_nothing_is_no_command(said):
    assert command_of(said, TODAY) is None


def test_long_lines_and_long_sentences_command_nothing():
    letter = "はじめまして。以前、駅前の商店会でこちらの会への参加のお誘いをいただいた者ですがお尋ねします。"
    assert command_of(letter, TODAY) is None
    assert command_of("退会 " * 100, TODAY) is None


@given(
    st.sampled_from([one for one in PLAIN if one[0] not in "?？"]),
    st.sampled_from(["", "　", " ", "\t", "。", "！", "」", "…"]),
)
def test_ornaments_around_a_command_change_nothing(said, around):
    words, command = said
    assert asked(f"{around}{words}{around}").command is command


@given(st.text(max_size=220))
def test_no_line_is_too_strange_to_be_read(line):
    request = command_of(line, TODAY)
    assert request is None or isinstance(request.command, Command)
