"""One mail transaction: what MAIL, RCPT and the end of DATA are answered with."""

import logging

from forum.addresses import EmailAddress
from forum.archive.message import Door
from forum.base import utcnow
from mailgate.inbound import paths, replies
from mailgate.inbound.envelope import Accept, Envelope, NoRoom, Refuse, Refused
from mailgate.inbound.reception import Reception

log = logging.getLogger("kakehashi.receive")

SENDER_OK = "250 2.1.0 Sender ok"
RECIPIENT_OK = "250 2.1.5 Recipient ok"
KEPT = "250 2.0.0 Kept"
TOO_BIG = Refuse(552, "5.3.4 Message size exceeds the fixed maximum")
TOO_MANY_RECIPIENTS = Refuse(452, "4.5.3 Too many recipients")
_PARAMETERS = {"SIZE", "BODY", "SMTPUTF8"}


class Transaction:
    """From one MAIL to the reply behind its DATA; a refusal leaves a line in the mail log."""

    def __init__(
        self, reception: Reception, envelope: Envelope, *, exempt: bool, extended: bool
    ) -> None:
        self.envelope = envelope
        self.refused = 0
        self._reception = reception
        self._exempt = exempt
        self._extended = extended
        self._smtp_utf8 = False

    def begin(self, argument: str | None) -> str:
        """The reply to MAIL."""
        if self.envelope.sender is not None:
            return "503 5.5.1 Sender already given"
        path = paths.parse(argument, "FROM:")
        if path is None:
            return "501 5.5.4 Syntax: MAIL FROM:<address>"
        if fault := self._fault_in_parameters(path):
            return fault
        if refusal := self._no_message_now(path):
            return self.refuse(refusal, path.written)
        self.envelope.sender = path.written
        self._smtp_utf8 = "SMTPUTF8" in path.parameters
        return SENDER_OK

    async def add_recipient(self, argument: str | None) -> str:
        """The reply to RCPT."""
        if self.envelope.sender is None:
            return "503 5.5.1 MAIL comes first"
        path = paths.parse(argument, "TO:")
        if path is None or not path.written:
            return "501 5.1.3 Syntax: RCPT TO:<address>"
        if path.parameters:
            return "555 5.5.4 Parameter not supported"
        if path.needs_smtputf8 and not self._smtp_utf8:
            return "553 5.6.7 SMTPUTF8 is needed for this address"
        verdict = await self._judge(path)
        if isinstance(verdict, Refuse):
            self.refused += 1
            return self.refuse(verdict, self.envelope.sender, path.written)
        self.envelope.recipients.append(verdict)
        return RECIPIENT_OK

    def no_data_now(self, argument: str | None) -> str | None:
        """Why DATA cannot begin, or None."""
        if argument:
            return "501 5.5.4 DATA takes no argument"
        if self.envelope.recipients:
            return None
        # RFC 2033 4.2 wants 503 where SMTP says 554.
        code = 554 if self.refused and self.envelope.door is Door.SMTP else 503
        return f"{code} 5.5.1 No valid recipients"

    async def keep(self, mail: bytes) -> list[str]:
        """The last replies; 250 means that the mail is durable, anything unforeseen is 451."""
        self.envelope.raw, self.envelope.received_at = mail, utcnow()
        try:
            verdicts = await self._reception.gate.message(self.envelope)
            if None in verdicts:
                await self._reception.spool.keep(self._for_takers(verdicts))
        except NoRoom:
            return self.for_all(replies.NO_ROOM)
        except Exception:
            log.exception("a mail from %s could not be kept", self.envelope.peer)
            return self.for_all(replies.OUR_ERROR)
        for refusal in filter(None, dict.fromkeys(verdicts)):
            self.refuse(refusal, self.envelope.sender)
        return self._last_replies([refusal.reply if refusal else KEPT for refusal in verdicts])

    def for_all(self, reply: str) -> list[str]:
        """The last replies where one speaks for every recipient: LMTP still wants it from each."""
        return self._last_replies([reply] * len(self.envelope.recipients))

    def refuse(self, refusal: Refuse, sender: str | None, recipient: str | None = None) -> str:
        """The reply for `refusal`, which is noted in the mail log."""
        self._reception.spool.note(Refused(self.envelope.peer, sender, recipient, refusal))
        return refusal.reply

    def _fault_in_parameters(self, path: paths.Path) -> str | None:
        given = path.parameters
        if given.keys() - _PARAMETERS or (given and not self._extended):
            return "555 5.5.4 Parameter not supported"
        if "BODY" in given and (given["BODY"] or "").upper() not in ("7BIT", "8BITMIME"):
            return "501 5.5.4 BODY is 7BIT or 8BITMIME"
        if "SIZE" in given and not (given["SIZE"] or "").isdecimal():
            return "501 5.5.4 SIZE is a number"
        if given.get("SMTPUTF8") is not None:
            return "501 5.5.4 SMTPUTF8 takes no value"
        if path.needs_smtputf8 and "SMTPUTF8" not in given:
            return "553 5.6.7 SMTPUTF8 is needed for this address"
        return None

    def _no_message_now(self, path: paths.Path) -> Refuse | None:
        size = int(path.parameters.get("SIZE") or 0)
        if size > self._reception.max_bytes:
            return TOO_BIG
        if self._reception.disk.is_low(size):
            return Refuse(452, replies.NO_ROOM[4:])
        return None if self._exempt else self._reception.limits.begin_message(self.envelope.peer)

    async def _judge(self, path: paths.Path) -> Accept | Refuse:
        if len(self.envelope.recipients) >= self._reception.allowance.recipients:
            return TOO_MANY_RECIPIENTS
        mailbox = path.mailbox
        if mailbox is None and path.written.lower() == "postmaster":
            mailbox = EmailAddress("postmaster", "")  # RFC 5321 4.5.1: without a domain
        if mailbox is None:
            return Refuse(553, "5.1.3 Not an address")
        return await self._reception.gate.recipient(mailbox, self.envelope.sender or "")

    def _for_takers(self, verdicts: list[Refuse | None]) -> Envelope:
        # SMTP's one reply cannot refuse a part, so what one recipient takes is kept for all.
        if self.envelope.door is Door.LMTP:
            pairs = zip(self.envelope.recipients, verdicts, strict=True)
            self.envelope.recipients = [taker for taker, refusal in pairs if refusal is None]
        return self.envelope

    def _last_replies(self, of_each: list[str]) -> list[str]:
        if self.envelope.door is Door.LMTP:
            return of_each
        return [KEPT if KEPT in of_each else of_each[0]]
