"""Any text in the letters of JIS X 0208, which every Japanese telephone has, and as ISO-2022-JP.

What those letters lack is said otherwise where that can be read (① is (1), ㈱ is (株), 髙 is 高),
and 〓 stands where it can't. The words themselves are kept elsewhere; only a copy looks so.
"""

import re
import unicodedata
from base64 import b64encode
from functools import lru_cache

GETA = "〓"
_LINE = 76  # octets, RFC 2047 2
_FOREIGN = re.compile(r"[^\n\r\t\x20-\x7e]")
_HALF_KANA = re.compile("[｡-ﾟ]+")
_ONE_PICTURE = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u231a-\u23ff\u2600-\u27bf\u2b05-\u2bff\U0001f000-\U0001f0ff\U0001f18e\U0001f1e6-\U0001f1ff"
    "\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*)"
)
# One picture may be many characters: skins, flags, families joined by U+200D.
_PICTURE = re.compile(rf"{_ONE_PICTURE}(?:\u200d{_ONE_PICTURE})*")
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
_LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# A sign and what is said for it: where JIS X 0208 and Windows differ, signs that look alike,
# and kanji of names that people read as the same.
_SAID = {
    pair[0]: pair[1:]
    for pair in (
        "～〜 －− ∥‖ ￠¢ ￡£ ￢¬ —― –- ‒- ‑- ﹣- ⁓〜 ∼〜 ˜〜 ‾￣ ¯￣ ¥￥ ·・ •・ ‣・ ∙・ ․. „” ‚， ⁄/ ∕/ ‹〈 ›〉"
        " ≤≦ ≥≧ ⩽≦ ⩾≧ ➡→ ⬅← ⬆↑ ⬇↓ ➔→ ➜→ ➝→ ➞→ ▶→ ◀← ►→ ◄← ▸→ ✓○ ✔○ ☑○ ✗× ✘× ✕× ✖× ☒× ♬♪ ♩♪ ♫♪"
        " ▪■ ▫□ ◾■ ◽□ ⬛■ ⬜□ ❘| ¦| «《 »》 ゠＝ ゔヴ ゕか ゖけ 〟” 〝“ ʼ’ ʻ‘"
        " ßss æae ÆAE œoe ŒOE øo ØO đd ĐD łl ŁL þth ÞTh ðd ıi ¡! ¿?"
        " ©(C) ®(R) ™(TM) №No. ℡TEL ☎TEL ☏TEL ℻FAX €ユーロ ₩ウォン ￦ウォン ㊞(印) ♡ハート ♨温泉 〠〒"
        " 髙高 﨑崎 德徳 瀨瀬 桒桑 濵浜 𠮷吉 槗橋 𣘺橋 栁柳 淸清 增増 黑黒 緖緒 靑青 橫横 郞郎 寬寛 敎教 涉渉"
        " 渴渇 鷗鴎 俠侠 卽即 吿告 噓嘘 嚙噛 搔掻 瘦痩 禱祷 繫繋 繡繍 萊莱 蔣蒋 蟬蝉 蠟蝋 頰頬 顚顛 驒騨 鹼鹸"
        " 麴麹 麵麺 彥彦 徵徴 戾戻 步歩 每毎 甁瓶 產産 賴頼 鬭闘 黃黄 鄕郷 尙尚 羡羨 剝剥 塡填 屛屏"
        " 幷并 攢攅 潑溌 焰焔 瀆涜 簞箪 繈繦 軀躯 醬醤 醱醗 頹頽 內内 吳呉 娛娯 悅悦 稅税 說説 銳鋭 閱閲 脫脱"
        " 虛虚 戶戸 户戸 歷歴 曆暦 緣縁 綠緑 錄録 薰薫 巢巣 减減 卧臥 圡土 姸妍 宫宮"
        " 昻昂 柗松 柹柿 玆茲 秌秋 覔覓 鈆鉛 隂陰 雞鶏 靏鶴 頥頤 鸖鶴"
    ).split()
    if not pair[0].isascii()
}


def readable(text: str) -> str:
    """The text with nothing in it but ASCII and JIS X 0208; what it has made it leaves alone."""
    text = _LINE_END.sub("\n", text)
    if _FOREIGN.search(text):
        text = _KEYCAP.sub(r"\1", unicodedata.normalize("NFC", text))
        text = _HALF_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
        text = _PICTURE.sub(lambda picture: _picture(picture[0]), text)
    text = _UNSEEN.sub("", text)
    return _FOREIGN.sub(lambda found: _letter(found[0]), text)


def to_jis(text: str) -> bytes:
    """The text as ISO-2022-JP (RFC 1468): seven bits, every line begins and ends in ASCII."""
    return readable(text).encode("iso2022_jp")


def encoded_words(text: str, taken: int = 1) -> str:
    """A header value in encoded-words of ISO-2022-JP, each whole by itself (RFC 2047).

    `taken` octets of the first line are written already, so that no line is longer than 76.
    """
    text = " ".join(readable(text).split())
    if text.isascii() and "=?" not in text and len(text) + taken <= _LINE:
        return text
    words, chunk, room = [], "", _room(taken)
    for letter in text:
        if chunk and len((chunk + letter).encode("iso2022_jp")) > room:
            words.append(chunk)
            chunk, room = "", _room(1)
        chunk += letter
    return "\r\n ".join(_encoded_word(word) for word in [*words, chunk])


def _room(taken: int) -> int:
    """How many octets of text fit into a word's base64; 18 octets stand around it."""
    return max((_LINE - taken - 18) // 4 * 3, 12)


def _encoded_word(text: str) -> str:
    return f"=?iso-2022-jp?B?{b64encode(text.encode('iso2022_jp')).decode()}?="


def _picture(picture: str) -> str:
    sign = picture.rstrip("\ufe0f")
    return sign if len(sign) == 1 and _letter(sign) != GETA else GETA


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """One character in letters of JIS X 0208."""
    if _is_known(letter):
        return letter
    if said := _SAID.get(letter):
        return said
    plain = unicodedata.normalize("NFKC", letter)
    if plain == letter:
        plain = _unmarked(letter)
    if plain == letter or not plain:
        return "" if unicodedata.combining(letter) else GETA
    said = "".join(one if one.isascii() else _letter(one) for one in plain)
    is_circled = unicodedata.decomposition(letter).startswith("<circle>")
    return f"({said})" if is_circled and len(said) < 4 and not said.startswith("(") else said


def _unmarked(letter: str) -> str:
    """A letter without its accents; itself where it has none."""
    first, *marks = list(unicodedata.normalize("NFD", letter))
    return first if all(map(unicodedata.combining, marks)) else letter


def _is_known(letter: str) -> bool:
    """Whether JIS X 0208 has the character; its two octets in EUC-JP tell."""
    try:
        octets = letter.encode("euc_jp")
    except UnicodeEncodeError:
        return False
    return len(octets) == 2 and octets[0] != 0x8E
