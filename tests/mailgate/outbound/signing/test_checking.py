from pathlib import Path

from mailgate.outbound.signing.checking import signing
from mailgate.outbound.signing.keyring import Algorithm, Keyring
from tests.mailgate.authentication.records import TROUBLE, Records
from tests.mailgate.outbound.signing.keys import DOMAIN, a_keyring, names


def test_keys_that_are_published_are_in_order(tmp_path: Path):
    found = list(signing(a_keyring(tmp_path).all(), DOMAIN, names()))

    assert [one.grade for one in found] == ["ok", "ok"]


def test_a_key_that_signs_and_is_not_published_fails(tmp_path: Path):
    found = list(signing(a_keyring(tmp_path).all(), DOMAIN, Records({})))

    assert [one.grade for one in found] == ["fails", "fails"]
    assert "kakehashi dkim list rsa" in found[0].mend


def test_no_answer_is_no_verdict(tmp_path: Path):
    trouble = Records({f"{name}._domainkey.{DOMAIN}": {"TXT": TROUBLE} for name in ("rsa", "ed")})

    found = signing(a_keyring(tmp_path).all(), DOMAIN, trouble)

    assert [one.grade for one in found] == ["warning", "warning"]


def test_a_lost_key_fails(tmp_path: Path):
    ring = a_keyring(tmp_path)
    (tmp_path / "dkim" / "rsa.pem").unlink()

    assert [one.grade for one in signing(ring.all(), DOMAIN, names())] == ["fails", "ok"]


def test_an_unsigned_house_is_told_the_next_step(tmp_path: Path):
    ring = Keyring(tmp_path)
    (nobody,) = signing(ring.all(), DOMAIN, names())
    ring.make("one", Algorithm.ED25519)
    (waiting,) = signing(ring.all(), DOMAIN, names())

    assert "dkim new" in nobody.mend
    assert "dkim use one" in waiting.mend


def test_a_house_of_this_machine_needs_no_signature(tmp_path: Path):
    assert list(signing([], "lists.localhost", names())) == []
