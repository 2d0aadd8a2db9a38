"""Settings: every default, and one sentence for whatever can't be used."""

import os
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import config
from config import Settings, Unusable, misspelt
from forum.endpoints import Bucket, LmtpRelay, MaildirRelay, SmtpRelay, Tcp, Unix


def settings(**environ: str) -> Settings:
    return Settings.from_environment({f"KAKEHASHI_{k}": v for k, v in environ.items()})


def test_an_empty_environment_is_enough():
    found = settings()
    assert found.data_dir == config.FOLDER / "var"
    assert found.database_url == f"sqlite:///{config.FOLDER}/var/kakehashi.sqlite3"
    assert found.site_url == "http://127.0.0.1:8000"
    assert found.mail_domain == "lists.localhost"
    assert (found.http_listen, found.smtp_listen, found.lmtp_listen) == (
        Tcp("127.0.0.1", 8000),
        Tcp("127.0.0.1", 8025),
        Tcp("127.0.0.1", 8024),
    )
    assert found.relay == MaildirRelay(config.FOLDER / "var/outbox")
    assert found.trusted_networks == (ip_network("127.0.0.0/8"), ip_network("::1/128"))
    assert (found.edit_window_s, found.dev_mailbox, found.metrics) == (0, False, False)


def test_an_empty_value_is_an_absent_one():
    assert settings(MAIL_DOMAIN="", RELAY=" ") == settings()


def test_everything_follows_the_data_directory(tmp_path):
    found = settings(DATA_DIR=str(tmp_path))
    assert found.relay == MaildirRelay(tmp_path / "outbox")
    assert found.attachments == tmp_path / "attachments"
    assert found.database_url == f"sqlite:///{tmp_path}/kakehashi.sqlite3"


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("smtp://mail.example.jp:587", SmtpRelay(Tcp("mail.example.jp", 587))),
        ("smtp://mail.example.jp", SmtpRelay(Tcp("mail.example.jp", 25))),
        ("smtp://[::1]:2525", SmtpRelay(Tcp("::1", 2525))),
        ("lmtp://127.0.0.1:24", LmtpRelay(Tcp("127.0.0.1", 24))),
        ("lmtp://unix:/run/dovecot/lmtp", LmtpRelay(Unix(Path("/run/dovecot/lmtp")))),
        ("maildir:/tmp/outbox", MaildirRelay(Path("/tmp/outbox"))),
    ],
)
def test_a_relay_is_a_maildir_or_a_server(text, relay):
    assert settings(RELAY=text).relay == relay
    assert settings(RELAY=str(relay)).relay == relay


def test_a_door_may_be_a_unix_socket():
    assert settings(LMTP_LISTEN="unix:/run/k/lmtp").lmtp_listen == Unix(Path("/run/k/lmtp"))


def test_a_plain_postgresql_url_gets_our_driver():
    found = settings(DATABASE_URL="postgresql://anna:secret@db/council")
    assert found.database_url == "postgresql+psycopg://anna:secret@db/council"


def test_a_site_url_loses_its_final_slash():
    assert settings(SITE_URL="https://Forum.Example.jp/").site_url == "https://forum.example.jp"


def test_lists_are_parted_by_commas_or_spaces():
    found = settings(TRUSTED_NETWORKS="10.0.0.0/8, fd00::/8", AUTHSERV_IDS="MX.city.jp mx2.city.jp")
    assert found.trusted_networks == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert found.authserv_ids == {"mx.city.jp", "mx2.city.jp"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA_DIR", "/etc/hostname"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://root@db/x"),
        ("DATABASE_URL", "postgresql+asyncpg://db/x"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://db:port/x"),
        ("ATTACHMENTS", "s3://bucket/folder"),  # without its keys
        ("ATTACHMENTS", "s3://B"),
        ("ATTACHMENTS", "ftp://bucket/folder"),
        ("SECRET_KEY", "short"),
        ("SITE_URL", "forum.example.jp"),
        ("SITE_URL", "https://forum.example.jp/here"),
        ("SITE_URL", "https://anna@forum.example.jp"),
        ("SITE_URL", "https://forum.example.jp:99999"),
        ("MAIL_DOMAIN", "not a domain"),
        ("MAIL_DOMAIN", "-x.jp"),
        ("MAIL_DOMAIN", "市.jp"),
        ("HTTP_LISTEN", "8000"),
        ("HTTP_LISTEN", "unix:/run/web"),
        ("SMTP_LISTEN", "127.0.0.1:70000"),
        ("LMTP_LISTEN", "unix:"),
        ("RELAY", "mail.example.jp:25"),
        ("RELAY", "smtp://"),
        ("RELAY", "maildir:"),
        ("RELAY", "smtp://mail.example.jp:0"),
        ("RESOLVER", "a b"),
        ("TRUSTED_NETWORKS", "10.0.0.1/8"),
        ("TRUSTED_PROXIES", "everybody"),
        ("TLS_CERT", "/nowhere.pem"),
        ("MAX_MESSAGE_BYTES", "10"),
        ("MAX_CONNECTIONS", "0"),
        ("WEB_WORKERS", "two"),
        ("EDIT_WINDOW_S", "-1"),
        ("DEV_MAILBOX", "maybe"),
    ],
)
def test_what_cant_be_used_is_said_in_one_sentence(name, value):
    with pytest.raises(Unusable) as refused:
        settings(**{name: value})
    sentence = str(refused.value)
    assert sentence.startswith(f"KAKEHASHI_{name} can't be used: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


@given(st.sampled_from(["HTTP_LISTEN", "RELAY", "SITE_URL", "DATABASE_URL", "RESOLVER"]), st.text())
def test_no_value_breaks_the_reader(name, value):
    try:
        settings(**{name: value})
    except Unusable as refused:
        assert str(refused).startswith(f"KAKEHASHI_{name} can't be used: ")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "[::1]", "localhost"])
