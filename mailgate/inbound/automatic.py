"""Whether a machine wrote a mail (RFC 3834, and the signs of programs that do not know it)."""

import re

from mailgate.inbound.decoding import DecodedMessage
from mailgate.inbound.headers import Headers

_REPLYING = ("auto_reply", "auto-reply", "autoreply", "junk")
# Vacation programs and ticket systems, each with a header of its own.
_SIGNS = frozenset(
    (
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply-from",
        "x-mail-autoreply",
        "x-failed-recipients",
        "x-vacation",
        "x-ezweb-autoreply",
    )
)
_LISTS = frozenset(
    (
        "list-id",
        "list-post",
        "list-unsubscribe",
        "mailing-list",
        "x-mailing-list",
        "x-ml-name",
        "x-mlserver",
        "resent-from",
        "resent-message-id",
        "x-beenthere",
        "x-loop",
    )
)
_REPORTS = ("delivery-status", "disposition-notification", "feedback-report")
# Only where the subject begins so: people do discuss 自動応答.
SUBJECT = re.compile(
    r"\s*(?:[【\[〔(（]\s*)?(?:"
    r"自動(?:応答|返信|送信|回答|配信)(?:メール|メッセージ|通知)?"
    r"|(?:不在|休暇|出張|休業)(?:通知|連絡|案内|のお知らせ|のご連絡|応答|返信|メッセージ|自動返信)"
    r"|(?:ただいま|現在)(?:不在|外出|出張|休暇)"
    r"|auto(?:matic|mated)?[\s-]?(?:reply|response|responder|antwort)|out[\s-]of[\s-](?:the[\s-])?office"
    r"|(?:vacation|away)[\s-](?:reply|message|notice)|abwesenheits\w*|réponse automatique"
    r"|respuesta automática|risposta automatica|resposta automática|automatische antwort"
    r"|automatisch antwoord|autosvar|automatisk? svar|automaattinen vastaus|automatyczna odpowiedź"
    r"|automatická odpověď|automatikus válasz|răspuns automat|otomatik (?:yanıt|cevap)"
    r"|αυτόματη απάντηση|автоматический ответ|автоответ(?:чик)?|автоматична відповідь"
    r"|自动(?:回复|答复|应答)|自動(?:回覆|回復)|자동 ?(?:회신|응답)|부재중(?: ?자동)?(?: ?응답)?"
    r")\s*(?:[】\]〕)）:：]|$|-|－|「|\s)",
    re.IGNORECASE,
)
_BOUNCED = re.compile(
    r"\s*(?:undeliver(?:able|ed)\b|delivery (?:status notification|failure|has failed)"
    r"|mail delivery (?:failed|subsystem)|returned mail\b|failure notice\b|配信(?:不能|エラー|失敗)"
    r"|配達(?:不能|できません))",
    re.IGNORECASE,
)

# Nobody writes from these; from the others a moderator might, whose mail bears no sign of a list.
_TECHNICAL = re.compile(r".+[-+](?:bounces?(?:[-+].*)?|confirm[-+].+)", re.IGNORECASE)
_ROLE = re.compile(
    r".+[-+](?:bounces?|owner|request|confirm|approval|editor|moderators?|admin)(?:[-+].*)?"
    r"|owner-.+|(?:sympa|majordomo|listserv|listmaster|mailman|mlmmj|ecartis)(?:[-+].*)?",
    re.IGNORECASE,
)

_OF_A_PROGRAM = re.compile(r"^mailman\.\d|-mlmmj-[0-9a-f]+@")  # a Message-ID, where no header tells


def sign_of_machine(mail: DecodedMessage, mail_from: str) -> str | None:
    """What gives a machine away, as a code for the mail log, or None for a person's mail.

    `Auto-Submitted: no` and a foreign list's `Precedence: list` or `bulk` give nobody away.
    """
    headers = mail.headers
    if mail_from == "":
        return "null_sender"
    submitted = (headers.get("auto-submitted") or "").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return "auto_submitted"
    if (headers.get("precedence") or "").strip().lower() in _REPLYING:
        return "precedence"
    if headers.has_any(_SIGNS) and submitted != "no":
        return "autoresponder"
    if _is_report(headers):
        return "report"
    if _is_from_a_list_server(mail, mail_from):
        return "list_server"
    if SUBJECT.match(mail.subject) and submitted != "no":
        return "subject"
    if _BOUNCED.match(mail.subject) and _is_from_the_mailer(mail):
        return "bounce"
    return None


def is_from_list(headers: Headers) -> bool:
    """Whether a mail came through a mailing list, or was sent on by a program."""
    precedence = (headers.get("precedence") or "").strip().lower()
    return precedence in ("list", "bulk") or headers.has_any(_LISTS)


def spam_sign(headers: Headers) -> str | None:
    """The header by which a filter in front of us has called a mail spam."""
    if (headers.get("x-spam-flag") or "").strip().lower().startswith("yes"):
        return "x-spam-flag"
    if (headers.get("x-spam-status") or "").strip().lower().startswith("yes"):
        return "x-spam-status"
    if (headers.get("x-ses-spam-verdict") or "").strip().lower() == "fail":
        return "x-ses-spam-verdict"
    return None


def _is_from_a_list_server(mail: DecodedMessage, mail_from: str) -> bool:
    """Whether another list's program tells or asks something, as that a post waits there.

    A post of its members names its writer or the list in From; such a letter names a role.
    """
    if (mail.headers.get("x-list-administrivia") or "").strip().lower() == "yes":
        return True
    for local, _, domain in (box.address.rpartition("@") for box in mail.from_):
        if _TECHNICAL.fullmatch(local):
            return True
        if _ROLE.fullmatch(local):
            return (
                is_from_list(mail.headers)
                or _OF_A_PROGRAM.search(mail.message_id or "") is not None
                or _is_role_beside(mail_from, local, domain)
            )
    return False


def _is_role_beside(mail_from: str, local: str, domain: str) -> bool:
    """Whether the envelope names another role of the same house."""
    other, _, at = mail_from.lower().rpartition("@")
    is_another = other != local.lower() and at == domain.lower()
    return is_another and _ROLE.fullmatch(other) is not None


def _is_report(headers: Headers) -> bool:
    # Decoded only where that can matter: with its boundary no two are the same.
    if b"report" not in (headers.raw("content-type") or b"").lower():
        return False
    written = (headers.get("content-type") or "").lower()
    if not written.startswith("multipart/report"):
        return False
    return any(kind in written for kind in _REPORTS)


def _is_from_the_mailer(mail: DecodedMessage) -> bool:
    writers = [box.address.partition("@")[0].lower() for box in mail.from_]
    return any(local in ("mailer-daemon", "postmaster") for local in writers)
