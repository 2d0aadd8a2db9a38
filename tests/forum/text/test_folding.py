import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.folding import fold, own_text

ANSWER = "会議は十時からです。\nよろしくお願いします。"
QUOTED = "> 会議は何時からですか。\n> 場所も教えてください。\n"

ATTRIBUTIONS = [
    "2026年11月22日(日) 10:00 山田太郎 <taro@example.jp>:",
    "2026年11月22日(日) 10:00 山田太郎\n<taro@example.jp>:",
    "2026/11/22 10:00、山田太郎 <taro@example.jp>のメール:",
    "2026/11/22 10:00、山田太郎のメール：",
    "2026-11-22 10:00 GMT+09:00 山田太郎 <taro@example.jp>:",
    "2026年11月22日日曜日 山田太郎 taro@example.jp:",
    "日付：2026年11月22日日曜日、時刻：10:00、差出人：山田太郎：",
    "山田太郎さんは 2026年11月22日 10:00 に書きました:",
    "(2026/11/22 10:00), 山田太郎 wrote:",
    "On Sun, Nov 22, 2026 at 10:00 AM Taro Yamada <taro@example.jp> wrote:",
    "On Sun, Nov 22, 2026 at 10:00 AM Taro Yamada\n<taro@example.jp>\nwrote:",
    "On Sun, 22 Nov 2026 10:00:00 +0900\n山田太郎 <taro@example.jp> wrote:",
    "Le 22 nov. 2026 à 10:00, Taro <taro@example.jp> a écrit :",
    "Am 22.11.2026 um 10:00 schrieb Taro Yamada:",
]
BLOCKS = [
    "-----Original Message-----\nFrom: Taro <taro@example.jp>\nSent: Sunday\nTo: list@example.jp\nSubject: 会議\n",
    "________________________________\n差出人: 山田太郎 <taro@example.jp>\n送信日時: 2026年11月22日 10:00\n宛先: list@example.jp\n件名: 会議\n",
    "------ 元のメッセージ ------\n",
    "差出人：山田太郎\n送信日時：2026年11月22日\n件名：会議\n",
]


def kinds(text):
    return [segment.kind for segment in fold(text)]


@given(st.text())
def test_nothing_is_lost(text):
    assert "".join(segment.text for segment in fold(text)) == text


@given(
    st.lists(
        st.sampled_from(
            [
                *ATTRIBUTIONS,
                *BLOCKS,
                QUOTED,
                "-- ",
                "",
                "はい",
                "＞ え",
                "P.S. x",
                "iPhoneから送信",
                "_" * 30,
                "メーリングリスト",
            ]
        )
    )
)
def test_nothing_is_lost_whatever_stands_together(lines):
    text = "\r\n".join(lines)
    assert "".join(segment.text for segment in fold(text)) == text
    assert bool(own_text(text)) == bool(text.strip())


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("quoted", [QUOTED, "会議は何時からですか。\n"], ids=["marked", "unmarked"])
def test_what_stands_below_an_attribution_is_quoted(attribution, quoted):
    text = f"{ANSWER}\n\n{attribution}\n\n{quoted}"
    assert own_text(text) == ANSWER
    assert kinds(text) == ["own", "attribution", "quote"]


@pytest.mark.parametrize("block", BLOCKS)
def test_what_stands_below_a_header_block_is_quoted(block):
    assert own_text(f"{ANSWER}\n\n{block}\n会議は何時からですか。\n") == ANSWER


@pytest.mark.parametrize("mark", [">", "> ", "＞", "| ", ">> "])
def test_marked_lines_are_quoted(mark):
    assert own_text(f"{ANSWER}\n\n{mark}会議は何時ですか\n{mark}どこですか\n") == ANSWER


def test_a_mail_that_begins_with_an_unmarked_quotation_stays_in_sight():
    text = f"{BLOCKS[0]}\n会議は何時からですか。\n\n十時からです。\n"
    assert kinds(text) == ["own"]


def test_answers_between_quotes_are_ones_own():
    text = "> 何時ですか\n十時です\n> どこですか\n市役所です\n"
    assert own_text(text) == "十時です\n市役所です"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \n山田太郎\n市民部会",
        "--\n山田太郎",
        "iPhoneから送信",
        "スマートフォンから送信しました",
        "Sent from my iPhone",
        "iOS 版 Outlook を取得",
    ],
)
def test_a_signature_is_not_what_one_says(signature):
    text = f"{ANSWER}\n\n{signature}\n"
    assert own_text(text) == ANSWER
    assert kinds(text) == ["own", "signature"]


