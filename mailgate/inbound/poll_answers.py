"""Mails to reply+TOKEN@ that answer a poll: counted, asked back, or told that it is over.

The token tells whom we asked. A mail from another address, or one that its own domain disowns, is
shown to the person whom we asked, at their own mailbox, before anything is counted; so is what
comes from somebody whom we did not ask. A machine's answer counts never.
"""

from typing import Any

from sqlalchemy.orm import Session

from forum import limits
from forum.addresses import EmailAddress
from forum.archive.message import Fate
from forum.archive.thread import Identity
from forum.letters.correspondent import (
    Correspondent,
    is_first_today,
    is_known_or_proven,
    may_be_answered,
)
from forum.people import single_use
from forum.people.joining import address_of, person_of, prove_mailbox
from forum.people.person import Person
from forum.people.single_use import Purpose, SingleUseToken
from forum.polls import asking, letters
from forum.proposals import phrasing, polling
from forum.proposals.poll import Ballot, Channel, Choice, Invitation, Poll
from forum.proposals.polling import NotCounted, Said
from forum.site import Site
from mailgate.inbound import forwarding
from mailgate.inbound.amendments import says_no
from mailgate.inbound.answer_texts import Answer, answer_in
from mailgate.inbound.contributing import Mail

MOST_A_DAY = 20  # answers of one mailbox
MOST_CONFIRMATIONS_A_DAY = 5  # letters to one mailbox that ask whether an answer is its owner's
Ending = tuple[Fate, str | None, dict[str, Any] | None]


def deal_with(session: Session, site: Site, token: str, mail: Mail) -> Ending | None:
    """What became of a mail to that token; None where the token is none of a poll."""
    invitation = asking.invitation_of(session, site, token)
    asked = single_use.look_up(session, Purpose.ANSWER, token)
    poll = (
        invitation.poll
        if invitation is not None
        else session.get(Poll, asked.about["poll_id"])
        if asked is not None
        else asking.open_poll_of(session, site, token)
    )
    if poll is None:
        return None
    writer = mail.correspondent()
    if writer is None or mail.machine or mail.trace or not may_be_answered(site, writer):
        return Fate.COMMAND, "command_unanswered", None
    if limits.count(session, "poll", writer.address.canonical) > MOST_A_DAY:
        return Fate.COMMAND, "command_too_many", None
    desk = _Desk(session, site, poll, mail, writer)
    if invitation is not None:
        reason = desk.invited(invitation)
    elif asked is not None:
        reason = desk.confirmed(asked, token)
    else:
        reason = desk.uninvited()
    # Who answered what stands with the ballots alone.
    return Fate.COMMAND, reason, {"poll": poll.public_id}


