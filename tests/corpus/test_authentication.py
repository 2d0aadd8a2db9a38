"""The suites of ARC and SPF, and signed mails of other projects whose keys are known."""

import contextlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from mailgate.authentication import arc, dkim, keys, signatures, spf
from mailgate.authentication.names import NoAnswer
from mailgate.authentication.signatures import SignedMail
from mailgate.authentication.tags import BadTags, read_tags
from tests.conftest import CORPUS
from tests.mailgate.authentication.records import TROUBLE, Records

pytestmark = pytest.mark.corpus

AUTH = CORPUS / "07-auth"
THEN = datetime(2020, 1, 1, tzinfo=UTC)  # what the set calls expired is so by then
HISTORIC = tomllib.loads(
    (Path(__file__).parent / "exceptions_authentication.toml").read_text("utf-8")
)
# What forbids to accept a signature that verifies, and how its reason begins.
RULES = {"no-version": "v= is missing", "sha1": "SHA-1", "short-key": "a key of"}


def load(*path: str) -> Any:
    return json.loads(AUTH.joinpath(*path).read_text())


def suite(folder: str) -> Any:
    (file,) = AUTH.joinpath(folder, "suite").iterdir()
    return json.loads(file.read_text())


# --- ARC ---


def chains() -> Iterator[Any]:
    if AUTH.is_dir():
        for group in suite("arc_test_suite"):
            for name, case in group["tests"].items():
                yield pytest.param(group["txt-records"], case, id=name)


@pytest.mark.parametrize(("keys", "case"), list(chains()))
def test_a_chain_is_judged_as_the_suite_does(keys: Mapping[str, str], case: Mapping[str, Any]):
    names = Records({name: {"TXT": [told.encode()]} for name, told in keys.items()})
    mail = SignedMail.of(case["message"].encode())
    told = arc.verify_chain(mail, names, datetime(2017, 1, 10, tzinfo=UTC))
    assert told.status == (case["cv"] or "none").lower(), told.reason


# --- SPF ---


def zone(data: Mapping[str, list[Any]]) -> dict[str, dict[str, Any]]:
    """The suite's own way to write zones: SPF stands for TXT where there is no TXT."""
    aliases = {
        name: told["CNAME"]
        for name, records in data.items()
        for told in records
        if isinstance(told, dict) and "CNAME" in told
    }
    return {
        name: {
            kind: records_of(data, aliases, name, kind)
            for kind in ("TXT", "A", "AAAA", "MX", "PTR")
        }
        for name in data
    }


def records_of(
    data: Mapping[str, list[Any]], aliases: Mapping[str, str], name: str, kind: str
) -> Any:
    for _ in range(10):
        name = aliases.get(name, name)
    told = data.get(name, [])
    has_text = any("TXT" in one for one in told if isinstance(one, dict))
    kinds = {kind, "SPF"} if kind == "TXT" and not has_text else {kind}
    found = [one[k] for one in told if isinstance(one, dict) for k in kinds & one.keys()]
    found = [one for one in found if one != "NONE"]
    if "TIMEOUT" in found or ("TIMEOUT" in told and not found):
        return TROUBLE
    if kind == "TXT":
        return [("".join(one) if isinstance(one, list) else one).encode("latin-1") for one in found]
    return [tuple(one) if kind == "MX" else one for one in found]


def senders() -> Iterator[Any]:
    if AUTH.is_dir():
        for group in suite("pyspf"):
            records = zone(group["zonedata"])
            for name, case in group["tests"].items():
                yield pytest.param(records, case, id=name)


@pytest.mark.parametrize(("records", "case"), list(senders()))
def test_a_client_is_judged_as_the_suite_does(records: Mapping[str, Any], case: Mapping[str, Any]):
    found = spf.check(Records(records), ip_address(case["host"]), case["mailfrom"], case["helo"])
    wanted = case["result"]
    assert found in (wanted if isinstance(wanted, list) else [wanted])


# --- DKIM ---


class PerlsKeys:
    """The keys in FAKE_DNS.dat."""

    def __init__(self) -> None:
        lines = (AUTH / "mail-dkim-perl/raw/FAKE_DNS.dat").read_text("latin-1").splitlines()
        pairs = (line.partition(" ") for line in lines if line.strip() and line[0] != "#")
        self.told = {name.lower(): told.strip().strip('"') for name, _, told in pairs}

    def ask(self, name: str, kind: str) -> list[bytes]:
        told = self.told.get(name.lower(), "NXDOMAIN")
        if told.startswith("~~"):
            raise NoAnswer
        return [] if told == "NXDOMAIN" else [told.encode()]


