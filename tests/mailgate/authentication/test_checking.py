"""`kakehashi check` says whether anybody can be proven, and whether we can."""

import pytest

from mailgate.authentication import checking
from mailgate.authentication.resolver import Resolver
from tests.conftest import available
from tests.mailgate.authentication.records import TROUBLE, Records
from tests.servers import nameserver


def lines(spf: str = "", policy: str = "", domain: str = "lists.city.jp") -> list[str]:
    names = Records(
        {
            domain: {"TXT": [spf.encode()] if spf else []},
            f"_dmarc.{domain}": {"TXT": [policy.encode()] if policy else []},
        }
    )
    return [f"{one.grade} {one.about} {one.found}" for one in checking.mail_domain(domain, names)]


def test_good_records_are_in_order():
    assert lines("v=spf1 mx -all", "v=DMARC1; p=reject") == [
        "ok SPF v=spf1 mx -all",
        "ok DMARC lists.city.jp asks for p=reject",
    ]


def test_what_is_missing_is_told_with_the_record_to_write():
    assert [line.split()[0] for line in lines()] == ["warning", "warning"]
    mends = [one.mend for one in checking.mail_domain("lists.city.jp", Records({}))]
    assert '"v=spf1 mx -all"' in mends[0]
    assert "_dmarc.lists.city.jp" in mends[1]


@pytest.mark.parametrize(
    ("spf", "grade"),
    [("v=spf1 +all", "warning"), ("v=spf1 ip4:0.0.0.0/0 -all", "warning"), ("v=spf1 mxx", "fails")],
)
def test_a_record_that_helps_nobody_is_told(spf, grade):
    assert lines(spf)[0].startswith(f"{grade} SPF")


def test_a_domain_of_this_machine_is_asked_of_nobody():
    assert lines(domain="lists.localhost") == []


def test_no_answer_is_one_line():
    names = Records({"lists.city.jp": {"TXT": TROUBLE}})
    assert [one.grade for one in checking.mail_domain("lists.city.jp", names)] == ["warning"]


def test_a_name_server_that_answers_is_in_order():
    with available(nameserver.running({"org": ""})) as names:
        assert checking.name_server(Resolver.at("127.0.0.1", names.port)).grade == "ok"
    assert checking.name_server(Resolver.at("127.0.0.1", 1)).grade == "warning"
