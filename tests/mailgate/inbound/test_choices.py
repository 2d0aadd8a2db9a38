"""Answers as people write them: each is understood, or not counted; none is taken for another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.proposals.poll import Choice
from mailgate.inbound.choices import choice_in

F, C, U, A = Choice.FOR, Choice.CONDITIONAL, Choice.UNDECIDED, Choice.AGAINST

UNDERSTOOD = {
    F: """
賛成
賛成。
賛成！
賛成です
賛成です。
賛成ですよ
賛成ですね。
賛成だよ
賛成だと思います
賛成と思います。
賛成します
賛成いたします。
賛成致します
賛成する
賛成でお願いします。
賛成でよろしくお願いします
賛成とします
賛成とさせていただきます。
賛成に一票
賛成に1票
賛成の立場です。
賛成にします
賛成に変更します
賛成に変えてください。
反対から賛成に変えます
反対ではなく賛成です
「賛成」
「賛成です」
『賛成』
"賛成"
【賛成】
（賛成）
＊賛成＊
答え：賛成
回答 賛成
私は賛成です。
わたしも賛成です
全面的に賛成します
大賛成です！
基本的に賛成です
もちろん賛成！
無条件で賛成します
さんせい
さんせいです
サンセイ
ｻﾝｾｲです
賛同します
同意します。
異議なし
異議ありません
異議なしです。
賛成ですが、費用が心配です。
賛成です。便利になるから。
賛成です！ありがとうございます。
賛成　山田花子
賛成しています
市民が便利になるので賛成です。
電話で予約できれば助かるので、賛成です。
妻は足が悪いので賛成です
反対意見もありますが賛成です
最初は反対でしたが、賛成します
１
1
①
1番
１番です
１でお願いします
(1)
1 賛成
１．賛成
1番 賛成です
○
〇
◯
まる
マルです
for
For.
FOR
yes
Yes, please
agree
I agree
I agree.
I am for it
I'm in favour
in favor
approve
I support this proposal
My vote is for
yes, because I can book from home
""",
    C: """
条件付き賛成
条件付き賛成です
条件付賛成
条件つき賛成
条件つきさんせい
条件付きで賛成
条件付きで賛成します。
条件付の賛成です
条件あり賛成
条件付きです
「条件付き賛成」
条件付き賛成。来年度からにしてください。
条件付き賛成でお願いします
じょうけんつきさんせい
予算がつくなら賛成です
窓口も残すのであれば賛成します
２
2番
②
2
2 条件付き賛成
conditional
Conditional.
conditionally for
for, with conditions
Yes, but with conditions
""",
    U: """
保留
保留です
保留します。
保留でお願いします
今回は保留とします
「保留」
ほりゅう
ほりゅうです
ホリュウ
反対ではないが保留
賛成したいところですが、今回は保留します
どちらとも言えません
どちらとも言えない
どちらでもありません。
留保します
３
3
③です
3番でお願いします
3 保留
△
undecided
I am undecided
abstain
not sure
""",
    A: """
