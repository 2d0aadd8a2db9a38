"""A line as commands are compared: narrow letters, no ornaments, no politeness around it."""

import re
import unicodedata

_ORNAMENTS = " \t　「」『』【】〔〕《》〈〉\"'“”‘’`´()[]<>{}*_~=#・■□●○◆◇★☆▼▲→⇒:;,.。、!|｜※…-"
_LEADING = re.compile(
    r"^(?:(?:お世話に(?:なります|なっております|なってます)|こんにちは|こんばんは|おはようございます"
    r"|お疲れ様です|はじめまして|初めまして|すみません|すいません|恐れ入ります|恐縮です"
    r"|申し訳(?:ありません|ございません)|お手数(?:をおかけしますが|ですが)?|失礼します)(?:が|けど|けれど)?[、。,. ]*"
    r"|(?:please|pls|kindly|hi|hello|could you|can you|would you"
    r"|i(?:'d| would) like to|i want to|i wish to|set)\b[,. ]*)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s*(?:(?:を|の|に)?(?:(?:よろしく|宜しく)?(?:お願い|御願い|おねがい)(?:を)?(?:致し|いたし|し|申し上げ)?(?:ます|たい(?:です)?|たく(?:存じます)?)?"
    r"|よろしく|宜しく|希望(?:し(?:ます|たい)|です|いたします|致します)?|頼みます|たのみます)"
    r"|(?:を)?(?:して|し)?(?:ください|下さい|いただけますか|いただけませんか|もらえますか|頂けますか|頂きたいです|いただきたいです|ほしい(?:です)?|欲しい(?:です)?)"
    r"|(?:を)?(?:し(?:たい(?:です|と思います|のですが|んですが)?|ます)|させて(?:ください|下さい|いただきます|頂きます)|いたします|致します|する)"
    r"|(?:です|ます)|(?:\b(?:please|pls|thanks|thank you|thx)\b))[。、.,!\s]*)+$",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"^(?:\s*(?:re|aw|sv|返信|fwd?|fw|転送)\s*(?:\[\d+\]|\^\d+)?\s*:)+", re.IGNORECASE
)
_OUR_MARK = re.compile(r"^\s*(?:【[^】]*】|\[[^\]]*\])")


def narrowed(text: str) -> str:
    """Wide letters narrowed, half-width kana widened, spaces single."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def bare(line: str) -> str:
    """The line without quotation marks, bullets and stops around it."""
    return narrowed(line).strip(_ORNAMENTS)


def unpolite(line: str) -> str:
    """What is left of a bare line when the politeness around it is taken away."""
    core = _LEADING.sub("", line)
    return _TRAILING.sub("", core).strip(_ORNAMENTS)


def is_polite_only(line: str) -> bool:
    """Whether a bare line says nothing but politeness."""
    return not unpolite(line)


def without_reply(subject: str) -> tuple[str, bool]:
    """A subject without Re: and its kin, and whether it had one."""
    plain = narrowed(subject)
    rest = _REPLY.sub("", plain)
    return rest.strip(), rest != plain


def without_mark(subject: str) -> tuple[str, bool]:
    """A subject without the 【name】 or [name] before it, and whether it had one."""
    rest = _OUR_MARK.sub("", subject)
    return rest.strip(), rest != subject
