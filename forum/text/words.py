"""The one form in which words of a text and words of a search are compared."""

import re
import unicodedata

# Letters from U+3005 on (kana, kanji, hangul) are written without spaces between words.
RUN = re.compile(r"[^\W\x00-\u3004]+|[^\W_\u3005-\U0010ffff]+")
FIRST_PAIRED = "\u3005"

# One name, several forms: 髙橋 and 高橋, 渡邉, 渡邊 and 渡辺.
_VARIANTS = dict(
    zip(
        "髙\ufa11濵濱邉邊齋齊斎澤嶋嶌德瀨栁眞廣國櫻槗龍逹惠圓學會應樂縣總藏黑鷗\U00020bb7",
        "高崎浜浜辺辺斉斉斉沢島島徳瀬柳真広国桜橋竜達恵円学会応楽県総蔵黒鴎吉",
        strict=True,
    )
)
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")

# NFKC leaves ASCII, kana and kanji alone, so only what lies between is handed to it, with
# the character before (か and a combining mark are one): a third of the time of the whole.
_CHANGED = re.compile(
    r"[^\x00-\x7f\u3001\u3002\u300c\u300d\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+"
)
_CHANGING = re.compile(f".?{_CHANGED.pattern}", re.DOTALL)


def normalised(text: str) -> str:
    """A text in the one form in which words are compared: NFKC, lower case, one form a name."""
    # Asking costs a tenth of what looking for the first change does.
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = _nfkc(text)
    text = text.lower()
    if _VARIANT.search(text):
        text = _VARIANT.sub(lambda found: _VARIANTS[found[0]], text)
    return text


def _nfkc(text: str) -> str:
    text = text.replace("\u3000", " ").replace("！", "!").replace("？", "?")
    text = text.replace("（", "(").replace("）", ")")
    first = _CHANGED.search(text)
    if first is None:
        return text
    at = max(first.start() - 1, 0)
    return text[:at] + _CHANGING.sub(lambda f: unicodedata.normalize("NFKC", f[0]), text[at:])
