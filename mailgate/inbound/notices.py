"""A mail from a mail system taken apart: its own words, its report, and the mail that it returns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailgate.inbound import bodies, mime
from mailgate.inbound.charsets import decode_text
from mailgate.inbound.headers import Headers, split
from mailgate.inbound.headers import opened as lines_told_apart
from mailgate.inbound.identifiers import message_id
from mailgate.inbound.mailboxes import mailboxes
from mailgate.inbound.mime import Part
from mailgate.inbound.returned_texts import cut

LONGEST = 30_000  # characters of a notice's own words
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_REPORTS = ("message/delivery-status", "message/global-delivery-status", "text/x-delivery-status")
_RCPT = "original-rcpt-to"
_HEADER_OF = re.compile(r"^([\w-]{2,40}):[ \t]*(.*)$", re.MULTILINE)
_MAILER = re.compile(
    r"(?:mailer-?daemon|poo?st_?master)@|mail delivery (?:sub)?system", re.IGNORECASE
)
_SURELY = re.compile(
    r"non-delivery|undeliver(?:able|ed)|delivery status notification|returned mail|failure notice"
    r"|mail delivery failed",
    re.IGNORECASE,
)
_SENDERS = re.compile(
    r"mailer-?daemon|postmaster|poostmaster|mail ?delivery|mail ?deliver system|delivery (?:system|subsystem)|mail[ -]?administrator|mailer[ -]?service"
    r"|mail system|system administrator|mdaemon|mmdf|uucp|bounce|smtp_mail_service|network mail|internet mail|virus|interscan|mail-?daemon|no-?reply@amazonses|complaints",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"undeliver|un-deliver|non[- ]?deliver|not (?:be )?deliver|deliver\w* (?:status|fail|problem|error|report|notification|has failed|unsuccessful|notice|system)"
    r"|returned (?:mail|message|to sender|e-?mail)|return(?:ing|ed)? .{0,20}to sender|fail(?:ure|ed) (?:notice|notification|delivery|mail|to deliver|due)|mail (?:delivery|system|could not|failure|error|not|was|status|returned)"
    r"|message (?:not|could not|status|delivery|undeliver|rejected|from|returned|notification)|couldn.t be delivered|could not be delivered|bounce|rejected|user unknown|delivery|error (?:sending|in)|warning:|problem (?:in|with)|permanent|mail failure"
    r"|配信(?:不能|エラー|失敗|できません)|配達|送信(?:エラー|失敗|できません)|届きません|エラーメール|不達|送達|受け取.{0,10}(?:出来|でき)ません",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?:could|can|was|were|has|have)(?: ?not|n.t)(?: be| been)? (?:deliver|sent|reach|complet)\w*|(?:un|not |non-?)deliverable|(?:not|n.t) able to deliver|undelivered|delivery .{0,40}fail\w*|failed .{0,20}(?:deliver|recipient|address)\w*"
    r"|permanent (?:fatal )?error|fatal error|transcript of session|returned (?:mail|message|to)|unable to deliver|did not reach|not able to (?:deliver|send)|following (?:recipients?|address\w*|user|destination)"
    r"|user (?:is )?unknown|unknown (?:user|recipient)|no such user|mailbox (?:is )?full|delivery (?:problem|error|status)|was (?:rejected|not delivered|refused|blocked)|has been (?:rejected|refused|blocked|returned)|(?:not|n.t) (?:accepted|accept)"
    r"|(?<!\d)5\d\d[ -]|送信(?:でき|エラー|に失敗)|配信(?:でき|不能|エラー)|送れません|届けられ|届きません|届け(?:でき|る)|受け取.{0,8}ません|配達|見つから|返送|不一致|間違い",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Notice:
    """What a mail system wrote.

    `text` are its own words without the mail that it returns, `report` the fields of a delivery
    status, `complaints` the addresses that a feedback report names (RFC 5965; None where there is
    no such report), `about` the Message-ID of the mail that came back.
    """

    raw: bytes
    headers: Headers
    subject: str
    sender: str
    text: str
    report: str
    complaints: list[str] | None
    returned: Headers | None
    about: str | None
    is_report: bool


def opened(raw: bytes) -> Notice:
    """Take a mail apart; never raises, whatever it is."""
    head, body, _ = split(lines_told_apart(raw))
    tree = mime.parse(head, body, mime.Budget())
    parts = list(_leaves(tree))
    if inner := _report_within(parts):
        tree, parts = inner, list(_leaves(inner))
    headers = tree.headers
    text, below = cut(_words(tree)[: LONGEST * 4])
    returned = _returned(parts) or (Headers(below.encode("utf-8", "replace")) if below else None)
    report = "\n\n".join(_text(part) for part in parts if part.type in _REPORTS)
    feedback = [part for part in parts if part.type == "message/feedback-report"]
    return Notice(
        raw=raw,
        headers=headers,
        subject=headers.get("subject") or "",
        sender=headers.get("from") or "",
        text=text[:LONGEST],
        report=report[: LONGEST * 4],
        complaints=_complaints(feedback[0], returned) if feedback else None,
        returned=returned,
        about=_id(returned),
        is_report=tree.type == "multipart/report",
    )


def looks_like_bounce(notice: Notice, is_expected: bool) -> bool:
    """Whether a mail without a report is a bounce all the same.

    Behind an address that only mail systems answer to (`is_expected`) the words are enough; of any
    other mail we ask that a mail system wrote it and says so.
    """
    if _SURELY.match(notice.subject) and _WORDS.search(notice.text):
        return True
    if is_expected:
        return says_so(notice)
    path = notice.headers.get("return-path") or "-"
    if _MAILER.search(notice.sender) or "x-failed-recipients" in notice.headers:
        return True
    signs = (
        bool(_SENDERS.search(notice.sender)),
        path.strip() == "<>" or bool(_MAILER.search(path)),
        bool(_SUBJECTS.search(notice.subject)),
    )
    return says_so(notice) and sum(signs) >= 2


def says_so(notice: Notice) -> bool:
    """Whether words of failure stand in the text or the subject."""
    return bool(_WORDS.search(notice.text) or _SUBJECTS.search(notice.subject))


def _report_within(parts: list[Part]) -> Part | None:
    """The report that a gateway on the way has wrapped into a mail of its own."""
    if any(part.type in _REPORTS for part in parts):
        return None
    for part in parts:
        if part.type == "message/rfc822":
            head, body, _ = split(part.data.lstrip(b"\r\n"))
            if b"delivery-status" in head.lower():
                return mime.parse(head, body, mime.Budget())
    return None


def _leaves(part: Part) -> Iterator[Part]:
    if not part.children:
        yield part
    for child in part.children:
        yield from _leaves(child)


def _text(part: Part) -> str:
    return bodies.lines(decode_text(part.data[: LONGEST * 4], part.parameters.token("charset")))


def _words(tree: Part) -> str:
    return bodies.read(bodies.choose(tree), None).text


def _returned(parts: list[Part]) -> Headers | None:
    for part in parts:
        if part.type in _RETURNED:
            head, _, _ = split(part.data.lstrip(b"\r\n"))
            return Headers(head)
    return None


def _id(returned: Headers | None) -> str | None:
    return message_id(returned.get("message-id") or "") if returned else None


def _complaints(part: Part, returned: Headers | None) -> list[str]:
    """Who complained, as far as the report says."""
    fields = [value for name, value in _HEADER_OF.findall(_text(part)) if name.lower() == _RCPT]
    to = (returned.get("to") or "") if returned else ""
    named = [box.address for value in fields for box in mailboxes(value)]
    named = named or [box.address for box in mailboxes(to)][:1]
    return [address for address in named if "@" in address]
