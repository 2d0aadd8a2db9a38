"""Which of the four answers somebody gives in their own words: 賛成, 条件付き賛成, 保留, 反対.

A small grammar. A word for an answer is *asserted* only where what stands behind it is known to
assert (です, します, でお願いします, …) up to the end of its clause, and nothing before it makes it
somebody else's, a part's or an if. Whatever is denied (賛成できません, 反対ではない), asked or only
mentioned is no answer; two different answers are none either. Nobody's voice is guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from forum.proposals.poll import Choice
from mailgate.inbound.commands.plain import narrowed

_YES = r"(?:賛成|さんせい|サンセイ|賛同|同意)"
_IF = r"(?:条件|じょうけん|ジョウケン)"
_WORDS = re.compile(
    rf"(?P<plain>(?:無{_IF}|{_IF}(?:なし|無し))(?:で|に|の)?{_YES})"
    rf"|(?P<conditional>{_IF}を?(?:付け?き?|つけ?き?|ツキ|あり|有り|で)?(?:ながら|て|の|で|なら)?、?{_YES}"
    rf"|{_IF}(?:付き?|つき|ツキ)"
    rf"|(?<!それ)(?<!これ)(?<!あれ)(?<!では)(?:ならば?|であれば|を?前提[にで])、?{_YES})"
    r"|(?P<against>不賛成|不同意|反対|はんたい|ハンタイ)"
    r"|(?P<undecided>保留|ほりゅう|ホリュウ|留保|どちらとも(?:言|い)え(?:ない|ません)|どちらでも(?:ない|ありません))"
    rf"|(?P<yes>{_YES}|(?:異議|異存)(?:は|も)?(?:なし|無し|ない|ありません|ございません))"
)
_CHOICES = {
    "plain": Choice.FOR,
    "yes": Choice.FOR,
    "conditional": Choice.CONDITIONAL,
    "undecided": Choice.UNDECIDED,
    "against": Choice.AGAINST,
}
_DO = r"(?:し(?:て(?:おり|い)?)?ます|いたします|致します|させて(?:いただき|頂き)ます|する)"
_THINK = r"と(?:思|おも|考え|存じ)(?:います|ます|う|える|っています|ております)"
_PLEASE = r"(?:(?:よろしく|宜しく)?(?:お願い|御願い|おねがい)(?:を?(?:し|いたし|致し|申し上げ)ます)?|よろしく|宜しく)"
_CHANGE = r"(?:変更|訂正|修正|切り?替え|変え|かえ|直し|なおし)"
# What asserts the word before it. Each of them ends before the end of the clause or a conjunction.
_ASSERTS = re.compile(
    rf"(?:{_DO}|したい(?:です)?(?:{_THINK})?|です(?:よね|ね|よ|わ)?|でございます|であります"
    rf"|だ(?:よ|ね|な)?(?:{_THINK})?|{_THINK}"
    rf"|と(?:{_DO}|(?:お答え|回答|投票){_DO}|いうことで(?:{_PLEASE})?)"
    rf"|で(?:{_PLEASE}|いいです|良いです|よいです|結構です|す|(?:回答|投票){_DO})?"
    rf"|に(?:{_DO}|して(?:ください|下さい)|(?:一|1)票|投票(?:{_DO})?|まる|マル|[○〇◯]"
    rf"|{_CHANGE}(?:ます|{_DO}|して(?:ください|下さい)|て(?:ください|下さい)|たいです|したいです|で?{_PLEASE})?)"
    rf"|の(?:立場|意見|考え|方向|ほう|方|側|意思|意向|(?:一|1)票)(?:です|で(?:{_PLEASE})?|と{_DO})"
    rf"|を(?:表明|希望|選び?|選択)(?:{_DO}|ます)|票です|派です|意見です|[○〇◯])"
)
_CHANGED = re.compile(rf"に{_CHANGE}")
_MAY_JOIN = tuple("すだるうねよ")
_CLOSES = re.compile(r"[」』】〉》\"”’')\]*_]*")
_ENDS = re.compile(r"$|[、,;:!\s(「…‥~♪☆★→-]")
_JOINS = re.compile(r"(?:が|けれども|けれど|けど|ので(?![すし])|から|し、)(?![らんいね])")
# Behind a comma, a space or a closing bracket: the word before is taken back after all.
_DENIES = re.compile(
    r"[、,\s」』\"”’')\]]*(?:と(?:まで)?(?:は|も)|と(?:言|い)え|というわけ|というほど|というのは"
    r"|で(?:は|も)(?:な|あ)|でな[いくか]|じゃ|でき(?!れば)|出来(?!れば)|し?かね|致しかね|いたしかね"
    r"|し(?:ま[せい]|な[いくか]|が?た[いく]|難|づら|にく)|(?:は|も|を)?(?:でき|出来|しま?せ|し?な[いく]|難し|無理|控え)"
    r"|と?(?:思|おも)(?:いま?せ|わな|えま?せ|えな)|(?:する)?(?:わけ|気|つもり)|ません|ない)"
)
_CLAUSE_ENDS = re.compile(
    r"[、,;:\s]|(?:です|ます|でした|ました|ません|だ|ない|った)(?:が|けれども|けれど|けど)"
)
_OTHERS = (
    r"(?:さん|氏|様|妻|夫|家内|主人|母|父|息子|娘|家族|会長|委員|彼|彼女|みんな|皆|人|たち|方々|住民|市民|多く|だれ|誰"
    r"|市|行政|友人|友達|近所|隣|町内会|自治会|会社|地域|団体|組合)"
)
# What makes the words behind it somebody else's, a part's, a former one's or an if.
_NOT_MINE = re.compile(
    rf"{_OTHERS}(?:に?は|も|の中に)|{_OTHERS}が.{{0,4}}$"
    r"|もし|仮に|たとえ|強いて|しいて|どちらか|あえて|敢えて|前回|以前|最初|はじめ|初め|当初|先日|さっき|一部|半分|部分|項目"
    rf"|[第\d](?:項|番|条|つ目)?(?:に?は|に|について|も|の)|{_IF}|場合|時は|ときは|次第|[れえけせてねめべげ]ば|たら|なら|かどうか"
    r"|(?:賛成|反対|保留|賛同|同意)[のにとや・/|か]?$|なぜ|何故|どうして"
)
_SINCE = re.compile(r"ので|から|ため(?:に|、)?|ように")
_TAKES_CARE = re.compile(r"ただし|但し|ただ、|条件")
_END_OF_SENTENCE = re.compile(r"[。.!]|(?<=\?)|\n{2,}")

_ENGLISH = {
    Choice.CONDITIONAL: r"conditional(?:ly)?(?: (?:for|yes|agree|support|approval|approve|in favou?r))?"
    r"|(?:for|yes|agree|i agree|support|approve|in favou?r),? (?:but )?(?:with|on|under) (?:a |some |one )?conditions?",
    Choice.FOR: r"for|yes|yea|agree|agreed|approve|support|in favou?r",
    Choice.UNDECIDED: r"undecided|abstain|abstention|neutral|not sure|on hold|hold",
    Choice.AGAINST: r"against|no|nay|disagree|oppose|opposed|object",
}
_ENGLISH_WHOLE = {
    choice: re.compile(
        r"(?:(?:i|we)(?: am|'m| vote| would vote)? |my (?:vote|answer) (?:is|:) ?|vote:? |answer:? |yes,? i(?: am|'m)? )?"
        rf"(?:{words})(?: (?:of )?(?:it|this|the proposal|this proposal))?(?:,? please| thanks| thank you)?",
        re.IGNORECASE,
    )
    for choice, words in _ENGLISH.items()
}
# As they are printed in our letter.
NUMBERS = dict(enumerate(Choice, 1))
MARKS = {
    **dict.fromkeys("○〇◯⭕", Choice.FOR),
    **dict.fromkeys("△▲", Choice.UNDECIDED),
    **dict.fromkeys("×✕✖❌✗✘", Choice.AGAINST),
}
_SPOKEN_MARKS = {
    "まる": Choice.FOR, "マル": Choice.FOR, "丸": Choice.FOR,
    "さんかく": Choice.UNDECIDED, "三角": Choice.UNDECIDED,
    "ばつ": Choice.AGAINST, "バツ": Choice.AGAINST, "ペケ": Choice.AGAINST,
    "x": Choice.AGAINST, "X": Choice.AGAINST,
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?:(?:番号|答え|回答|返事|投票|私|わたし)は?[:、 ]*)?[(\[「]?([1-4])[)\]」.]?(?:番|ばん|番目|\.)?"
    rf"(?:です|で(?:{_PLEASE}|す)?|に(?:{_DO}|(?:一|1)票)|を選びます|を?{_PLEASE})?",
)
_MARK = re.compile(
    rf"[(\[「]?(?P<mark>{'|'.join([*MARKS, *_SPOKEN_MARKS])})[)\]」]?(?:です|で(?:{_PLEASE}|す)?|に{_DO})?"
)
_NUMBERED = re.compile(r"[(\[]?([1-4])[)\].:、番 ]+(?=\S)")
_TICKED = re.compile(r"[○〇◯◎⭕✓✔☑レ■●]")
_OPTION = re.compile(
    r"[\s(\[・□■☐☑○〇◯◎⭕●✓✔レ]*(?:[1-4][)\].:、 ]*)?(?:[(\[]?[○△×][)\]]?)?\s*"
    rf"(賛成|{_IF}付き賛成|保留|反対)[\s)\]○〇◯◎⭕●✓✔☑レ←]*"
)


class _Use(Enum):
    ASSERTED = auto()
    DENIED = auto()
    MENTIONED = auto()
    LISTED = auto()  # 賛成、反対


@dataclass(frozen=True, slots=True)
class _Word:
    """One word for an answer where it stands: what it is used for, and the clause it is in."""

    choice: Choice
    use: _Use
    clause: int
    is_change: bool = False  # 賛成から反対に変えます


def choice_in(lines: Sequence[str]) -> Choice | None:
    """The one answer that these lines of somebody's own give; None where that is not clear."""
    told = [narrowed(line) for line in lines]
    told = [line.strip("「」『』\"“”'*_ ") if _alone(line) else line for line in told]
    said = [line for line in told if line]
    if not said:
        return None
    if len(options := [found for line in said if (found := _OPTION.fullmatch(line))]) > 1:
        return _ticked(options)
    if (mark := _mark_or_number(said[0])) is not None:
        rest = _asserted(said[1:])
        return mark if rest in ((), (mark,)) else None
    asserted = _asserted(said)
    return asserted[0] if len(asserted) == 1 else None


