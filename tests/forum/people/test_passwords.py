import pytest

from forum.people import passwords

RIGHT = "みどりのベンチが三つ"


def test_only_the_right_password_matches():
    kept = passwords.hashed(RIGHT)
    assert passwords.matches(RIGHT, kept)
    assert not passwords.matches("みどりのベンチが四つ", kept)


def test_an_account_without_a_password_matches_nothing():
    assert not passwords.matches(RIGHT, None)
    assert not passwords.matches("nobody has this one", None)


def test_what_is_kept_is_argon2id_and_tells_nothing():
    kept = passwords.hashed(RIGHT)
    assert kept.startswith("$argon2id$")
    assert RIGHT not in kept
    assert passwords.hashed(RIGHT) != kept
    assert len(kept) <= 200


def test_a_damaged_hash_matches_nothing():
    assert not passwords.matches(RIGHT, "$argon2id$broken")


def test_a_hash_of_weaker_times_is_outdated():
    from argon2 import PasswordHasher

    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=8192).hash(RIGHT))
    assert not passwords.is_outdated(passwords.hashed(RIGHT))


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("みじかい", "password_short"),
        ("a" * 201, "password_long"),
        ("password123", "password_well_known"),
        ("aaaaaaaaaaaa", "password_well_known"),
        (RIGHT, None),
    ],
)
def test_a_password_is_long_and_not_one_that_everybody_tries(password, fault):
    assert passwords.password_fault(password) == fault
