from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from forum.language import words
from forum.letters.filling import COLUMNS, width
from forum.letters.wording import TEMPLATES, wording

VALUES: dict[str, Any] = {
    "site_name": "まちづくり協議会",
    "contact": "general-owner@lists.example",
    "board": "総合",
    "subject": "公園のベンチについて",
    "reason": "はじめての投稿です。",
    "reasons": ["はじめての投稿です。"],
    "note": "写真も載せてください。",
    "link": "https://kakehashi.example/posts/0123456789ab",
    "trace": "https://kakehashi.example/mail/0123456789ab",
    "until": "2026年11月26日（令和8年）10:00",
    "address": "general@lists.example",
    "join": "general-join@lists.example",
    "leave": "general-leave@lists.example",
    "request": "general-request@lists.example",
    "first_waits": True,
    "is_unknown": False,
    "count": 2,
    "joining": 1,
    "reports": 1,
    "end": "kept",
    "act": "answer",
    "by_letter": True,
    "title": "話題12「公園」（1/2ページ）",
    "done": ["受け取り方：1日1回まとめて受け取る"],
    "asked": ["受け取り方：1日1回まとめて受け取る"],
    "refused": [("アドレスを外す：a@example.jp", "確認できたアドレスは、ひとつは残してください。")],
    "strange": ["たいかいい"],
    "near": ["退会", "参加"],
    "blocks": [{"title": "話題一覧（新しい順）", "lines": ["話題12 公園（2件の投稿）"]}],
    "login": "https://kakehashi.example/login/0123456789abcde",
    "is_help": True,
    "page": "https://kakehashi.example/boards/general",
    "mailbox": "hanako@docomo.ne.jp",
    "moved": True,
    "moves": True,
    "person": "山田花子",
    "file": "kakehashi-data.zip",
    "anonymous": False,
    "log": "https://kakehashi.example/moderation/log",
    "listed": [
        {
            "number": 1,
            "subject": "公園",
            "author": "山田太郎",
            "reasons": ["はじめての投稿です。"],
            "name": "山田太郎",
            "address": "taro@docomo.ne.jp",
            "reason": "宛先のアドレスが見つかりません。",
        }
    ],
    "unlisted": 1,
    "kind": "daily",
    "form": "plain",
    "day": "11月22日",
    "topics": [
        {
            "title": "市民会館の予約",
            "count": 1,
            "posts": [{"number": 1, "author": "山田太郎（ウェブから）"}],
            "link": "https://kakehashi.example/threads/0123456789ab",
        }
    ],
    "muted": 1,
    "said": ["賛成です。"],
    "posts": "",
    "names": ["video.mp4"],
    "boards": ["総合", "公園部会"],
    "provider": "docomo.ne.jp",
    "author": "山田花子",
    "amend": "reply+0123456789abcdef0123456789@lists.example",
    "changes": [["− 会議は【10】時からです。", "＋ 会議は【11】時からです。"]],
    "whole": ["会議は11時からです。"],
    "old_subject": "会議",
    "new_subject": "会議の時間",
    "withdraw": False,
    "withdrawn": False,
    "tell": True,
    "is_open": True,
    "words": "550 5.7.1 Message rejected due to local policy",
    "way": "手紙",
    "agreed": False,
    "proposal": "公共施設の予約を電話とメールでも",
    "closes": "2026年11月29日（令和8年）",
    "is_passed_on": True,
    "text_lines": ["公共施設の予約を電話とメールでも", "", "項目1 電話とメールで予約を受ける"],
    "options": [{"number": "1", "mark": "○", "word": "賛成"}],
    "is_secret": False,
    "choice": "条件付き賛成",
    "reason_lines": ["費用の見通しを先に示してください。"],
    "asks_reason": False,
    "in_annex": True,
    "from_paper": False,
    "is_own": True,
    "seats": 12,
    "members": 5,
    "is_quorate": False,
    "label": "令和8年度提案第3号",
    "facts": ["提出した日：2026年11月22日（令和8年）"],
    "cited": ["https://kakehashi.example/posts/0123456789ab"],
    "is_relay": False,
    "stop": "https://kakehashi.example/tidings/0123456789abcdef01234567890",
    "reply": "general@lists.example",
    "addressee": "みなと市長",
    "number": "み協第3号",
    "sha256": "0" * 60,
    "positions": [1, 2],
    "judgements": "反映・一部反映",
    "responses": "実施済・実施中",
    "lacking": ["項目1：判断を選んでください。"],
    "declined": False,
    "obstacle": "",
    "news": [
        {
            "name": "令和8年度提案第3号 公共施設の予約を電話とメールでも",
            "lines": ["市が受理しました"],
            "link": "https://kakehashi.example/proposals/0123456789ab",
            "stop": "https://kakehashi.example/tidings/0123456789abcdef01234567890",
        }
    ],
}
LETTERS = sorted(path.stem for path in TEMPLATES.glob("[a-z]*.txt"))


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_letter_fits_a_small_phone(name, locale):
    subject, text = wording(name, words(locale), **VALUES)
    assert subject
    assert "\n" not in subject
    for line in text.splitlines():
        assert width(line) <= COLUMNS or "://" in line


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_begins_with_what_happened_and_ends_with_whom_to_ask(name):
    _, text = wording(name, words("ja"), **VALUES)
    assert text.splitlines()[0].strip()
    assert text.endswith("-- \nまちづくり協議会\n問い合わせ：general-owner@lists.example\n")


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_ends_with_how_to_stop(name):
    _, text = wording(name, words("ja"), **VALUES)
    last = text.partition("-- ")[0]
    stops = ("お心当たり", "やめるとき", "取り消すとき", "1通", "もう届きません", "終わりです",
             "続けて届くことは", "止めるには", "方にだけ", "変わるたびに", "一度だけ", "もとに戻すときは")  # fmt: skip
    assert any(stop in last for stop in stops)


def test_what_others_wrote_stays_on_one_line():
    forged = VALUES | {"subject": "Hello\r\nBcc: all@example.jp\n\n-- \nforged"}
    subject, text = wording("held", words("ja"), **forged)
    assert "\nBcc:" not in f"{subject}\n{text}"


def test_a_letter_that_lacks_a_value_is_a_bug():
    with pytest.raises(UndefinedError):
        wording("held", words("ja"), site_name="協議会")


def test_every_template_is_a_letter_or_a_part_of_one():
    assert LETTERS
    assert {path.suffix for path in Path(TEMPLATES).iterdir()} == {".txt"}
