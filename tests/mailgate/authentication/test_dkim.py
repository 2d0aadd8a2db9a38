"""A signature proves what it covers, and only that."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.authentication import dkim
from mailgate.authentication.canonical import relaxed_body
from mailgate.authentication.signatures import SignedMail, Verdict
from tests.mailgate.authentication.records import TROUBLE, Records
from tests.mailgate.authentication.signing import MAIL, Signer

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FOOTBALL = b"""\
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
FOOTBALLS_KEYS = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; "
    "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "test._domainkey.football.example.com": "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQ"
    "KBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC"
    "/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
}


def keys(**more: str) -> Records:
    return Records(
        {name: {"TXT": [told.encode()]} for name, told in {**FOOTBALLS_KEYS, **more}.items()}
    )


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


def result(raw: bytes, names: Records, now: datetime = NOW) -> list[str]:
    return [one.verdict.result for one in dkim.verify(SignedMail.of(raw), names, now)]


def as_drafted(sign: Callable[..., bytes], sent: bytes = b"") -> SignedMail:
    """A mail signed as drafts of DKIM had it; `sent` is what came of it on the way."""
    raw = sign(version="")
    return SignedMail.of(raw.replace(MAIL, sent) if sent else raw)


def test_both_signatures_of_rfc_8463_hold_whatever_ends_the_lines():
    assert result(FOOTBALL, keys()) == ["pass", "pass"]
    assert result(FOOTBALL.replace(b"\n", b"\r\n"), keys()) == ["pass", "pass"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"hungry", b"thirsty"),
        (b"dinner", b"supper"),
        (b"joe@", b"jo@"),
        (b"Joe.\n", b"Joe.\nPS"),
        (b"From: Joe", b"From: a@b\nFrom: Joe"),  # signed once more than it is there
    ],
)
def test_any_change_breaks_it(old: bytes, new: bytes):
    head, body = FOOTBALL.split(b"From: Joe", 1)
    changed = head + (b"From: Joe" + body).replace(old, new)
    assert result(changed, keys()) == ["fail", "fail"]


def test_what_relaxed_allows_does_not():
    changed = FOOTBALL.replace(b"Is dinner ready?", b"Is   dinner\n\tready?") + b"\n\n\n"
    assert result(changed, keys()) == ["pass", "pass"]


def test_a_signature_of_our_own_making_holds(signer: Signer):
    assert result(signer.sign(), signer.names()) == ["pass"]


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ("k=rsa; p=", "permerror"),
        ("v=DKIM2; p=x", "permerror"),
        ("p=%%%", "permerror"),
        ("", "permerror"),
    ],
)
def test_without_a_good_key_it_is_worth_nothing(signer: Signer, record: str, wanted: str):
    names = Records({"s._domainkey.city.test": {"TXT": [record.encode()]}})
    assert result(signer.sign(), names) == [wanted]
    assert result(signer.sign(), Records({})) == ["permerror"]


def test_without_an_answer_it_may_be_good_later(signer: Signer):
    assert result(signer.sign(), Records({"s._domainkey.city.test": {"TXT": TROUBLE}})) == [
        "temperror"
    ]


@pytest.mark.parametrize(
    ("restriction", "tags", "wanted"),
    [
        ("t=s; ", "i=x@sub.city.test", "permerror"),
        ("", "i=x@sub.city.test", "pass"),
        ("", "i=x@evil.test", "permerror"),
        ("s=chat; ", "", "permerror"),
        ("h=sha1; ", "", "permerror"),
        ("g=jl*g; ", "i=jlong@city.test", "pass"),
        ("g=jl*g; ", "i=jl@city.test", "permerror"),
        ("g=jlong; ", "", "permerror"),
        ("g=*; ", "", "pass"),
        ("g=; ", "", "pass"),
        ("", "q=other", "permerror"),
        ("", "x=5; t=9", "permerror"),
        ("", "x=soon", "permerror"),
    ],
)
def test_what_signer_and_key_ask_for_counts(
    signer: Signer, restriction: str, tags: str, wanted: str
):
    assert result(signer.sign(tags=tags), signer.names(restriction)) == [wanted]