def test_a_boxed_signature_folds():
    text = f"{ANSWER}\n\n━━━━━━━━━━\n山田太郎\n〒252-0804 藤沢市\nTEL 0466-25-1111\n━━━━━━━━━━\n"
    assert own_text(text) == ANSWER


def test_rule_lines_of_a_formal_letter_cut_nothing():
    text = (
        "各位\n\n━━━━━━━━━━\n記\n━━━━━━━━━━\n日時: 十一月二十二日\n-----\n場所: 市役所\n=====\n"
        "問い合わせ先: 市民課 TEL 0466-25-1111\n━━━━━━━━━━\n以上\n"
    )
    assert kinds(text) == ["own"]


def test_an_afterthought_below_a_signature_is_ones_own():
    assert own_text(f"{ANSWER}\n-- \n山田\n\n追伸 傘をお持ちください\n").endswith(
        "傘をお持ちください"
    )


def test_the_footer_of_a_list_is_named():
    text = f"{ANSWER}\n_______________________________________________\nkouen mailing list\nhttps://lists.example.jp/kouen\n"
    assert kinds(text) == ["own", "footer"]


def test_what_is_forwarded_stays():
    text = "ご参考まで。\n\n---------- 転送メッセージ ---------\nFrom: 山田\nDate: 11月22日\nSubject: 掃除\n\n掃除は十時からです\n"
    assert own_text(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "田中さんは報告書に次のように書きました:\n駅前の自転車が増えています。",
        "差出人: が空の封筒が届きました。\nご存じの方はいますか。",
        "> _ <\n".replace(" ", ""),
        "＞山田さん\n了解です",
        "2026年11月22日に次のことを決めました:\n一 公園の掃除",
    ],
)
def test_prose_that_looks_like_a_quotation_stays(text):
    assert own_text(text) == text.strip()


def test_a_table_is_no_quotation():
    assert kinds("| 日 | 時 |\n| - | - |\n| 一 | 十 |\n") == ["own"]


@pytest.mark.parametrize(
    "text", [QUOTED, "-- \n山田", "iPhoneから送信", f"{ATTRIBUTIONS[0]}\n{QUOTED}"]
)
def test_own_text_is_never_empty_when_the_text_is_not(text):
    assert own_text(text) == text.strip()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "\n" * 20_000,
        "On " * 20_000,
        "On \n" * 20_000,
        ">" * 20_000,
        ":\n" * 20_000,
        "--\nx\n" * 10_000,
        "From: a\n" * 20_000,
        "2026年1月1日 a@b:\n" * 5_000,
        "On 1 1 1 1 1 1:\n" * 20_000,
        "a@" * 20_000,
        "-" * 100_000 + "\n" + "_\n" * 20_000,
    ],
    ids=range(11),
)
def test_hostile_texts_take_no_time_to_speak_of(text):
    assert "".join(segment.text for segment in fold(text)) == text


def test_an_openpgp_signature_folds_and_nothing_behind_it():
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nwords\n"
        "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\nmore words\n"
    )
    kinds = [(part.kind, part.text.splitlines()[0]) for part in fold(text)]
    assert kinds == [
        ("own", "-----BEGIN PGP SIGNED MESSAGE-----"),
        ("signature", "-----BEGIN PGP SIGNATURE-----"),
        ("own", "more words"),
    ]
    assert "more words" in own_text("-----BEGIN PGP SIGNATURE-----\nmore words")


def test_a_rule_of_ones_own_above_a_lists_footer_begins_no_footer():
    rule, footer = "-" * 40, f"{'_' * 40}\ntown mailing list\ntown@example.jp\n"
    text = f"議題\n{rule}\n一 予算\n二 公園\n\n{footer}"
    assert own_text(text) == text.removesuffix(footer).strip()


def test_the_footers_of_two_lists_are_both_folded():
    footer = f"{'_' * 40}\ntown mailing list\ntown@example.jp\n"
    assert own_text(f"賛成です。\n{footer}{footer}") == "賛成です。"