def signed() -> Iterator[Any]:
    if AUTH.is_dir():
        for name, case in load("mail-dkim-perl", "expectations.json")["cases"].items():
            yield pytest.param(name, case["expected_dkim"], id=name)


def a_signed_mail(name: str) -> SignedMail:
    return SignedMail.of((AUTH / "mail-dkim-perl/raw" / name).read_bytes())


@pytest.mark.parametrize(("name", "wanted"), list(signed()))
def test_a_signature_is_judged_as_the_set_does(name: str, wanted: str):
    """What verifies there verifies here: it passes, or is refused by the rules that it breaks."""
    mail = a_signed_mail(name)
    sound = [one.verdict for one in dkim.verify(mail, PerlsKeys(), THEN) if one.verdict.is_sound]
    assert bool(sound) == (wanted == "pass" and name not in HISTORIC["cases"])
    assert [sorted(rules_in(verdict.reason)) for verdict in sound] == list(rules_broken(mail))
    assert all((one.result == "pass") == (not rules_in(one.reason)) for one in sound)


def rules_in(reason: str) -> set[str]:
    """The rules that a reason names; nothing else may stand in it."""
    words = {word: rule for rule, word in RULES.items()}
    return {words[next(filter(told.startswith, words))] for told in reason.split(" and ") if told}


def rules_broken(mail: SignedMail) -> Iterator[list[str]]:
    """The rules that each signature breaks whose octets are what its key signed."""
    for field in mail.all(dkim.NAME):
        with contextlib.suppress(BadTags):
            tags = read_tags(field.value)
            if signatures.verify(mail, field, tags, PerlsKeys(), THEN).is_sound:
                key = keys.look_up(PerlsKeys(), *signatures.signer(tags))
                broken = {
                    "no-version": "v" not in tags,
                    "sha1": tags["a"] == "rsa-sha1",
                    "short-key": key.kind == "rsa" and key.bits < 1024,
                }
                yield sorted(rule for rule, is_broken in broken.items() if is_broken)


@pytest.mark.parametrize("name", ["test.message.baddomain", "test_nofrom.message"])
def test_what_can_hold_no_signature_has_none_that_passes(name: str):
    mail = SignedMail.of((AUTH / "dkimpy/raw" / name).read_bytes())
    assert all(one.verdict.result != "pass" for one in dkim.verify(mail, Records({}), THEN))


@pytest.mark.parametrize("number", ["01", "02", "03", "09", "10", "11", "12", "13", "14", "20"])
@pytest.mark.parametrize("form", ["simple", "relaxed"])
def test_a_mail_in_canonical_form_is_what_flanker_expects(number: str, form: str):
    folder = AUTH / "flanker-dkim/raw"
    mail = SignedMail.of((folder / f"email.{number}").read_bytes())
    wanted = (folder / f"{form}.expected.{number}").read_bytes()
    told = b"".join(
        signatures.field_form(field.raw, form == "relaxed") + b"\r\n" for field in mail.fields
    )
    assert told + b"\r\n" + mail.body_in(form == "relaxed") == wanted


def test_every_exception_is_a_case_of_the_set_without_a_dkim_signature():
    cases = load("mail-dkim-perl", "expectations.json")["cases"]
    assert set(HISTORIC["cases"].values()) == HISTORIC["kinds"].keys()
    for name in HISTORIC["cases"]:
        tags = [read_tags(field.value) for field in a_signed_mail(name).all(dkim.NAME)]
        assert cases[name]["expected_dkim"] == "pass"
        assert not any("bh" in one for one in tags)


@pytest.mark.parametrize(
    "folder", ["dkimpy", "authheaders", "mailauth", "mail-dkim-perl", "flanker-dkim", "parsedmarc"]
)
def test_whatever_comes_is_judged(folder: str):
    for file in sorted((AUTH / folder / "raw").rglob("*")):
        if file.is_file():
            mail = SignedMail.of(file.read_bytes())
            dkim.verify(mail, Records({}), THEN)
            assert arc.verify_chain(mail, Records({}), THEN).status in ("none", "fail")