反対
反対。
反対です
反対です。
反対だ
反対します
反対いたします。
反対に一票
反対に変更してください
賛成から反対に変えます
賛成ではなく反対です
断固反対
絶対に反対です！
反対でお願いします
私は反対です
「反対」
はんたい
はんたいです
ハンタイ
不賛成です
反対です。費用の見通しがありません。
費用がかかりすぎるので反対です
反対ですが、話し合いには加わります。
前回は賛成しましたが、今回は反対します
残念ながら反対します
４
4
④
4番です
4 反対
×
✕
バツ
against
Against.
I am against it
no
No.
I oppose this proposal
disagree
I disagree
""",
}
NOT_UNDERSTOOD = """
賛成できません
賛成できません。
賛成できない
賛成はできません
賛成することはできません
賛成とは言えない
賛成とは言えません
賛成とはいえません。
賛成ではない
賛成ではありません
賛成ではないです
賛成じゃない
賛成じゃないです
賛成しません
賛成しない
賛成しかねます
賛成いたしかねます
賛成しがたい
賛成し難いです
賛成とは思いません
賛成だとは思わない
賛成だと思いません
賛成とまでは言えません
賛成というわけではありません
賛成するわけにはいきません
賛成する気になれません
賛成は無理です
賛成は難しいです
賛成も反対もしません
賛成でも反対でもない
賛成でない
賛成 できません
賛成、とは言えません
賛成です、とは言えません
「賛成です」とは言えません
「賛成」とは言えない
『賛成』ではありません
反対ではない
反対ではありません
反対じゃない
反対しません
反対はしません
反対しない
反対というわけではない
反対とは言いません
反対する理由がありません
反対する理由はない
反対の反対
反対できません
保留ではありません
保留にはしません
賛成ですか？
賛成ですか
賛成？
賛成でしょうか。
賛成か反対か迷っています
賛成か反対か
賛成・反対
賛成/反対
賛成、反対のどちらとも言えません
賛成と反対の両方
賛成の方が多いと思います
賛成する人が多い
賛成票が多い
みんなが賛成しています
妻は賛成です
妻も反対です
山田さんは反対です
会長は賛成しています
市民は賛成です
もし安いなら考えます
できれば賛成したい
強いて言えば賛成
どちらかといえば賛成
項目1は賛成、項目2は反対
項目1は賛成です
一部賛成です
一部は反対です
賛成、ただし費用は50万円まで
賛成です。ただし、窓口も残してください。
賛成が条件です
条件によっては賛成
条件次第で賛成
場合によっては反対です
賛成、反対
賛成です。やっぱり反対です。
賛成です。反対です。
1 反対
2 賛成
5
12
1か2
はい
いいえ
わかりました
ありがとうございます
了解です
なぜ賛成なのですか
なぜ反対ですか
提案の意味がわかりません
No problem
I do not agree
I don't agree
not against
not for
I cannot say yes
yes and no
for whom?
賛成し
賛成するかもしれません
賛成する予定です
賛成したことを後悔しています
反対だったと思います
賛成に変更はありません
賛成に反対です
反対に賛成です
賛成を取り消します
""".strip().splitlines()


def told() -> list[tuple[str, Choice]]:
    return [
        (line, choice)
        for choice, lines in UNDERSTOOD.items()
        for line in lines.strip().splitlines()
    ]


def test_the_tables_are_long_enough_to_mean_something():
    assert len(told()) >= 150
    assert len(NOT_UNDERSTOOD) >= 100


@pytest.mark.parametrize(("line", "choice"), told())
def test_it_is_understood(line, choice):
    assert choice_in([line]) is choice


@pytest.mark.parametrize("line", NOT_UNDERSTOOD)
def test_it_is_not_counted(line):
    assert choice_in([line]) is None


@pytest.mark.parametrize("line", NOT_UNDERSTOOD)
@pytest.mark.parametrize("behind", ["よろしくお願いします。", "山田花子", "便利だからです。"])
def test_it_is_not_counted_whatever_else_is_said(line, behind):
    assert choice_in([line, behind]) is None
    assert choice_in(["お世話になります。", line]) is None


WORDS = {
    F: ("賛成", "さんせい", "サンセイ", "賛同"),
    C: ("条件付き賛成", "条件つき賛成", "条件付賛成", "条件付きで賛成"),
    U: ("保留", "ほりゅう"),
    A: ("反対", "はんたい", "不賛成"),
}
BEFORE = (
    "",
    "私は",
    "私も",
    "今回は",
    "この提案には",
    "この案に",
    "やはり",
    "お世話になります。",
    "こんにちは。",
    "回答：",
)
ASSERTING = (
    "",
    "です",
    "です。",
    "します",
    "いたします。",
    "でお願いします",
    "と思います。",
    "だと思います",
    "に一票",
    "とします",
)
DENYING = (
    "できません", "できない", "はできません", "しません", "しない", "ではない", "ではありません", "じゃない",
    "じゃありません", "とは言えません", "とはいえない", "とは思いません", "しかねます", "いたしかねます", "し難い",
    "というわけではありません", "でない", "とまでは言えません", "する気はありません", "はしません",
)  # fmt: skip
ASKING = ("ですか", "ですか？", "でしょうか", "？", "するのですか", "なのかな", "かどうか")
AROUND = (("", ""), ("「", "」"), ("『", "』"), ('"', '"'), ("（", "）"), ("【", "】"))
BEHIND = (
    "",
    "\n",
    "\n便利だと思うからです。",
    "\nよろしくお願いします。",
    "\n\n山田花子",
    "\n電話が使えるのはよいことです。",
)

choices = st.sampled_from(Choice)
widths = st.sampled_from((str, lambda text: text.translate({ord("1"): "１", ord("?"): "？"})))


@st.composite
def spoken(draw, endings):
    """A choice, and a reply that says its word with one of the endings."""
    choice = draw(choices)
    word = draw(st.sampled_from(WORDS[choice]))
    opens, closes = draw(st.sampled_from(AROUND))
    core = f"{opens}{word}{closes}{draw(st.sampled_from(endings))}"
    return choice, f"{draw(st.sampled_from(BEFORE))}{core}{draw(st.sampled_from(BEHIND))}"


@given(spoken(ASSERTING))
def test_whatever_asserts_an_answer_is_understood(reply):
    choice, text = reply
    assert choice_in(text.splitlines()) is choice


@given(spoken(DENYING))
def test_whatever_denies_an_answer_is_never_counted(reply):
    _, text = reply
    assert choice_in(text.splitlines()) is None


@given(spoken(DENYING), spoken(ASSERTING))
def test_a_denied_answer_is_never_what_is_counted_beside_another(denied, asserted):
    (no, refused), (yes, given_) = denied, asserted
    counted = choice_in([*refused.splitlines(), "", *given_.splitlines()])
    assert counted in (None, yes)
    assert no is not yes or counted is None


@given(spoken(ASKING))
def test_a_question_is_no_answer(reply):
    _, text = reply
    assert choice_in(text.splitlines()) is None


@given(spoken(ASSERTING), spoken(ASSERTING))
def test_two_answers_are_none(one, other):
    (a, text), (b, more) = one, other
    counted = choice_in([*(f"{text}。").splitlines(), *more.splitlines()])
    assert counted is (a if a is b else None)


@given(st.text(alphabet="賛成反対保留条件付きでなくすはとのに、。？「」 1○×ない", max_size=40))
def test_anything_at_all_ends_with_an_answer_or_none(text):
    counted = choice_in(text.splitlines())
    if counted is not None and not re.search("[1234○×△]", text):
        assert re.search("賛成|反対|保留|条件付", text)


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text):
    choice_in(text.splitlines())


@pytest.mark.parametrize(
    ("lines", "choice"),
    [
        (["1 賛成", "2 条件付き賛成 ○", "3 保留", "4 反対"], C),
        (["□ 賛成", "□ 条件付き賛成", "□ 保留", "☑ 反対"], A),
        (["1 賛成", "2 条件付き賛成", "3 保留", "4 反対"], None),
        (["○賛成", "○反対"], None),
        (["1", "反対です"], None),
        (["4", "反対です"], A),
        (["賛成", "できません"], None),
        (["賛成", "", "とは言えません"], None),
        ([], None),
        (["", "  "], None),
    ],
)
def test_lists_and_broken_lines(lines, choice):
    assert choice_in(lines) is choice