def names_an_answer(told: str) -> bool:
    """Whether one of the answers stands in some words at all, be it given, denied or asked about."""
    return _WORDS.search(narrowed(told)) is not None or choice_in([told]) is not None


def _alone(line: str) -> bool:
    return line[:1] in "「『\"“'*_" and len(line) < 20


def _ticked(options: Sequence[re.Match[str]]) -> Choice | None:
    """The list of our letter sent back: the line with a mark."""
    ticked = [found for found in options if _TICKED.search(found[0].replace("(○)", ""))]
    if len(ticked) != 1:
        return None
    found = ticked[0]
    return {"賛成": Choice.FOR, "保留": Choice.UNDECIDED, "反対": Choice.AGAINST}.get(
        found[1], Choice.CONDITIONAL
    )


def _mark_or_number(line: str) -> Choice | None:
    line = line.strip("。.!、 ")
    if found := _NUMBER.fullmatch(line):
        return NUMBERS[int(found[1])]
    if found := _MARK.fullmatch(line):
        return MARKS.get(found["mark"]) or _SPOKEN_MARKS[found["mark"]]
    return None


def _asserted(said: Sequence[str]) -> tuple[Choice, ...]:
    """The answers that are given; none where one is taken back or stands beside another."""
    words = [word for number, part in enumerate(_sentences(said)) for word in _words(part, number)]
    if any(word.use is _Use.LISTED for word in words) and len({w.choice for w in words}) > 1:
        return tuple(Choice)
    gives = (_Use.ASSERTED, _Use.LISTED)
    asserted = {word.choice for word in words if word.use in gives}
    for word in words:
        if word.use is _Use.DENIED and word.choice in asserted:
            return tuple(Choice)
        if word.use is _Use.MENTIONED and any(
            one.use is _Use.ASSERTED
            and one.clause == word.clause
            and one.choice is not word.choice
            and not one.is_change
            for one in words
        ):
            return tuple(Choice)
    if asserted == {Choice.FOR} and _TAKES_CARE.search(" ".join(said).replace("無条件", "")):
        # 賛成、ただし…: whether that is a condition, its writer has to say.
        without = _WORDS.sub("", " ".join(said))
        return tuple(Choice) if _TAKES_CARE.search(without) else (Choice.FOR,)
    return tuple(sorted(asserted, key=list(Choice).index))


