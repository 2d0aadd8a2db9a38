"""The answer in a mail, its reason, and whether that may be shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.proposals.poll import Choice
from forum.proposals.polling import Said
from mailgate.inbound.answer_texts import answer_in

QUOTED = (
    "\n\n2026年11月22日(日) 10:00 総合 <reply+0@lists.example>:\n> 1（○） 賛成\n> 4（×） 反対\n"
)


def said(text: str, **more) -> Said | None:
    return answer_in("Re: 【総合】意向確認：予約", text, **more).said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("反対です。\n費用が心配です。\n", Said(Choice.AGAINST, "費用が心配です。")),
        ("反対です。費用が心配です。", Said(Choice.AGAINST, "費用が心配です。")),
        ("理由は費用です。反対します。", Said(Choice.AGAINST, "費用です。反対します。")),
        ("条件付き賛成\n条件：来年度から\n", Said(Choice.CONDITIONAL, "来年度から")),
        ("賛成ですが、費用が心配です。", Said(Choice.FOR, "賛成ですが、費用が心配です。")),
        ("お世話になります。\n賛成です。\nよろしくお願いします。\n山田花子\n", Said(Choice.FOR)),
        ("反対です。\n掲載不要\n", Said(Choice.AGAINST, "", True)),
        ("反対。うるさいから。理由は公開しないでください。", Said(Choice.AGAINST, "うるさいから。", True)),
        ("Against. It costs too much.\nNot for publication, please.\n",
         Said(Choice.AGAINST, "It costs too much.", True)),
        (f"賛成{QUOTED}", Said(Choice.FOR)),
        (f"{QUOTED}\n反対です。\n", Said(Choice.AGAINST)),
        ("保留\n-- \n山田花子\nhanako@docomo.ne.jp\n", Said(Choice.UNDECIDED)),
    ],
)  # fmt: skip
def test_what_is_said_is_told_from_what_goes_with_it(text, expected):
    assert said(text, names=["山田花子"]) == expected


@pytest.mark.parametrize(
    "text", ["", "\n \n", "ありがとうございました。", "了解しました。", QUOTED]
)
def test_thanks_alone_say_nothing(text):
    answer = answer_in("Re: x", text)
    assert answer.said is None
    assert answer.is_silent


def test_a_reason_alone_is_one():
    answer = answer_in("Re: x", "理由：費用の見通しがありません。")
    assert (answer.said, answer.reason) == (None, "費用の見通しがありません。")


def test_a_new_mails_subject_may_be_the_answer_and_an_old_ones_never():
    assert answer_in("賛成", "").said == Said(Choice.FOR)
    assert answer_in("Re: 賛成", "").said is None


def test_words_that_the_letter_showed_are_nobodys_answer():
    shown = "公園の使い方を見直す\n\n反対です。この案には、隣の町内会が反対しています。\n"
    assert said(f"賛成\n{shown}", shown=shown) == Said(Choice.FOR)
    assert said(shown, shown=shown) is None


@given(st.text(max_size=300))
def test_no_mail_is_too_strange(text):
    answer_in(text, text, text, [text])


@given(st.sampled_from(["賛成です。", "反対です。"]), st.text("あいうえお漢字、。\n", max_size=80))
def test_a_reason_is_never_lost(answer, reason):
    found = said(f"{answer}\n{reason}")
    assert found is not None
    assert found.words.replace("\n", "") == reason.strip("、。\n").replace("\n", "") or (
        set(found.reason) <= set(reason)
    )


_GREETINGS = ("", "こんにちは。\n", "お世話になっております。青木です。\n\n", "Hello,\n\n")
_QUOTES = (
    "",
    "\n2026年11月20日(金) 10:00 協議会 <reply@example.jp>:\n> 賛成\n> 反対\n",
    "\n\n-----Original Message-----\nFrom: 協議会\nSubject: 意向確認\n\n1（○） 賛成\n4（×） 反対\n",
    "\nOn Fri, 20 Nov 2026, Council wrote:\n> 2 条件付き賛成\n",
)
_SIGNATURES = ("", "\n-- \n青木\n", "\niPhoneから送信\n", "\nよろしくお願いします。\n")
_CLEAR = {
    "賛成です。": Choice.FOR, "さんせい": Choice.FOR, "反対します。": Choice.AGAINST,
    "条件付き賛成でお願いします。": Choice.CONDITIONAL, "保留": Choice.UNDECIDED, "４": Choice.AGAINST,
}  # fmt: skip
_NEVER = ("賛成できません。", "反対ではない。", "賛成とは言えません。", "保留にはしません。",
          "賛成か反対か迷います。", "賛成するとどうなりますか？", "賛成ですか。")  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([*_CLEAR, *_NEVER]),
    st.sampled_from(_GREETINGS),
    st.sampled_from(_SIGNATURES),
    st.sampled_from(_QUOTES),
)
def test_what_stands_around_an_answer_never_turns_it(core, greeting, signature, quote):
    answer = answer_in("Re: 意向確認", f"{greeting}{core}\n{signature}{quote}", names=["青木"])
    assert (answer.said and answer.said.choice) is _CLEAR.get(core)
