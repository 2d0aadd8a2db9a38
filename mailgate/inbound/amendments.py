"""What somebody who answers the letter about their post wants: new words, to take it back, or no.

Read kindly: 「取り下げます」, 「削除してください」, 「訂正：10時→11時」, （誤）… （正）…, "withdraw", or simply
the whole text once more with a mended place.
"""

import re
from dataclasses import dataclass

from forum.posting.amending import Amendment
from forum.text.bigrams import tokens
from forum.text.folding import fold
from mailgate.inbound.commands.ours import is_ours
from mailgate.inbound.commands.plain import bare, is_polite_only, unpolite, without_reply

_FIRST_LINES = 4
_LONGEST_WISH = 200  # characters; who says more than that says something else
_LONGEST_LINE = 40
_LEAST_TEXT = 20
_ALIKE = 0.6  # of the pairs of letters

_CORRECT = re.compile(
    r"(?:訂正|修正|校正|書き直し|書きなおし|直し|なおし|正しくは|correction|corrected|edit|revised?|amend)"
    r"(?:版|文|後|内容|箇所|の?お願い|をお願いします|お願いします|を?お願い(?:いた|致)します|して?(?:ください|下さい)"
    r"|します|いたします|致します|です|の件)*(?:\s*[:：。、.]+\s*|\s+|$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TAKE_BACK = (
    r"(?:取り?下げ|とりさげ|撤回|削除|消去|抹消|取り?消し|消し|けし|無かったことに|なかったことに)"
)
_WITHDRAW = re.compile(
    rf"{_TAKE_BACK}|\b(?:withdraw|retract|delete|remove|take (?:it |this )?(?:back|down))", re.I
)
_PLAINLY = re.compile(
    rf"(?:(?:この|その|あの|先ほどの|さきほどの|さっきの|前の|私の|わたしの|送った|投稿した|上記の|下記の)*"
    rf"(?:投稿|メール|記事|発言|書き込み|文章|もの|これ|件|内容)?(?:を|は|の|、)?)?{_TAKE_BACK}"
    r"(?:を|て|る|たい|ます|です|に|のお願い|お願い|する|します|願います)*"
    r"|(?:i (?:want to |wish to )?)?(?:withdraw|retract|delete|remove)(?: (?:it|this|my|the|post|mail|message))*"
    r"|take (?:it |this )?(?:back|down)",
    re.I,
)
_NOT = re.compile(r"ません|ないで|しない|なくて|不要|\bnot\b|n't\b", re.I)
_NO = re.compile(
    r"いいえ|いえ|やめ|止め|中止|取り?消し|キャンセル|そのまま(?:で|に)|no\b|cancel|stop|nevermind",
    re.I,
)
_TELL = re.compile(
    r"(?:知らせ|しらせ|お?伝え|通知|連絡|周知)(?:て|し|を|る|ます|たい|も|くだ|下|さい|お願い|いた|致|して|ほし|欲し|い|です)*"
    r"|\b(?:notify|tell|inform)\b.*",
    re.I,
)  # fmt: skip
_SUBJECT = re.compile(
    r"^\s*(?:件名|題名|表題|タイトル|subject|title)\s*[:：]\s*(?P<words>\S.*)$", re.I
)
_ARROW = re.compile(
    r"^[「『\"]?(?P<old>.+?)[」』\"]?\s*(?:→|⇒|➡|->|=>)\s*[「『\"]?(?P<new>.*?)[」』\"]?$"
)
_WRONG_RIGHT = re.compile(
    r"[(（]?誤[)）]?\s*[:：]?\s*(?P<old>.+?)\s*[(（]?正[)）]?\s*[:：]?\s*(?P<new>.+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the author wants of the post; `is_plain` where it can't be meant otherwise."""

    amendment: Amendment
    is_plain: bool


def wanted_in(subject: str, text: str, before: str, board_name: str = "") -> Wanted | None:
    """What a mail asks for the post whose words are `before`; None where nobody could tell.

    A telephone that marks no quote sends the words of our letter back; those ask for nothing.
    """
    own = [line for line in _own(text) if not _is_ours(line, board_name)]
    lines, tell = _without_tell(own)
    said = [line for line in lines if line.strip() and not is_polite_only(bare(line))]
    title, is_answer = without_reply(subject)
    if new := _correction(title, is_answer, lines, before):
        return Wanted(Amendment(new[0], new[1], tell), is_plain=False)
    if not is_answer and not said:
        said = [title]
    if plain := _withdrawal(said):
        return Wanted(Amendment(tell=tell), is_plain=plain == "plainly")
    whole = "\n".join(lines).strip()
    if mended := _replaced(whole, before):
        return Wanted(Amendment(mended, None, tell), is_plain=False)
    if len(whole) >= _LEAST_TEXT and _is_alike(whole, before):
        return Wanted(Amendment(f"{whole}\n", None, tell), is_plain=False)
    return None


def _is_ours(line: str, board_name: str) -> bool:
    if line.startswith("■"):
        return True
    return not _PLAINLY.fullmatch(bare(line)) and is_ours(line, board_name)


def says_no(text: str) -> bool:
    """Whether the answer to a question of ours declines."""
    said = [bare(line) for line in _own(text) if line.strip()][:2]
    return any(len(line) <= _LONGEST_LINE and _NO.match(unpolite(line)) for line in said)


def _own(text: str) -> list[str]:
    """The lines that are neither quoted nor a signature."""
    own = "".join(segment.text for segment in fold(text) if segment.kind == "own")
    return [line for line in own.splitlines() if not line.startswith((">", "＞"))]


def _without_tell(lines: list[str]) -> tuple[list[str], bool]:
    """The lines without one, at the end or the beginning, that asks to tell everybody."""
    places = [at for at, line in enumerate(lines) if line.strip()]
    for at in [*places[:2], *places[-2:]]:
        line = bare(lines[at])
        found = _TELL.search(line) if len(line) <= _LONGEST_LINE and not _NOT.search(line) else None
        if found and found.end() == len(line):
            kept = lines[at][: lines[at].find(found[0])] if _WITHDRAW.search(line) else ""
            return [*lines[:at], *([kept] if kept else []), *lines[at + 1 :]], True
    return lines, False


def _withdrawal(said: list[str]) -> str | None:
    """Whether a short mail asks to take the post back: "plainly", "perhaps", or not at all."""
    whole = " ".join(bare(line) for line in said)
    if not _WITHDRAW.search(whole) or _NOT.search(whole) or len(whole) > _LONGEST_WISH:
        return None
    first = bare(said[0])
    plain = any(_PLAINLY.fullmatch(core) for core in (first, unpolite(first)))
    return "plainly" if plain else "perhaps"


def _correction(
    title: str, is_answer: bool, lines: list[str], before: str
) -> tuple[str, str | None] | None:
    """The new words and subject that a correction gives."""
    rest = None
    first = [at for at, line in enumerate(lines) if line.strip()][:_FIRST_LINES]
    for at in first:
        if found := _CORRECT.match(bare(lines[at])):
            raw = _CORRECT.match(lines[at].strip().lstrip("・■●◆【「*# "))
            rest = [raw["rest"] if raw else found["rest"], *lines[at + 1 :]]
            break
    if rest is None and not is_answer and _CORRECT.match(title):
        rest = lines
    if rest is None:
        return None
    subject, rest = _subject(rest)
    text = "\n".join(rest).strip()
    if (replaced := _replaced(text, before)) is not None:
        return (replaced, subject) if replaced else None
    if not text:
        return (before, subject) if subject else None
    return f"{text}\n", subject


def _subject(lines: list[str]) -> tuple[str | None, list[str]]:
    for at, line in enumerate(lines[:3]):
        if found := _SUBJECT.match(line):
            return found["words"].strip(), [*lines[:at], *lines[at + 1 :]]
    return None, lines


def _replaced(text: str, before: str) -> str | None:
    """`before` with some words put in place of others; "" where they aren't in it; None for neither."""
    pairs = [_ARROW.match(line.strip()) for line in text.splitlines() if line.strip()]
    if not pairs or not all(pairs):
        pairs = [_WRONG_RIGHT.fullmatch(text)]
    if not all(pairs):
        return None
    new = before
    for pair in pairs:
        assert pair is not None
        old = pair["old"].strip()
        if old not in new:
            return ""
        new = new.replace(old, pair["new"].strip())
    return new


def _is_alike(text: str, before: str) -> bool:
    one, other = set(tokens(text).split()), set(tokens(before).split())
    return bool(one and other) and len(one & other) >= _ALIKE * max(len(one), len(other))
