"""Where a mail comes from is found out when it comes, and nothing else waits for that."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.authentication import Authentication
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Identity
from forum.base import writing
from forum.boards import Board
from forum.people.person import Role
from mailgate.authentication.resolver import Resolver
from mailgate.inbound.reading import read_batch
from mailgate.inbound.rereading import reread_failed
from mailgate.inbound.verifying import Verifier
from tests.conftest import available
from tests.factories import a_mail, a_site, enter_person, open_board
from tests.mailgate.authentication.signing import Signer
from tests.mailgate.inbound.test_reading import Gate
from tests.servers import nameserver
from tests.servers.base import program

OUTSIDE, ELSEWHERE = "192.0.2.10", "198.51.100.7"
SIGNER = Signer()
CITY = f"""
_dmarc TXT "v=DMARC1; p=reject"
s._domainkey TXT {nameserver.text(SIGNER.record())}
@ TXT "v=spf1 ip4:192.0.2.0/24 ip4:127.0.0.1 -all"
"""
FORWARDER = f"""
s._domainkey TXT {nameserver.text(SIGNER.record())}
"""
AOI = "Aoi <aoi@city.test>"


@pytest.fixture(scope="module")
def names() -> Iterator[nameserver.NameServer]:
    zones = {"city.test": CITY, "forwarder.test": FORWARDER, "quiet.test": "", "elsewhere.test": ""}
    with available(nameserver.running(zones)) as server:
        yield server


class VerifyingGate(Gate):
    """A council whose reader asks a name server."""

    verifier: Verifier

    def read(self) -> int:
        done = 0
        while more := read_batch(self.engine, self.site, verifier=self.verifier):
            done += more
        return done

    def all_rows(self, statement) -> list:
        with Session(self.engine) as session:
            return list(session.execute(statement))

    def origins(self) -> list[Authentication]:
        return self.all(select(Authentication).order_by(Authentication.message_id))


def a_gate(engine: Engine, folder: Path, resolver: Resolver, **facts) -> VerifyingGate:
    with Session(writing(engine)) as session, session.begin():
        open_board(session)
        enter_person(session, "Aoi", "aoi@city.test")
        enter_person(session, "Mori", "mori@city.test", Role.CHAIR)
        enter_person(session, "Ren", "ren@quiet.test")
        enter_person(session, "Sui", f"sui@{nameserver.SILENT}")
    gate = VerifyingGate(engine, a_site(folder, **facts))
    gate.verifier = Verifier(resolver, gate.site)
    return gate


@pytest.fixture
def gate(engine: Engine, tmp_path: Path, names) -> Iterator[VerifyingGate]:
    gate = a_gate(engine, tmp_path, Resolver.at("127.0.0.1", names.port))
    yield gate
    gate.verifier.close()


@pytest.fixture
def quick(sqlite_engine: Engine, tmp_path: Path, names) -> Iterator[VerifyingGate]:
    site = {
        "authserv_ids": frozenset({"mx.lists.test"}),
        "trusted_sealers": frozenset({"forwarder.test"}),
    }
    gate = a_gate(sqlite_engine, tmp_path, Resolver.at("127.0.0.1", names.port), **site)
    yield gate
    gate.verifier.close()


def test_a_signed_mail_is_proven_and_what_proved_it_is_kept(gate):
    gate.receive(SIGNER.sign(a_mail(sender=AOI)), peer=OUTSIDE, mail_from="x@elsewhere.test")
    (post,) = gate.posts()
    proof = {"method": "dkim", "domain": "city.test", "dmarc": "pass", "policy": "reject"}
    assert (post.identity, post.proof) == (Identity.ALIGNED, proof)
    (origin,) = gate.origins()
    assert (origin.identity, origin.proof, origin.policy) == (Identity.ALIGNED, proof, "reject")
    assert origin.chain == "none"
    told = origin.results.split("; ")
    assert told[0].startswith("dkim=pass header.d=city.test header.s=s header.a=rsa-sha256 ")
    assert told[1:] == [
        "spf=none smtp.mailfrom=elsewhere.test",
        "dmarc=pass header.from=city.test policy.dmarc=reject",
    ]


def test_nobody_is_asked_while_a_transaction_is_open(engine, tmp_path, names):
    open_then = []

    class Watched(Resolver):
        def ask(self, *question):
            open_then.append(engine.pool.checkedout())
            return super().ask(*question)

    gate = a_gate(engine, tmp_path, Watched.at("127.0.0.1", names.port))
    gate.receive(SIGNER.sign(a_mail(sender=AOI)), peer=OUTSIDE)
    assert open_then
    assert set(open_then) == {0}


def test_a_client_that_the_domain_approves_proves_it(quick):
    quick.receive(a_mail(sender=AOI), peer=OUTSIDE, mail_from="bounces@city.test")
    (post,) = quick.posts()
    assert (post.identity, post.proof["method"]) == (Identity.ALIGNED, "spf")


@pytest.mark.parametrize(
    ("peer", "head"),
    [
        (ELSEWHERE, ()),
        ("127.0.0.1", ()),  # nobody is proven by standing in a trusted network
        (None, ()),
        # an invention of the sender's, below what our own server wrote, or without any
        ("127.0.0.1", (f"Received: from x (x [{OUTSIDE}]) by mx.other.test; now",)),
        (
            "127.0.0.1",
            (
                f"Received: from x (x [{ELSEWHERE}]) by mx.lists.test (Postfix); now",
                f"Received: from x (x [{OUTSIDE}]) by mx.lists.test (Postfix); now",
            ),
        ),
        (ELSEWHERE, ("Authentication-Results: mx.lists.test; dmarc=pass header.from=city.test",)),
        ("127.0.0.1", ("Authentication-Results: other.test; dmarc=pass header.from=city.test",)),
    ],
)
def test_what_its_domain_disowns_waits(quick, peer, head):
    raw = a_mail(sender=AOI, headers=head)
    (arrival,) = quick.receive(raw, peer=peer, mail_from="aoi@city.test")
    assert (arrival.fate, arrival.reason) == (Fate.HELD, "fails_dmarc")
    (letter,) = quick.notices()
    assert letter[0] == "aoi@city.test"  # a known address; it can confirm


def test_a_letter_goes_to_nobody_who_may_be_a_forgers_victim(quick):
    quick.receive(a_mail(sender="x@city.test"), peer=ELSEWHERE, mail_from="x@city.test")
    assert quick.notices() == []


@pytest.mark.parametrize(
    "head",
    [
        f"Received: from mail.city.test (mail.city.test [{OUTSIDE}]) by mx.lists.test (Postfix)",
        "Authentication-Results: mx.lists.test; spf=pass smtp.mailfrom=aoi@city.test",
    ],
)
def test_what_our_own_mail_server_has_seen_counts(quick, head):
    quick.receive(a_mail(sender=AOI, headers=(head,)), peer="127.0.0.1", mail_from="aoi@city.test")
    assert [post.identity for post in quick.posts()] == [Identity.ALIGNED]


def test_a_sound_signature_that_a_rule_forbids_proves_nothing_and_is_told(quick):
    raw = SIGNER.sign(a_mail(sender=AOI), version="")
    (arrival,) = quick.receive(raw, peer=OUTSIDE, mail_from="x@elsewhere.test")
    assert (arrival.fate, arrival.reason) == (Fate.HELD, "fails_dmarc")
    (origin,) = quick.origins()
    assert origin.identity == Identity.UNPROVEN
    assert origin.proof == {"dmarc": "fail", "policy": "reject", "signature": "refused"}
    assert origin.results.startswith('dkim=policy reason="v= is missing, RFC 6376 3.5" header.d=')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"From: Aoi", b"From: Mori <mori@city.test>\r\nFrom: Aoi"),
        (b"From: Aoi", b"From: Mori <mori@city.test>,\r\n Aoi"),
        (b"\r\n\r\n", b"\r\nFrom: Mori <mori@city.test>\r\n\r\n"),
    ],
)
def test_a_good_signature_proves_nothing_for_another_author(quick, old, new):
    raw = SIGNER.sign(a_mail(sender=AOI)).replace(old, new, 1)
    (arrival,) = quick.receive(raw, peer=OUTSIDE)
    assert arrival.fate is Fate.HELD
    (origin,) = quick.origins()
    assert origin.identity is Identity.UNPROVEN


def test_a_sender_elsewhere_who_never_answers_hides_no_failure(quick):
    forged = a_mail(sender=AOI)
    (arrival,) = quick.receive(forged, peer=ELSEWHERE, mail_from=f"x@{nameserver.SILENT}")
    assert (arrival.fate, arrival.reason) == (Fate.HELD, "fails_dmarc")


def test_a_resident_of_a_domain_without_a_policy_is_taken_and_marked(quick):
    quick.receive(a_mail(sender="ren@quiet.test"), peer=ELSEWHERE, mail_from="ren@quiet.test")
    (post,) = quick.posts()
    assert (post.identity, post.proof) == (Identity.UNPROVEN, {"dmarc": "none"})


def test_a_board_may_ask_for_a_confirmation(quick):
    with Session(writing(quick.engine)) as session, session.begin():
        session.execute(update(Board).values(holds_unproven=True))
    (arrival,) = quick.receive(a_mail(sender="ren@quiet.test"), peer=ELSEWHERE)
    assert (arrival.fate, arrival.reason) == (Fate.HELD, "unproven")
    ((to, words),) = quick.notices()
    assert to == "ren@quiet.test"
    assert "そのまま返信してください" in words


def arc_sealed(raw: bytes, folder: Path, domain: str) -> bytes:
    """The mail as a forwarder passes it on, with Debian's arcsign (dkimpy)."""
    key = folder / "key.pem"
    key.write_bytes(
        SIGNER.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    command = [program("arcsign"), "s", domain, key, "mx.forwarder.test"]
    return subprocess.run(command, input=raw, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("sealer", "seen", "proven"),
    [
        ("forwarder.test", "dmarc=pass header.from=city.test", True),
        ("forwarder.test", "dmarc=fail header.from=city.test", False),
        ("forwarder.test", "dmarc=pass header.from=other.test", False),
        ("city.test", "dmarc=pass header.from=city.test", False),  # it seals well, but who is it?
    ],
)
def test_a_forwarder_counts_if_it_is_trusted(quick, tmp_path, sealer, seen, proven):
    results = f"Authentication-Results: mx.forwarder.test; {seen}"
    raw = a_mail("Changed on the way.", sender=AOI, headers=(results,))
    quick.receive(arc_sealed(raw, tmp_path, sealer), peer=ELSEWHERE, mail_from="l@forwarder.test")
    (origin,) = quick.origins()
    assert origin.chain == "pass"
    assert (origin.identity is Identity.ALIGNED) == proven
    if proven:
        wanted = {"method": "arc", "by": "forwarder.test", "dmarc": "fail"}
        assert wanted.items() <= origin.proof.items()


# --- Trouble with the DNS ---


def test_without_a_name_server_a_mail_is_unproven_and_taken(sqlite_engine, tmp_path):
    gate = a_gate(sqlite_engine, tmp_path, Resolver.at("127.0.0.1", 1))
    (arrival,) = gate.receive(SIGNER.sign(a_mail(sender=AOI)), peer=OUTSIDE)
    assert arrival.fate is Fate.PUBLISHED
    (origin,) = gate.origins()
    assert (origin.identity, origin.proof) == (Identity.UNPROVEN, {"dmarc": "temperror"})
    assert "dkim=temperror" in origin.results
    assert "spf=temperror" in origin.results


def test_a_role_without_an_answer_waits_and_can_confirm(sqlite_engine, tmp_path):
    gate = a_gate(sqlite_engine, tmp_path, Resolver.at("127.0.0.1", 1))
    (arrival,) = gate.receive(a_mail(sender="mori@city.test"), mail_from="mori@city.test")
    assert (arrival.fate, arrival.reason) == (Fate.HELD, "unproven_role")
    assert [to for to, _ in gate.notices()] == ["mori@city.test"]


def test_a_domain_that_never_answers_holds_up_nobody_else(quick):
    slow = quick.keep(a_mail(sender=f"sui@{nameserver.SILENT}"), peer=ELSEWHERE)
    swift = quick.keep(a_mail(sender="ren@quiet.test"), peer=ELSEWHERE)
    assert read_batch(quick.engine, quick.site, verifier=quick.verifier) == 1
    fates = dict(quick.all_rows(select(Arrival.message_id, Arrival.fate)))
    assert fates == {slow: Fate.KEPT, swift: Fate.PUBLISHED}
    assert quick.read() == 1  # and it is read all the same
    assert quick.origins()[0].proof == {"dmarc": "temperror"}


def test_what_could_not_be_read_is_not_asked_about_again(quick, monkeypatch):
    (arrival,) = quick.receive(SIGNER.sign(a_mail(sender=AOI)), peer=OUTSIDE)
    with Session(writing(quick.engine)) as session, session.begin():
        session.execute(update(Arrival).values(fate=Fate.FAILED))
        session.execute(update(Authentication).values(proof={"method": "dkim", "domain": "then"}))
    reread_failed(quick.engine, quick.site)
    (first,) = quick.all(select(Arrival).where(Arrival.id == arrival.id))
    assert first.fate is Fate.DUPLICATE


def test_a_mail_to_two_boards_is_asked_about_once(quick):
    with Session(writing(quick.engine)) as session, session.begin():
        open_board(session, "parks")
    raw = SIGNER.sign(a_mail(sender=AOI))
    assert len(quick.receive(raw, "general", "parks", peer=OUTSIDE)) == 2
    assert [post.identity for post in quick.posts()] == [Identity.ALIGNED] * 2
    assert len(quick.origins()) == 1
