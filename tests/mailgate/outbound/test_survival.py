"""What of an author's own signature survives our copies, by Debian's dkimpy on both ends."""

import base64
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from forum.archive.canonical import Enclosure, WebPost, canonical_bytes
from forum.boards import ReplyTo
from mailgate.outbound.composing import compose
from mailgate.outbound.copies import Copies
from mailgate.outbound.seven_bit import to_seven_bit
from tests.mailgate.outbound.council import RECEIVED, a_site
from tests.mailgate.outbound.test_composing import POST

PYTHON = "/usr/bin/python3"  # with python3-dkim, tests/servers/install
SCRIPT = """
import base64, dkim, json, sys
told = json.load(sys.stdin)
mail = base64.b64decode(told["mail"])
if told["act"] == "sign":
    names = [name.encode() for name in told["names"]]
    key = told["key"].encode()
    field = dkim.sign(mail, b"s", b"people.example", key, include_headers=names)
    sys.stdout.buffer.write(field + mail)
else:
    record = told["record"].encode()
    print(dkim.verify(mail, dnsfunc=lambda name, timeout=5: record))
"""
NAMES = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type"]
SHOWN = replace(POST, reply_to=ReplyTo.AUTHOR)
BODIES = {
    "plain": ("text/plain; charset=utf-8", "公民館の予約を電話でもできますか。\r\n.\r\n".encode()),
    "jis": ("text/plain; charset=iso-2022-jp", "公民館です。\r\n".encode("iso2022_jp")),
    "signed": (
        'multipart/signed; protocol="application/pgp-signature"; boundary=b',
        (
            b"--b\r\nContent-Type: text/plain\r\n\r\nwords  \r\n\r\n--b\r\n"
            b"Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n"
            b"\r\nabc\r\n-----END PGP SIGNATURE-----\r\n--b--\r\n"
        ),
    ),
    "encrypted": ("application/pkcs7-mime; smime-type=enveloped-data", b"MIAGCSqGSIb3DQEHA6CA\r\n"),
}


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    if not Path("/usr/lib/python3/dist-packages/dkim").exists():
        pytest.skip("python3-dkim is not here")
    return rsa.generate_private_key(65537, 2048)


def dkimpy(**told) -> bytes:
    told["mail"] = base64.b64encode(told["mail"]).decode()
    asked = json.dumps(told).encode()
    return subprocess.run(
        [PYTHON, "-c", SCRIPT], input=asked, capture_output=True, check=True
    ).stdout


def signed(key: rsa.RSAPrivateKey, kind: str = "plain", names: list[str] = NAMES) -> bytes:
    content_type, body = BODIES[kind]
    head = (
        "From: =?utf-8?b?6JG1?= <aoi@people.example>\r\nTo: general@lists.example\r\n"
        "Subject: =?utf-8?b?5YWs5rCR6aSo?=\r\nDate: Sun, 22 Nov 2026 10:00:00 +0900\r\n"
        "Message-ID: <hall.1@people.example>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode()
    return dkimpy(act="sign", mail=head.encode() + body, key=pem, names=names)


def verifies(key: rsa.RSAPrivateKey, mail: bytes) -> bool:
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = f"v=DKIM1; p={base64.b64encode(public).decode()}"
    return dkimpy(act="verify", mail=mail, record=record).strip() == b"True"


def a_copy(dispatch, raw: bytes, folder: Path) -> bytes:
    """The copy as it arrives, with the lines that are its recipient's own."""
    site = a_site(folder)
    content = compose(dispatch, raw, site)
    envelope = Copies(site, "general", content).copy_for(1, "ren@example.jp")
    return envelope.head + envelope.content.data


@pytest.mark.parametrize("kind", BODIES)
def test_where_addresses_are_shown_the_authors_signature_verifies_at_the_subscriber(
    key, tmp_path, kind
):
    raw = signed(key, kind)
    assert verifies(key, raw)
    assert verifies(key, a_copy(SHOWN, raw, tmp_path))


def test_an_answer_to_the_list_survives_unless_the_author_has_sealed_reply_to(key, tmp_path):
    to_list = replace(SHOWN, reply_to=ReplyTo.LIST)
    assert verifies(key, a_copy(to_list, signed(key), tmp_path))
    oversigned = signed(key, names=[*NAMES, "reply-to"])
    assert verifies(key, a_copy(SHOWN, oversigned, tmp_path))
    assert not verifies(key, a_copy(to_list, oversigned, tmp_path))


def test_a_copy_that_is_from_the_board_carries_no_signature_that_fails(key, tmp_path):
    copy = a_copy(replace(SHOWN, hides_addresses=True), signed(key), tmp_path)
    assert b"DKIM-Signature" not in copy


@pytest.mark.parametrize("kind", BODIES)
def test_what_is_sealed_arrives_byte_for_byte(key, tmp_path, kind):
    _, body = BODIES[kind]
    raw = signed(key, kind)
    for dispatch in (SHOWN, replace(SHOWN, hides_addresses=True)):
        copy = a_copy(dispatch, raw, tmp_path)
        assert copy.partition(b"\r\n\r\n")[2] == body
        if body.isascii():
            assert to_seven_bit(copy).partition(b"\r\n\r\n")[2] == body


def test_a_post_from_the_web_is_ascii_so_that_nobody_need_change_it():
    post = WebPost(
        "a.b@lists.example", "葵", "general@lists.example", "公園①", "**公園**", "<p>公園</p>", RECEIVED,
        enclosures=[Enclosure("図①.pdf", "application/pdf", b"%PDF")],
    )  # fmt: skip
    assert canonical_bytes(post).isascii()
