"""What a mail brings about that is no post: a command, a bounce, something for people."""

from typing import Any

from sqlalchemy.orm import Session

from forum.addresses import OurAddress, Part
from forum.archive.message import Fate
from forum.site import Site
from mailgate.inbound import asked, city_mail, forwarding, poll_answers, second_thoughts, tidings
from mailgate.inbound.commands import obey
from mailgate.inbound.contributing import Mail
from mailgate.inbound.failing import came_back

Ending = tuple[Fate, str | None, dict[str, Any] | None]
"""A fate, the code of its sentence, and details for staff."""


def run(session: Session, site: Site, ours: OurAddress | None, mail: Mail) -> Ending:
    """Do what a mail to one of our addresses asks for."""
    if ours is None:
        return Fate.REJECTED, "unknown_address", None
    match ours.part:
        case Part.JOIN | Part.LEAVE | Part.CONFIRM | Part.REQUEST:
            writer = mail.correspondent()
            if writer is None:
                return Fate.COMMAND, "command_unanswered", None
            obeyed = obey(session, site, ours, mail.view, writer)
            return obeyed.fate, obeyed.reason, None
        case Part.BOUNCES:
            return came_back(session, site, ours, mail)
        case Part.OWNER | Part.POSTMASTER | Part.ABUSE:
            forwarded = forwarding.to_people(session, site, ours, mail)
            return forwarded.fate, forwarded.reason, None
        case Part.REPLY:
            about_own_post = second_thoughts.deal_with(session, site, ours.token or "", mail)
            if about_own_post is not None:
                return about_own_post
            to_poll = poll_answers.deal_with(session, site, ours.token or "", mail)
            if to_poll is not None:
                return to_poll
            to_us = asked.deal_with(session, site, ours.token or "", mail)
            if to_us is not None:
                return to_us
            for deal_with in (city_mail.deal_with, tidings.deal_with):
                if (ending := deal_with(session, site, ours.token or "", mail)) is not None:
                    return ending
            forwarded = forwarding.to_author(session, site, ours, mail)
            return forwarded.fate, forwarded.reason, None
    return Fate.REJECTED, "unknown_address", None
