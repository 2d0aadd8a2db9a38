"""Whether an answer to one of our questions just says yes, and what else it says.

Read kindly: 「はい」, 「はい。これで結構です。よろしくお願いします」, "ok", 異議なし, or nothing at all under
our own letter. Whoever says more than that says something else.
"""

import re

from forum.text.folding import fold
from mailgate.inbound.commands.ours import is_ours
from mailgate.inbound.commands.plain import bare, is_polite_only, unpolite

_SENT_BACK = 2  # lines of ours that show that a letter came back unmarked
_WHOLE = (
    r"(?:これで|それで|この(?:とおり|通り|まま|内容)で?|(?:(?:内容|議事録|案)の?)+[はをも]?"
    r"|すべて|全て|特に|とくに)?"
)
_NONE = r"(?:は|が)?(?:なし|無し|ありません|ございません|ない)"
_YES = re.compile(
    rf"(?:{_WHOLE}(?:は[いぁ]|ハイ|ええ|うん|yes|y|ok|okay|オーケー|オッケー|了解|りょうかい|承知|承諾"
    rf"|確認|かくにん|(?:異議|異論|問題|間違い|まちがい|相違|修正|訂正|変更|直すところ|意見){_NONE}"
    r"|結構|けっこう|大丈夫|だいじょうぶ|よい|良い|いい|よろしい|宜しい|同意|賛成|agreed?|confirm(?:ed)?"
    r"|correct|that is right|fine|looks good|no (?:objections?|changes)|これで|それで|このまま)"
    r"(?:です|でした|ます|ました|しました|いたしました|致しました|済み?|と思います|いたします|します"
    r"|お願い|お願いします|[。、!,.\s])*)+",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[\n。！!]")
_THANKS = re.compile(
    r"(?:ご(?:連絡|確認|対応|入力|作成))?(?:を?(?:いただき|頂き))?[、,]?(?:どうも|誠に)?"
    r"(?:ありがとうございま(?:す|した)|有難うございま(?:す|した)|お疲れさまです|thank you.*|thanks.*)",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"(?:今回は|このたびは|残念ながら|申し訳(?:ありません|ございません)が)?[、,]?\s*"
    r"(?:辞退|お断り|お引き受け(?:でき|いたしかね|しかね)|ご?遠慮|decline|i (?:must |have to )?decline)",
    re.IGNORECASE,
)


def own_words(text: str, asked: str = "", board_name: str = "") -> str:
    """What somebody wrote themselves: no quote, no signature.

    A phone that marks no quote sends the whole letter back; where it has, what is ours goes, and
    the lines of `asked`, the words that the letter showed.
    """
    own = "".join(segment.text for segment in fold(text) if segment.kind == "own")
    lines = [line for line in own.splitlines() if not line.startswith((">", "＞"))]
    ours = {line for line in lines if not _YES.fullmatch(bare(line)) and is_ours(line, board_name)}
    if len(ours) >= _SENT_BACK:
        shown = {_squeezed(line) for line in asked.splitlines()} - {""}
        lines = [
            line
            for line in lines
            if line not in ours and not _is_rule(line) and _squeezed(line) not in shown
        ]
    return "\n".join(lines).strip()


def says_yes(told: str, name: str = "") -> bool:
    """Whether own words are a plain yes, perhaps with their `name`; silence is one too."""
    said = [bare(one) for one in _SENTENCES.split(told)]
    said = [
        one
        for one in said
        if one and not (_THANKS.fullmatch(one) or is_polite_only(one) or _names(one, name))
    ]
    if not said:
        return not told.strip()
    return all(_YES.fullmatch(one) or _YES.fullmatch(unpolite(one)) for one in said)


def declined(told: str) -> str | None:
    """The reason of an adviser who says no in the first line; None where they don't."""
    first = next((line for line in told.splitlines() if bare(line)), "")
    return told if _DECLINES.match(bare(first)) else None


def _names(line: str, name: str) -> bool:
    """Whether a line is a signature of no more than the name: 山田, 山田です, 山田より."""
    signed = re.sub(r"(?:です|より|拝)$", "", _squeezed(line))
    return bool(signed) and signed in _squeezed(name)


def _is_rule(line: str) -> bool:
    return line.startswith(("■", "==="))


def _squeezed(line: str) -> str:
    return "".join(line.split())
