from datetime import UTC, datetime

import pytest

from mailgate.authentication.arc import verify_chain
from mailgate.authentication.signatures import SignedMail
from mailgate.outbound.content import Content
from mailgate.outbound.signing.arc import sealed
from tests.mailgate.outbound.council import MAIL
from tests.mailgate.outbound.signing.keys import DOMAIN, a_key, fields_of, names
from tests.servers import dkim

NOW = datetime.now(UTC)
FOUND = "dkim=pass header.d=people.example; spf=pass smtp.mailfrom=people.example"


def seal(content: Content, chain: str, results: str = FOUND) -> Content:
    return sealed(content, results, chain, a_key(), DOMAIN, int(NOW.timestamp()))


def status(content: Content) -> str:
    return verify_chain(SignedMail.of(content.data), names(), NOW).status


def test_a_mail_that_nobody_sealed_gets_the_first_set():
    content = seal(Content(MAIL), "none")

    assert status(content) == "pass"
    (seal_field,) = fields_of(content.data, b"arc-seal")
    assert b"i=1;" in seal_field
    assert b"cv=none;" in seal_field
    (results,) = fields_of(content.data, b"arc-authentication-results")
    assert b"".join(results.split()).endswith(FOUND.replace(" ", "").encode())


def test_a_chain_that_holds_gets_the_next_set():
    content = seal(seal(Content(MAIL), "none"), "pass")

    assert status(content) == "pass"
    assert len(fields_of(content.data, b"arc-seal")) == 2
    assert b"cv=pass" in fields_of(content.data, b"arc-seal")[0]


def test_dkimpy_finds_the_chain_whole(others: dkim.Verifiers):
    content = seal(seal(seal(Content(MAIL), "none"), "pass"), "pass")

    assert others.dkimpy(content.data) == ([], "pass")


def test_what_differs_from_copy_to_copy_is_not_covered():
    content = seal(Content(MAIL), "none")
    copy = b"DKIM-Signature: ours\r\nList-Unsubscribe: <https://x.example/1>\r\n" + content.data

    assert status(Content(copy)) == "pass"


def test_what_everybody_gets_is_covered():
    content = seal(Content(MAIL), "none")
    changed = content.data.replace(b"Subject: Hours", b"Subject: No hours")

    assert status(Content(changed)) == "fail"
    assert status(Content(content.data + b"more\r\n")) == "fail"


def test_a_broken_chain_is_said_to_be_broken():
    content = seal(seal(Content(MAIL), "none"), "fail")

    newest, first = fields_of(content.data, b"arc-seal")
    assert b"i=2;" in newest
    assert b"cv=fail" in newest
    assert b"cv=none" in first
    assert status(content) == "fail"


def test_nothing_is_added_to_what_was_given_up():
    given_up = seal(seal(Content(MAIL), "none"), "fail")

    assert seal(given_up, "fail") is given_up


def test_nobody_knows_means_nothing_is_said():
    content = Content(MAIL)

    assert seal(content, "temperror") is content


def test_a_chain_whose_fields_were_lost_on_the_way_through_us_is_no_pass():
    content = seal(seal(Content(MAIL), "none"), "pass")
    (_, first) = fields_of(content.data, b"arc-message-signature")
    less = Content(content.data.replace(first + b"\r\n", b""))

    assert b"cv=fail" in fields_of(seal(less, "pass").data, b"arc-seal")[0]


@pytest.mark.parametrize("count", [50])
def test_a_chain_may_have_fifty_sets(count: int):
    sets = "".join(f"ARC-Seal: i={n}; cv=pass; b=x\r\n" for n in range(1, count + 1)).encode()
    full = Content(sets + MAIL)

    assert seal(full, "pass") is full
