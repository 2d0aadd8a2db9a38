"""SPF is asked about whoever stands outside, as far as somebody we believe has seen them."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.authentication.client import client_of, is_ours
from mailgate.authentication.signatures import SignedMail

NETWORKS = (ip_network("127.0.0.0/8"), ip_network("10.0.0.0/8"), ip_network("::1/128"))
HOSTS = frozenset({"mx.city.test"})
BY = "by mx.city.test (Postfix) with ESMTPS id 1; Sun, 22 Nov 2026 10:00:00 +0900"


def seen(*received: str, peer: str | None = "127.0.0.1", hosts=HOSTS) -> str | None:
    raw = "".join(f"Received: {one}\r\n" for one in received) + "From: a@b\r\n\r\n"
    client = client_of(peer, "us", SignedMail.of(raw.encode()), NETWORKS, hosts)
    return client and f"{client.address} {client.helo}"


@pytest.mark.parametrize(
    ("peer", "address"),
    [("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"), ("::ffff:192.0.2.1", "192.0.2.1")],
)
def test_a_peer_outside_is_the_client(peer, address):
    assert seen(f"from x (x [198.51.100.1]) {BY}", peer=peer) == f"{address} us"


@pytest.mark.parametrize(
    "received",
    [
        f"from h.test (h.test [192.0.2.1]) {BY}",
        f"from h.test (unknown [192.0.2.1])\r\n\t{BY}",
        f"from h.test (HELO.test [192.0.2.1]) (using TLSv1.3 with cipher x) {BY}",
        f"from h.test ([192.0.2.1]:4321 helo=h.test) {BY}",
        f"from h.test ([192.0.2.1]) {BY}",
    ],
)
def test_what_our_mail_server_saw_counts(received):
    assert seen(received) == "192.0.2.1 h.test"
    assert seen(received, peer=None) == "192.0.2.1 h.test"  # by a local socket
    assert seen(received, hosts=frozenset()) is None


def test_an_address_of_ipv6_is_read():
    assert seen(f"from h.test (h.test [IPv6:2001:db8::1]) {BY}") == "2001:db8::1 h.test"


def test_our_own_filters_and_relays_are_walked_through():
    assert (
        seen(
            f"from localhost (localhost [127.0.0.1]) {BY}",
            "from inner.test ([10.1.2.3]) by localhost (amavisd-new) with ESMTP id 2",
            "from h.test (h.test [192.0.2.1]) by inner.test (Postfix) id 3",
            "from forged.test (forged.test [198.51.100.1]) by h.test",
        )
        == "192.0.2.1 h.test"
    )


@pytest.mark.parametrize(
    "received",
    [
        "from h.test (h.test [192.0.2.1]) by mx.other.test (Postfix)",
        "by mx.city.test; now",
        f"from h.test {BY}",
        f"from h (x [198.51.100.1]) y (h [192.0.2.1]) {BY}",  # a name that tells of another address
        f"from (h [198.51.100.1]) by mx.city.test (h [192.0.2.1]) {BY}",
        f"from h.test (h.test [300.1.1.1]) {BY}",
        f"from localhost (localhost [127.0.0.1]) {BY}",
    ],
)
def test_whatever_is_not_plain_tells_of_nobody(received):
    assert seen(received) is None


def test_who_stands_in_our_networks():
    assert is_ours(None, NETWORKS)
    assert is_ours("127.0.0.5", NETWORKS)
    assert is_ours("::ffff:10.0.0.1", NETWORKS)
    assert not is_ours("192.0.2.1", NETWORKS)
    assert not is_ours("nonsense", NETWORKS)


@given(st.text(max_size=200) | st.text("from by([])mx.city.test 192.0.2.1", max_size=200))
def test_any_field_is_read(field):
    seen(field.replace("\r", "").replace("\n", ""))