def test_it_expires(signer: Signer):
    until = int(NOW.timestamp())
    raw = signer.sign(tags=f"x={until}")
    assert result(raw, signer.names()) == ["pass"]
    assert result(raw, signer.names(), NOW + timedelta(seconds=1)) == ["permerror"]


def test_a_part_of_the_body_is_not_enough(signer: Signer):
    whole = len(relaxed_body(SignedMail.of(MAIL).body))
    raw = signer.sign(tags=f"l={whole}")
    assert result(raw, signer.names()) == ["pass"]
    assert result(raw + b"Buy this.\r\n", signer.names()) == ["policy"]
    assert result(signer.sign(tags=f"l={whole + 1}"), signer.names()) == ["permerror"]


def test_from_must_be_signed(signer: Signer):
    assert result(signer.sign(names="to:subject"), signer.names()) == ["permerror"]


def test_a_short_key_is_not_enough():
    weak = Signer(1024)
    assert result(weak.sign(), weak.names()) == ["pass"]
    # 512 bits can't be made here any more; those of the corpus are refused.


def test_a_signature_without_a_version_is_sound_and_proves_nothing(signer: Signer):
    verdicts = [one.verdict for one in dkim.verify(as_drafted(signer.sign), signer.names(), NOW)]
    assert verdicts == [Verdict("policy", "v= is missing, RFC 6376 3.5", True)]
    changed = as_drafted(signer.sign, MAIL + b"PS\r\n")
    assert [v.verdict.result for v in dkim.verify(changed, signer.names(), NOW)] == ["permerror"]


def test_a_signature_that_can_prove_nothing_leaves_nothing_open(signer: Signer):
    names = Records({"s._domainkey.city.test": {"TXT": TROUBLE}})
    found = dkim.verify(as_drafted(signer.sign), names, NOW)
    assert [one.verdict.result for one in found] == ["permerror"]


def test_signatures_that_can_prove_nothing_come_last(signer: Signer):
    drafted = as_drafted(signer.sign).fields[0].raw + b"\r\n"
    raw = drafted * 20 + signer.sign()
    found = dkim.verify(SignedMail.of(raw), signer.names(), NOW, lambda domain: True)
    assert [one.verdict.result for one in found] == ["pass"] + ["policy"] * (dkim.MOST - 1)


def test_every_rule_that_a_sound_signature_breaks_is_told():
    sound = Verdict("pass", is_sound=True).refused_for("SHA-1").refused_for("v= is missing")
    assert sound == Verdict("policy", "SHA-1 and v= is missing", True)
    assert Verdict("fail", "changed").refused_for("SHA-1") == Verdict("fail", "changed")


def test_many_signatures_cost_few_lookups_and_the_authors_come_first(signer: Signer):
    other = signer.sign().splitlines()[0].replace(b"d=city.test", b"d=other.test") + b"\r\n"
    names = signer.names()
    found = dkim.verify(
        SignedMail.of(other * 100 + signer.sign()), names, NOW, lambda domain: domain == "city.test"
    )
    assert len(found) == dkim.MOST
    assert found[0].verdict.result == "pass"
    assert len(names.asked) <= dkim.MOST


@given(st.binary(max_size=300))
def test_any_signature_field_is_judged(field: bytes):
    raw = b"DKIM-Signature: " + field.replace(b"\n", b"") + b"\r\n" + MAIL
    assert "pass" not in result(raw, Records({}))


@given(st.binary(max_size=300))
def test_any_key_record_is_judged(record: bytes):
    names = Records({"test._domainkey.football.example.com": {"TXT": [record]}})
    assert "pass" not in result(FOOTBALL, names)