def _sentences(said: Sequence[str]) -> Iterator[str]:
    """Lines are joined first: a phone breaks them anywhere."""
    for part in _END_OF_SENTENCE.split(" ".join(said)):
        if part.strip():
            yield part.strip()


def _words(sentence: str, number: int) -> Iterator[_Word]:
    for choice, whole in _ENGLISH_WHOLE.items():
        first = re.split(r",(?! (?:but |with |on |under ))|[;:]| because | since | - ", sentence)[0]
        if whole.fullmatch(first.strip("'\"“” ")):
            yield _Word(choice, _Use.ASSERTED, number * 1000)
            return
    numbered = _NUMBERED.match(sentence)
    for found in _WORDS.finditer(sentence):
        choice = _CHOICES[found.lastgroup or ""]
        begins, clause = _clause(sentence, found.start())
        use = _use(sentence[begins : found.start()], sentence[found.end() :])
        if numbered and begins <= numbered.end() <= found.start():
            before = sentence[numbered.end() : found.start()]
            use = _use(before, sentence[found.end() :])
            if NUMBERS[int(numbered[1])] is not choice:
                use = _Use.DENIED if use is _Use.ASSERTED else use
        is_change = _CHANGED.match(sentence, found.end()) is not None
        yield _Word(choice, use, number * 1000 + clause, is_change)