class _Desk:
    """One mail about one poll; each way to deal with it answers the code of a sentence."""

    def __init__(
        self, session: Session, site: Site, poll: Poll, mail: Mail, writer: Correspondent
    ) -> None:
        self.session, self.site, self.poll = session, site, poll
        self.mail, self.writer = mail, writer
        self.is_passed_on = False

    def invited(self, invitation: Invitation) -> str:
        """The letter that we sent is answered."""
        address = invitation.address
        mailbox = EmailAddress.parse(address.written)
        if mailbox is None or address.banned_at:
            return "poll_not_for_you"
        if not self._is_open():
            return self._closed(mailbox)
        answer = self._read(address.person)
        if not self._is_from(address.canonical, address.person) or self._is_disowned():
            # Nobody but the owner of the mailbox hears of it.
            return self._confirm(mailbox, answer, is_own=False)
        proven = prove_mailbox(self.session, mailbox, name=self.writer.name)
        person = proven.person
        assert person is not None
        said = answer.said or self._reason_alone(answer, person)
        if said is None:
            return self._unclear(answer, person, asking.answer_address(self.site, invitation))
        return self._count(person, said, invitation)

    def uninvited(self) -> str:
        """Somebody writes to the address that is open to all."""
        known = address_of(self.session, self.writer.address)
        person = known.person if known is not None and known.verified_at else None
        if not self._is_open():
            known_ = is_known_or_proven(self.session, self.writer)
            return self._closed(self.writer.address) if known_ else "poll_closed"
        answer = self._read(person)
        if person is not None and self.writer.is_proven:
            said = answer.said or self._reason_alone(answer, person)
            if said is not None:
                invitation = asking.invite_mailbox(self.session, self.poll, self.writer.address)
                return self._count(person, said, invitation)
        elif answer.said is not None:
            return self._confirm(self.writer.address, answer, is_own=True)
        if not is_known_or_proven(self.session, self.writer):
            return "poll_unclear"
        return self._unclear(answer, person, asking.open_address(self.site, self.poll))

    def confirmed(self, asked: SingleUseToken, token: str) -> str:
        """The owner of a mailbox says that the answer is theirs, or gives another one."""
        mailbox = EmailAddress.parse(asked.about["address"])
        if mailbox is None:
            return "poll_not_for_you"
        if not self._is_open():
            return self._closed(mailbox)
        answer = self._read(person_of(self.session, mailbox))
        if answer.said is None and says_no(self.mail.view.text):
            single_use.use(self.session, Purpose.ANSWER, token)
            return "poll_declined"
        if single_use.use(self.session, Purpose.ANSWER, token) is None:
            return "command_expired"
        about = asked.about
        stored = Said(Choice(about["choice"]), about["reason"], about["declines"])
        person = prove_mailbox(self.session, mailbox, name=about["name"]).person
        assert person is not None
        invitation = asking.invite_mailbox(self.session, self.poll, mailbox)
        return self._count(person, answer.said or stored, invitation)

    def _read(self, person: Person | None) -> Answer:
        view = self.mail.view
        names = [self.writer.name, person.name if person is not None else ""]
        shown = phrasing.canonical_text(letters.words_of(self.session, self.poll))
        board = self.poll.proposal.board
        answer = answer_in(view.subject, view.text, shown, names, board.name)
        if answer.asks:
            self.is_passed_on = forwarding.pass_question(
                self.session, self.site, board, self.mail, answer.asks
            )
        return answer

    def _reason_alone(self, answer: Answer, person: Person) -> Said | None:
        """理由：… behind an answer that was counted already."""
        counted = polling.answer_of(self.session, self.poll, person.id)
        if counted is None or not answer.reason:
            return None
        return Said(counted.choice, answer.reason, counted.declines_annex)

    def _count(self, person: Person, said: Said, invitation: Invitation) -> str:
        at = self.mail.kept.received_at
        done = polling.cast(self.session, self.poll, person, said, Channel.MAIL, at)
        if isinstance(done, Ballot):
            self._acknowledge(invitation, done)
            return "poll_counted"
        return "poll_closed" if done is NotCounted.CLOSED else "poll_not_for_you"

    def _acknowledge(self, invitation: Invitation, ballot: Ballot) -> None:
        answers = self.writer.message_id
        letters.acknowledge(
            self.session, self.site, invitation, ballot, answers, is_passed_on=self.is_passed_on
        )

    def _unclear(self, answer: Answer, person: Person | None, sender: str) -> str:
        counted = person and polling.answer_of(self.session, self.poll, person.id)
        if answer.is_silent and counted:
            return "poll_thanks"
        answers = self.writer.message_id
        to = self.writer.address
        letters.ask_again(
            self.session, self.site, self.poll, to, sender, answers, is_passed_on=self.is_passed_on
        )
        return "poll_unclear"

    def _confirm(self, mailbox: EmailAddress, answer: Answer, *, is_own: bool) -> str:
        if answer.said is None:
            return "poll_unclear"
        if limits.count(self.session, "poll-confirm", mailbox.canonical) > MOST_CONFIRMATIONS_A_DAY:
            return "command_too_many"
        letters.ask_to_confirm(
            self.session, self.site, self.poll, mailbox, answer.said,
            name=self.writer.name if is_own else "",
            is_own=is_own,
            answers=self.writer.message_id,
        )  # fmt: skip
        return "poll_confirm"

    def _closed(self, mailbox: EmailAddress) -> str:
        self._read(person_of(self.session, mailbox))  # for what it asks
        if is_first_today(self.session, mailbox, f"poll_closed:{self.poll.id}"):
            letters.say_closed(
                self.session, self.site, self.poll, mailbox, self.writer.message_id,
                is_passed_on=self.is_passed_on,
            )  # fmt: skip
        return "poll_closed"

    def _is_open(self) -> bool:
        return polling.is_open(self.poll, self.mail.kept.received_at)

    def _is_from(self, canonical: str, person: Person | None) -> bool:
        if self.writer.address.canonical == canonical:
            return True
        sender = person_of(self.session, self.writer.address)
        return sender is not None and person is not None and sender.id == person.id

    def _is_disowned(self) -> bool:
        """Whether the mail's own domain says that it is not from there."""
        proof = self.mail.proof
        told = proof.details or {}
        failed = proof.identity is Identity.UNPROVEN and told.get("dmarc") == "fail"
        return failed and told.get("policy") != "none"
