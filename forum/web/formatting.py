"""How things are written on a page: moments, sizes, sectors, roles, ways in."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from flask import Flask
from flask_babel import gettext, ngettext
from markupsafe import Markup, escape

from forum.archive.wording import ORIGINS
from forum.base import utcnow
from forum.dates import era_year, in_tokyo, long_date, long_day
from forum.language import N_, words
from forum.moderation.reasons import reason_words
from forum.people.wording import ROLES, SECTORS
from forum.web.language import locale

IDENTITIES = {
    "session": N_("ログインして投稿"),
    "aligned": N_("送信元を確認済み"),
    "confirmed": N_("本人が確認済み"),
    "on_behalf": N_("代わりに入力"),
    "unproven": N_("本人未確認"),
}
IDENTITY_MEANINGS = {
    "session": N_("ログインした本人が、ウェブから投稿しました。"),
    "aligned": N_("差出人のアドレスを受け持つところから送られたメールだと確かめました。"),
    "confirmed": N_("確認のメールに返信があり、本人の投稿であることを確かめました。"),
    "on_behalf": N_("手紙・電話・窓口などで届いた声を、担当者が入力しました。"),
    "unproven": N_("メールの送信元を確かめる手がかりがありません。名前は書かれていたままです。"),
}
# By what it was proven, or not, for staff: codes of a post's `proof`.
PROOFS = {
    "dkim": N_("電子署名（DKIM）が、差出人のドメインのものでした。"),
    "spf": N_("差出人のドメインが認めたサーバーから届きました（SPF）。"),
    "arc": N_("信頼している転送元が、届いたときに確かめています（ARC）。"),
    "dmarc": N_("手前のメールサーバーが確かめています（DMARC）。"),
}
FAILURES = {
    "fail": N_("差出人のドメインの決まり（DMARC）に合っていません。"),
    "temperror": N_("確かめようとしましたが、時間内に答えがありませんでした。"),
}
SIGNATURES = {
    "refused": N_("電子署名（DKIM）は合っていますが、方式が古いか弱いため、証明とはしません。"),
}
POLICIES = {
    "reject": N_("このドメインは、合わないメールを拒むように求めています。"),
    "quarantine": N_("このドメインは、合わないメールを分けて扱うように求めています。"),
}


def proof_words(proof: Mapping[str, Any] | None) -> list[str]:
    """What staff read of how a mail was proven, or why not: a sentence each."""
    told = proof or {}
    by = PROOFS.get(told.get("method", ""))
    if by:
        return [gettext(by)]
    codes = (
        SIGNATURES.get(told.get("signature", "")),
        FAILURES.get(told.get("dmarc", "")),
        POLICIES.get(told.get("policy", "")),
    )
    return [gettext(code) for code in codes if code]


def teach(app: Flask) -> None:
    """Give templates these words as filters."""
    app.jinja_env.filters.update(
        moment=moment,
        stored_html=stored_html,
        reason=lambda code: reason_words(code or "other", words(locale())),
        day=day,
        size=size,
        number=number,
        sector=lambda code: _word(SECTORS, code),
        role=lambda code: _word(ROLES, code),
        origin=lambda code: _word(ORIGINS, code),
        identity=lambda code: _word(IDENTITIES, code),
        identity_meaning=lambda code: _word(IDENTITY_MEANINGS, code),
        proof_words=proof_words,
    )
    app.jinja_env.globals.update(people_count=people_count, posts_count=posts_count)


def stored_html(html: str) -> Markup:
    """A post's HTML as the archive keeps it: escaped by us, or through bleach and nh3."""
    return Markup(html)


def moment(at: datetime | Markup, beside: bool = False) -> Markup:
    """A moment in full inside <time>; `beside` adds how long ago, never instead of the date."""
    if isinstance(at, Markup):  # written already
        return at
    element = _time_element(at, locale())
    ago = long_ago(at) if beside else ""
    if not ago:
        return element
    return element + Markup('<span class="ago">{}</span>').format(gettext("（%(ago)s）", ago=ago))


@lru_cache(maxsize=10_000)
def _time_element(at: datetime, language: str) -> Markup:
    # Neither form has a character that would need escaping.
    return Markup(f'<time datetime="{_machine(at)}">{long_date(at, language)}</time>')


def day(on: date | datetime) -> Markup:
    """A day in full inside <time>."""
    machine = in_tokyo(on).date() if isinstance(on, datetime) else on
    written = escape(long_day(on, locale()))
    return Markup('<time datetime="{}">{}</time>').format(machine.isoformat(), written)


def long_ago(at: datetime, now: datetime | None = None) -> str:
    """3時間前; nothing for what is a week old or lies ahead."""
    seconds = ((now or utcnow()) - at).total_seconds()
    if not 0 <= seconds < 7 * 86400:
        return ""
    if seconds < 60:
        return gettext("たった今")
    if seconds < 3600:
        return ngettext("%(num)d分前", "%(num)d分前", int(seconds // 60))
    if seconds < 86400:
        return ngettext("%(num)d時間前", "%(num)d時間前", int(seconds // 3600))
    return ngettext("%(num)d日前", "%(num)d日前", int(seconds // 86400))


def size(octets: int) -> str:
    """1.4 MB, 23 KB: rounded as a person would."""
    if octets < 1000:
        return f"{octets} B"
    for unit in ("KB", "MB"):
        octets_in_unit = octets / (1000 if unit == "KB" else 1000_000)
        if octets_in_unit < 999.5:
            return (
                f"{octets_in_unit:.1f} {unit}"
                if octets_in_unit < 9.95
                else f"{octets_in_unit:.0f} {unit}"
            )
    return f"{octets / 1000_000_000:.1f} GB"


def number(count: int) -> str:
    """12,345."""
    return f"{count:,}"


def people_count(count: int) -> str:
    """12人."""
    return ngettext("%(people)s人", "%(people)s人", count, people=number(count))


def posts_count(count: int) -> str:
    """12件の投稿."""
    return ngettext("投稿%(posts)s件", "投稿%(posts)s件", count, posts=number(count))


def era(on: date | datetime) -> str:
    """令和8年."""
    return era_year(on)


def _machine(at: datetime) -> str:
    return in_tokyo(at).isoformat(timespec="minutes")


def _word(words: dict[str, str], code: str) -> str:
    return gettext(words[code]) if code in words else str(code)
