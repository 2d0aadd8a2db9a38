"""What a mail in answer to a poll's letter says: the answer, its reason, and who may read that."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.proposals.polling import Said
from forum.text.folding import fold
from mailgate.inbound.choices import choice_in, names_an_answer
from mailgate.inbound.commands.ours import is_ours
from mailgate.inbound.commands.plain import bare, is_polite_only, narrowed, without_reply

_LONGEST_ANSWER = 16  # characters of a sentence that says nothing but the answer
_SHORTEST_SHOWN = 7
_SENTENCE = re.compile(r"(?:(?!\. )[^。！!？?\n])*(?:[。！!？?]|\. )*\n*")
_PRIVATE = re.compile(
    r"(?:掲載|公開|公表)(?:は|を)?(?:不要|不可|しない|希望し(?:ない|ません)|(?:お)?断り|遠慮|しないで|なし)"
    r"|非公開|非公表|(?:載せ|のせ|公開し|公表し|出さ)ないで|(?:少数意見|理由)(?:に|は|を)(?:は)?(?:載せ|のせ|出さ|公開し)な"
    r"|(?:do not|don't|not (?:to be|for)) publi(?:sh|cation)|not for publication|keep (?:it |this |my reason )?private",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"^\s*(?:理由|わけ|条件|reason|condition)s?\s*(?:は、?|[:：]|として、?)\s*", re.IGNORECASE
)
_ASKS = re.compile(
    r"[?？]|(?:です|ます|でしょう|でした|ました|ません|なの|るの|いの|たの)か(?:ね|な)?(?:[。、！!]|$)"
    r"|(?:教え|おしえ|知らせ|説明し)て(?:くだ|下|いただ|頂|ほし|欲し|もら)|知りたい|(?:聞き|伺い|うかがい)たい"
    r"|質問(?:です|が|があり|させ)"
)
_OUR_FOOT = re.compile(r"[:：]\s*[a-z0-9-]{1,40}-owner@\S+\s*$")  # the last line of our letters
_HEADERS = re.compile(
    r"(?:差出人|送信日時|宛先|件名|日時|from|to|sent|date|subject|cc)\s*[:：]", re.I
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood; `said` None where no answer is clear."""

    said: Said | None
    is_silent: bool = False  # nothing but thanks, or nothing at all
    reason: str = ""  # given without any answer (理由：…)
    asks: str = ""  # a question to the people of the board, without what tells the answer


def answer_in(
    subject: str, text: str, shown: str = "", names: Sequence[str] = (), board_name: str = ""
) -> Answer:
    """The answer in a mail; `shown` is the text that our letter showed, `names` the writer's own."""
    lines = _own(text, shown, board_name)
    if not any(line.strip() for line in lines):
        title, is_answer = without_reply(subject)
        lines = [] if is_answer or is_ours(title, board_name) else [title]
    declines = any(_PRIVATE.search(narrowed(line)) for line in lines)
    kept = [sentence for sentence in _sentences(lines) if not _PRIVATE.search(narrowed(sentence))]
    kept = _without_manners(kept, names)
    choice = choice_in("".join(kept).splitlines())
    if choice is None:
        reason = _REASON.sub("", "".join(kept)) if kept and _REASON.match(kept[0]) else ""
        return Answer(None, not kept and not declines, reason.strip(), _question(kept))
    asks = _question([one for one in kept if not names_an_answer(one)])
    while kept and _only_answers(kept[0]):
        kept = kept[1:]
    reason = _REASON.sub("", "".join(kept).strip())
    return Answer(Said(choice, reason.strip(), declines), asks=asks)


def _question(sentences: Sequence[str]) -> str:
    """These sentences, where one of them asks something; a line broken anywhere is read whole."""
    told = "".join(sentences).strip()
    return told if _ASKS.search("".join(told.split())) else ""


def _own(text: str, shown: str, board_name: str) -> list[str]:
    """The writer's lines: no quote, no signature, and nothing of our letter sent back unmarked."""
    own = "".join(part.text for part in fold(text) if part.kind == "own")
    lines = _beside_ours(own.splitlines(), board_name)
    if not any(line.strip() for line in lines):
        # Below our letter, and so below what looks like the beginning of a signature.
        everything = text.splitlines()
        if any(_OUR_FOOT.search(line) for line in everything):
            lines = _beside_ours(everything, board_name)
    squeezed = _squeezed(shown)
    return [line for line in lines if not _is_shown(line, squeezed)]


def _beside_ours(lines: list[str], board_name: str) -> list[str]:
    lines = [line for line in lines if not line.lstrip().startswith((">", "＞", "|"))]
    ours = [
        at for at, line in enumerate(lines) if _OUR_FOOT.search(line) or is_ours(line, board_name)
    ]
    if not ours:
        return lines
    before, behind = lines[: ours[0]], lines[ours[-1] + 1 :]
    before = [line for line in before if not _HEADERS.match(narrowed(line))]
    return before if any(line.strip() for line in before) else behind


def _is_shown(line: str, shown: str) -> bool:
    plain = _squeezed(line)
    return len(plain) >= _SHORTEST_SHOWN and plain in shown


def _squeezed(text: str) -> str:
    return narrowed(text).replace(" ", "")


def _sentences(lines: Sequence[str]) -> list[str]:
    return [one for one in _SENTENCE.findall("\n".join(lines).strip("\n")) if one]


def _without_manners(sentences: list[str], names: Sequence[str]) -> list[str]:
    """Without greetings, thanks, and the name before or behind it."""
    mine = {_squeezed(name) for name in names if name}

    def is_manners(sentence: str) -> bool:
        plain = bare(sentence)
        return not plain or is_polite_only(plain) or _THANKS.fullmatch(plain) is not None

    def is_name(sentence: str) -> bool:
        plain = re.sub(r"(?:です|と申します|より)$", "", _squeezed(bare(sentence)))
        return bool(plain) and any(
            plain == name or (len(plain) > 1 and name.startswith(plain)) for name in mine
        )

    while sentences and (is_manners(sentences[0]) or is_name(sentences[0])):
        sentences = sentences[1:]
    while sentences and (is_manners(sentences[-1]) or is_name(sentences[-1])):
        sentences = sentences[:-1]
    return sentences


_THANKS = re.compile(
    r"(?:ご?(?:連絡|確認|対応|案内|返信|丁寧に|親切に|受付|集計)(?:を)?)*(?:いただき|頂き)?(?:どうも|本当に|誠に)?"
    r"(?:ありがとう(?:ござい(?:ます|ました))?|有(?:り)?難うござい(?:ます|ました)|了解(?:です|しました|いたしました)?|承知(?:しました|いたしました)"
    r"|お疲れ(?:様|さま)(?:です|でした)?|失礼(?:し|いたし)ます|以上(?:です)?|敬具|拝啓|thank you.*|thanks.*|best regards|regards|ok)",
    re.IGNORECASE,
)


def _only_answers(sentence: str) -> bool:
    """Whether a sentence says nothing but the answer."""
    plain = bare(sentence)
    return len(plain) <= _LONGEST_ANSWER and "、" not in plain and choice_in([plain]) is not None
