"""Answers to a digest: which post they mean.

Each post in a digest has an address of its own, and the digest has one for whoever just answers
it. Their tokens tell which post or digest it was and give no right: who may post is decided as for
any other mail.
"""

import re
import unicodedata

from forum.addresses import OurAddress, Part
from forum.site import Site

ANSWER = "answer"  # opens to a post's id: an answer to it, for everybody
ANSWER_DIGEST = "answer-digest"  # to a digest's id
ANSWER_WHICH = "answer-which"  # to an arrival's id: which post its words were an answer to
_MESSAGE_ID = re.compile(r"digest\.([0-9a-z]+)", re.IGNORECASE)
_MARKED = re.compile(r"\[\s*(\d{1,4})\s*\]")
_ALONE = re.compile(r"\D{0,40}(\d{1,4})\D{0,40}")


def answer_address(site: Site, post_id: int) -> str:
    """Where an answer to that post goes, for everybody to read."""
    return _address(site, ANSWER, post_id)


def digest_address(site: Site, digest_id: int) -> str:
    """Where an answer to the digest itself goes."""
    return _address(site, ANSWER_DIGEST, digest_id)


def which_address(site: Site, arrival_id: int) -> str:
    """Where the answer goes to the question which post somebody meant."""
    return _address(site, ANSWER_WHICH, arrival_id)


def opened(site: Site, purpose: str, token: str | None) -> int | None:
    """The id in a token of these addresses, or None."""
    return site.sealer.open(purpose, token or "", long=False)


def message_id(site: Site, digest_id: int) -> str:
    """A digest's own Message-ID, by which an answer is known that names nothing else."""
    return f"digest.{site.sealer.seal(ANSWER_DIGEST, digest_id, long=False)}@{site.mail_domain}"


def digest_of(site: Site, named: str) -> int | None:
    """The id of the digest that has this Message-ID, or None."""
    local, _, domain = named.rpartition("@")
    found = _MESSAGE_ID.fullmatch(local)
    if found is None or domain.lower() != site.mail_domain.lower():
        return None
    return opened(site, ANSWER_DIGEST, found[1])


def number_in(line: str) -> int | None:
    """The number that a subject or a line names in brackets: [3], ［３］."""
    marked = _MARKED.search(unicodedata.normalize("NFKC", line))
    return int(marked[1]) if marked else None


def number_said(text: str) -> int | None:
    """The only number in a short answer to the question which post was meant: ３番です。"""
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    alone = _ALONE.fullmatch(said)
    return number_in(said) or (int(alone[1]) if alone else None)


def _address(site: Site, purpose: str, row_id: int) -> str:
    token = site.sealer.seal(purpose, row_id, long=False)
    return f"{OurAddress(Part.REPLY, token=token).local}@{site.mail_domain}"
