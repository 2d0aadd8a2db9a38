import stat
from pathlib import Path

import pytest

from mailgate.outbound.signing.keyring import Algorithm, Keyring, Unusable


def test_a_new_key_is_nobodys_to_read_and_signs_nothing(tmp_path: Path):
    ring = Keyring(tmp_path)

    key = ring.make("one", Algorithm.ED25519)

    assert ring.used() == []
    assert stat.S_IMODE((tmp_path / "dkim" / "one.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "dkim").stat().st_mode) == 0o700
    assert key.record.startswith("v=DKIM1; k=ed25519; p=")


def test_without_a_name_a_key_has_its_kind_and_month(tmp_path: Path):
    ring = Keyring(tmp_path)

    first, second = (ring.make(algorithm=Algorithm.ED25519).selector for _ in range(2))

    assert first.startswith("ed25519-20")
    assert second == f"{first}-2"


def test_the_next_key_takes_the_place_of_the_one_of_its_kind(tmp_path: Path):
    ring = Keyring(tmp_path)
    for name in ("old", "new"):
        ring.make(name, Algorithm.ED25519)
        ring.use(name)

    old, new = ring.all()

    assert (old.is_used, new.is_used) == (False, True)
    assert old.may_vanish_at is not None
    assert old.replaced_at is not None
    assert (old.may_vanish_at - old.replaced_at).days == 10
    assert new.may_vanish_at is None


def test_who_changed_their_mind_signs_with_the_old_key_again(tmp_path: Path):
    ring = Keyring(tmp_path)
    for name in ("old", "new"):
        ring.make(name, Algorithm.ED25519)
        ring.use(name)

    ring.use("old")

    assert [key.selector for key in ring.used()] == ["old"]
    assert ring.named("old").may_vanish_at is None


def test_a_key_of_each_kind_signs_and_rsa_goes_first(tmp_path: Path):
    ring = Keyring(tmp_path)
    for name, algorithm in (("e", Algorithm.ED25519), ("r", Algorithm.RSA)):
        ring.make(name, algorithm)
        ring.use(name)

    assert [key.selector for key in ring.used()] == ["r", "e"]


def test_a_retired_key_is_destroyed_and_comes_back_no_more(tmp_path: Path):
    ring = Keyring(tmp_path)
    for name in ("old", "new"):
        ring.make(name, Algorithm.ED25519)
        ring.use(name)

    ring.retire("old")

    assert not (tmp_path / "dkim" / "old.pem").exists()
    with pytest.raises(Unusable, match="retired"):
        ring.use("old")
    with pytest.raises(Unusable, match="signs"):
        ring.retire("new")
    with pytest.raises(Unusable, match="used once"):
        ring.make("old")


@pytest.mark.parametrize("name", ["Old", "../x", "a.b", "-a", "a-", "a" * 64, "鍵"])
def test_a_selector_is_a_label_of_the_dns(tmp_path: Path, name: str):
    with pytest.raises(Unusable, match="no selector"):
        Keyring(tmp_path).make(name)


def test_an_unknown_key_and_a_lost_one_are_said(tmp_path: Path):
    ring = Keyring(tmp_path)
    with pytest.raises(Unusable, match="no key"):
        ring.use("none")
    ring.make("one", Algorithm.ED25519)
    (tmp_path / "dkim" / "one.pem").unlink()

    with pytest.raises(Unusable, match="can't be read"):
        ring.use("one")