def test_the_development_mailbox_is_for_this_machine(host):
    assert settings(
        DEV_MAILBOX="1", HTTP_LISTEN=f"{host}:8000", SITE_URL=f"http://{host}:8000"
    ).dev_mailbox


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"HTTP_LISTEN": "0.0.0.0:8000"},
        {"HTTP_LISTEN": "[::]:8000"},
        {"SITE_URL": "https://forum.example.jp"},
        {"SITE_URL": "https://localhost.example.jp"},
    ],
)
def test_the_development_mailbox_refuses_to_be_seen_from_elsewhere(elsewhere):
    with pytest.raises(Unusable, match="KAKEHASHI_DEV_MAILBOX"):
        settings(DEV_MAILBOX="1", **elsewhere)


def test_a_certificate_needs_its_key(tmp_path):
    cert = tmp_path / "cert.pem"
    cert.write_text("nothing")
    with pytest.raises(Unusable, match="together"):
        settings(TLS_CERT=str(cert))
    with pytest.raises(Unusable, match="no certificate with its key"):
        settings(TLS_CERT=str(cert), TLS_KEY=str(cert))


def test_a_certificate_with_its_key_is_taken(tmp_path):
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        + ["-nodes", "-subj", "/CN=lists.localhost", "-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )
    assert settings(TLS_CERT=str(cert), TLS_KEY=str(key)).tls_cert == cert


def test_the_secret_is_made_once_and_kept_for_its_owner(tmp_path):
    home = tmp_path / "deep" / "var"
    first = settings(DATA_DIR=str(home)).secret_key
    assert len(first) >= 32
    assert settings(DATA_DIR=str(home)).secret_key == first
    assert stat.S_IMODE(os.stat(home / "secret-key").st_mode) == 0o600
    assert [p.name for p in home.iterdir()] == ["secret-key"]


def test_several_makers_agree_on_one_secret(tmp_path):
    with ThreadPoolExecutor(8) as makers:
        made = makers.map(lambda _: settings(DATA_DIR=str(tmp_path)).secret_key, range(16))
    assert len(set(made)) == 1


def test_a_damaged_secret_is_not_replaced(tmp_path):
    (tmp_path / "secret-key").write_text("half")
    with pytest.raises(Unusable, match="damaged"):
        _ = settings(DATA_DIR=str(tmp_path)).secret_key


def test_reading_settings_writes_nothing(tmp_path):
    settings(DATA_DIR=str(tmp_path / "var"))
    assert not (tmp_path / "var").exists()


def test_secrets_are_not_printed():
    found = settings(SECRET_KEY="k" * 40, DATABASE_URL="postgresql://anna:geheim@db/council")
    assert "kkk" not in repr(found)
    assert "geheim" not in repr(found)


def test_a_misspelt_setting_is_noticed():
    environ = {"KAKEHASHI_RELAYS": "x", "KAKEHASHI_SECRET_KEY": "x", "HOME": "/"}
    assert misspelt(environ) == ["KAKEHASHI_RELAYS"]


def test_attachments_may_lie_in_a_bucket():
    keys = {"S3_ACCESS_KEY": "council", "S3_SECRET_KEY": "of tests"}
    with pytest.raises(Unusable, match="S3_SECRET_KEY can't be used"):
        settings(ATTACHMENTS="s3://council", **keys)
    found = settings(ATTACHMENTS="s3://council/files/", **(keys | {"S3_SECRET_KEY": "tests"}))
    assert found.attachments == Bucket(
        "council", "files/", "https://s3.amazonaws.com", "", "council", "tests"
    )


def test_the_contact_and_what_else_is_named_is_an_office_s():
    found = settings(CONTACT="Desk@City.example", PUBLIC_CONTACTS="0466-25-1111, lists.example")
    assert found.public_contacts.has_address("desk@city.example")
    assert not found.public_contacts.has_address("other@city.example")
    assert found.public_contacts.has_address("other@lists.example")
    assert found.public_contacts.has_number("0466251111")
    with pytest.raises(Unusable, match="KAKEHASHI_PUBLIC_CONTACTS can't be used: 'x' is no"):
        settings(PUBLIC_CONTACTS="x")
