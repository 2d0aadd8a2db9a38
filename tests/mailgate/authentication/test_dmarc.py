"""A mail meets its author's policy by one aligned proof."""

import pytest

from mailgate.authentication import dmarc
from mailgate.authentication.domains import is_aligned, organisation_of
from tests.mailgate.authentication.records import TROUBLE, Records


def told(record: str | bytes, author: str = "city.test", at: str = "_dmarc.city.test", **facts):
    records = [record.encode() if isinstance(record, str) else record] if record else []
    names = Records({at: {"TXT": records}})
    wanted = {"signers": [], "sender": "", "is_unsure": False} | facts
    return dmarc.check(names, author, **wanted)


@pytest.mark.parametrize(
    ("facts", "method"),
    [
        ({"signers": ["city.test"]}, "dkim"),
        ({"signers": ["mail.city.test"]}, "dkim"),
        ({"signers": ["evil.test", "city.test"]}, "dkim"),
        ({"sender": "bounces.city.test"}, "spf"),
        ({"signers": ["evil.test"], "sender": "city.test"}, "spf"),
    ],
)
def test_one_aligned_proof_is_enough(facts, method):
    found = told("v=DMARC1; p=reject", **facts)
    assert (found.result, found.method) == ("pass", method)


@pytest.mark.parametrize(
    "facts", [{}, {"signers": ["evil.test"]}, {"sender": "city.test.evil.test"}]
)
def test_without_one_it_fails(facts):
    found = told("v=DMARC1; p=reject", **facts)
    assert (found.result, found.policy.asked) == ("fail", "reject")
    assert told("v=DMARC1; p=reject", **facts, is_unsure=True).result == "temperror"


def test_strict_alignment_wants_the_very_domain():
    record = "v=DMARC1; p=reject; adkim=s; aspf=s"
    assert told(record, signers=["mail.city.test"]).result == "fail"
    assert told(record, sender="mail.city.test").result == "fail"
    assert told(record, signers=["city.test"]).result == "pass"


def test_below_the_organisation_its_policy_for_subdomains_counts():
    record = "v=DMARC1; p=reject; sp=none"
    assert told(record, "sub.city.test").policy.asked == "none"
    assert told(record, "city.test").policy.asked == "reject"
    assert told("v=DMARC1; p=reject", "a.b.city.test").policy.asked == "reject"


@pytest.mark.parametrize(
    "record",
    ["", "p=reject", "v=DMARC2; p=reject", "v=DMARC1", "v=DMARC1; p=soon", "v=DMARC1 p=reject",
     "v=DMARC1; p=reject; p=none", b"\xff\xfe"],
)  # fmt: skip
def test_what_is_no_policy_asks_for_nothing(record):
    assert told(record)[:2] == ("none", None)


def test_a_broken_policy_with_reports_asks_for_nothing_else():
    assert told("v=DMARC1; p=soon; rua=mailto:x@city.test").policy.asked == "none"


def test_several_policies_are_none():
    names = Records({"_dmarc.city.test": {"TXT": [b"v=DMARC1; p=reject"] * 2}})
    assert dmarc.check(names, "city.test", [], "", is_unsure=False).result == "none"


def test_without_an_answer_a_proof_still_is_one():
    names = Records({"_dmarc.city.test": {"TXT": TROUBLE}})
    found = dmarc.check(names, "city.test", ["city.test"], "", is_unsure=False)
    assert (found.result, found.method) == ("temperror", "dkim")


@pytest.mark.parametrize(
    ("percent", "draw", "asked"),
    [("", 99, "reject"), ("; pct=50", 49, "reject"), ("; pct=50", 50, "quarantine"),
     ("; pct=0", 0, "quarantine"), ("; pct=abc", 99, "reject"), ("; pct=300", 99, "reject")],
)  # fmt: skip
def test_a_share_of_the_failures_may_be_asked_for(percent, draw, asked):
    assert told(f"v=DMARC1; p=reject{percent}").policy.for_sample(draw) == asked


def test_organisations_are_known_by_the_list_of_public_suffixes():
    assert organisation_of("a.b.docomo.ne.jp") == "docomo.ne.jp"
    assert organisation_of("www.city.kawasaki.jp") == "city.kawasaki.jp"
    assert organisation_of("ne.jp") == "ne.jp"
    assert not is_aligned("a.ne.jp", "b.ne.jp")
    assert not is_aligned("one.github.io", "two.github.io")
    assert is_aligned("メール.example.jp", "xn--eckwd4c7c.example.jp")
    assert not is_aligned("", "")