def _clause(sentence: str, at: int) -> tuple[int, int]:
    """Where the clause begins that a place is in, and which of the sentence's it is."""
    ends = [found.end() for found in _CLAUSE_ENDS.finditer(sentence, 0, at)]
    return (ends[-1] if ends else 0), len(ends)


def _use(before: str, after: str) -> _Use:
    if _DENIES.match(after) or _DENIES.match(after.lstrip("」』】〉》)")):
        return _Use.DENIED
    at = _CLOSES.match(after).end()  # type: ignore[union-attr]
    if found := _ASSERTS.match(after, at):
        at = _CLOSES.match(after, found.end()).end()  # type: ignore[union-attr]
        joined = _JOINS.match(after, at) if found[0].endswith(_MAY_JOIN) else None
        if joined:
            return _mine(before, after[joined.end() :])
    if not _ENDS.match(after, at):
        return _Use.MENTIONED
    if _WORDS.match(after[at:].lstrip("、, ")):
        return _Use.LISTED
    if _DENIES.match(after, at):
        return _Use.DENIED
    return _mine(before, after[at:])


def _mine(before: str, rest: str) -> _Use:
    rest = rest.strip("、, ")
    before = _SINCE.split(before)[-1]  # whatever a reason speaks of
    if _NOT_MINE.search(before) or rest[:1] == "?" or re.match(r"\d", rest):
        return _Use.MENTIONED
    return _Use.ASSERTED
