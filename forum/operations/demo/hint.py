"""How to send a first mail to the demo, with nothing but the Python that runs it."""

import json
import shlex

from forum.endpoints import Tcp
from forum.operations.demo.people import PEOPLE

BOARD = "sogo"


def first_mail(smtp: Tcp, mail_domain: str) -> str:
    """One line for a shell: a resident of the demo writes to the general board."""
    resident = PEOPLE["hayashi"]
    to = f"{BOARD}@{mail_domain}"
    mail = (
        f"From: {resident.name} <{resident.mailbox}>\nTo: {to}\n"
        "Subject: はじめてのメール\n\nこんにちは。メールからの投稿です。\n"
    )
    host, sender, recipient, words = map(_literal, (smtp.host, resident.mailbox, to, mail))
    code = (
        f"import smtplib; smtplib.SMTP({host}, {smtp.port})"
        f".sendmail({sender}, {recipient}, {words}.encode())"
    )
    return f"python3 -c {shlex.quote(code)}"


def _literal(text: str | None) -> str:
    """Python in double quotes, since the shell's are single."""
    return json.dumps(text, ensure_ascii=False)
