"""Only our own mail server's word about a mail counts, and only about the author it names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.archive.thread import Identity
from mailgate.authentication.results import read_results
from mailgate.inbound.decoding import decode
from mailgate.inbound.proof import prove

TRUSTED = frozenset({"mx.example"})


def proven(*results: str, sender: str = "aoi@city.example.jp", head: str = "") -> Identity:
    fields = "".join(f"Authentication-Results: {result}\r\n" for result in results)
    raw = f"{fields}{head}From: {sender}\r\n\r\nwords".encode()
    view = decode(raw)
    return prove(view.headers, view.from_, TRUSTED).identity


ALIGNED = [
    "mx.example; dmarc=pass header.from=city.example.jp",
    "mx.example; dmarc=pass (p=reject dis=none) header.from=city.example.jp",
    "mx.example; dkim=pass header.d=city.example.jp header.s=s1 header.b=abc",
    "mx.example; dkim=pass header.i=@city.example.jp",
    "mx.example; dkim=pass header.d=example.jp",
    "mx.example 1; spf=pass smtp.mailfrom=aoi@city.example.jp",
    "mx.example; spf=fail smtp.mailfrom=x@y.example; dkim=pass header.d=city.example.jp",
    "MX.example;\r\n\tdkim=pass (2048-bit key; unprotected)\r\n\theader.d=City.Example.jp",
    'mx.example; dkim=pass reason="good; signature" header.d=city.example.jp',
]
NOT_ALIGNED = [
    "mx.example; none",
    "mx.example; dkim=pass header.d=evil.example",
    "mx.example; dkim=fail header.d=city.example.jp",
    "mx.example; dkim=pass header.d=mail.city.example.jp",  # a subdomain needs dmarc=pass
    "mx.example; dmarc=pass header.from=evil.example",
    "mx.example; spf=pass smtp.mailfrom=aoi@evil.example",
    "mx.example; spf=pass smtp.helo=city.example.jp",
    "mx.example; dkim=pass header.d=ity.example.jp",
    "mx.example; dkim=pass (header.d=city.example.jp)",
    'mx.example; dkim=fail reason="; dkim=pass header.d=city.example.jp"',
    "mx.example; x=(dkim=pass header.d=city.example.jp; dkim=pass header.d=city.example.jp",
    "mx.example dkim=pass header.d=city.example.jp",
    "",
    ";;;",
]


@pytest.mark.parametrize("result", ALIGNED)
def test_an_aligned_result_proves(result):
    assert proven(result) is Identity.ALIGNED


@pytest.mark.parametrize("result", NOT_ALIGNED)
def test_anything_else_proves_nothing(result):
    assert proven(result) is Identity.UNPROVEN


def test_a_stranger_cannot_vouch():
    assert proven("evil.example; dmarc=pass header.from=city.example.jp") is Identity.UNPROVEN


def test_a_forged_result_below_our_own_is_ignored():
    ours = "mx.example; dkim=none; spf=none"
    forged = "mx.example; dmarc=pass header.from=city.example.jp"
    assert proven(ours, forged) is Identity.UNPROVEN
    assert proven(forged, ours) is Identity.ALIGNED


def test_without_configured_servers_nobody_is_believed():
    view = decode(
        b"Authentication-Results: mx.example; dkim=pass header.d=a.jp\r\nFrom: a@a.jp\r\n\r\n"
    )
    assert prove(view.headers, view.from_, frozenset()).identity is Identity.UNPROVEN


@pytest.mark.parametrize("sender", ["aoi@city.example.jp, x@evil.example", "", "no address"])
def test_who_is_meant_must_be_clear(sender):
    result = "mx.example; dmarc=pass header.from=city.example.jp"
    assert proven(result, sender=sender) is Identity.UNPROVEN


def test_a_second_from_field_makes_it_unclear():
    result = "mx.example; dmarc=pass header.from=city.example.jp"
    assert proven(result, head="From: x@evil.example\r\n") is Identity.UNPROVEN


@pytest.mark.parametrize(
    ("result", "policy"),
    [
        ("mx.example; dmarc=fail header.from=city.example.jp", "unknown"),
        ("mx.example; dmarc=fail (p=reject) header.from=city.example.jp", "unknown"),
        ("mx.example; dmarc=fail (p=none dis=none) header.from=city.example.jp", "none"),
        ("mx.example; dmarc=fail policy.dmarc=none header.from=city.example.jp", "none"),
    ],
)
def test_a_failure_is_kept_with_the_domains_policy(result, policy):
    view = decode(f"Authentication-Results: {result}\r\nFrom: a@city.example.jp\r\n\r\n".encode())
    identity, details = prove(view.headers, view.from_, TRUSTED)
    assert identity is Identity.UNPROVEN
    assert (details["dmarc"], details["policy"]) == ("fail", policy)


@given(st.text(max_size=200) | st.text('();=" \\amx.example;dkim=pass header.d=', max_size=200))
def test_any_field_is_read(field):
    authserv_id, results = read_results(field)
    assert isinstance(authserv_id, str)
    assert all(result.method for result in results)
