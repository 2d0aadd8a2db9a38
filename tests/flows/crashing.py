"""The whole program killed without warning, again and again, while mail comes in and goes out."""

import json
import os
import random
import signal
import smtplib
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests import processes
from tests.flows.house import House
from tests.servers import sink
from tests.servers.base import wait_until

CONNECTIONS = 8
# What may be sent twice at a kill: the batch in flight on each connection (mailgate/outbound).
BATCH = 200


@dataclass
class Told:
    """What was promised, and what came of it."""

    kills: int = 0
    promised: set[str] = field(default_factory=set)
    archived: Counter[str] = field(default_factory=Counter)
    delivered: Counter[str] = field(default_factory=Counter)


def crash(folder: Path, mails: int, subscribers: int, kills: int, seed: int = 0) -> Told:
    """Send `mails` over 8 connections and one post to `subscribers`, killing everything meanwhile."""
    folder.mkdir(exist_ok=True)
    chance, told = random.Random(seed), Told()
    with sink.running(keep=True) as relay:
        env = processes.environment(
            folder,
            MAIL_DOMAIN="lists.test",
            WEB_WORKERS="1",
            RELAY=f"smtp://127.0.0.1:{relay.smtp}",
        )
        house = House(env)
        _furnish(house, folder, subscribers)
        stop = threading.Event()
        senders = _senders(env, mails, told, stop)
        for number in range(kills + 1):
            with processes.serving(env, folder / "log") as process:
                if number == 0:
                    _post(env)
                    for sender in senders:
                        sender.start()
                if number == kills:
                    _finish(house, senders, mails)
                    break
                time.sleep(0.3 + 1.5 * chance.random())
                for pid in processes.family_of(process.pid):
                    os.kill(pid, signal.SIGKILL)
                told.kills += 1
        told.archived = _archived(house)
        told.delivered = Counter(relay.recipients())
    return told


def _furnish(house: House, folder: Path, subscribers: int) -> None:
    house.run("migrate")
    house.run("board", "add", "sogo", "--name", "総合")
    house.run("board", "add", "kouen", "--name", "公園")
    house.run("person", "add", "hanako@mail.test", "--name", "山田 花子")
    (folder / "everybody").write_text("".join(f"r{n}@mail.test\n" for n in range(subscribers)))
    house.run("subscribe", "sogo", "--file", str(folder / "everybody"))


def _senders(
    env: dict[str, str], mails: int, told: Told, stop: threading.Event
) -> list[threading.Thread]:
    port = int(env["KAKEHASHI_SMTP_LISTEN"].rpartition(":")[2])
    numbers, lock = iter(range(mails)), threading.Lock()

    def keep_sending() -> None:
        client: smtplib.SMTP | None = None
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            while not stop.is_set():
                try:
                    client = client or smtplib.SMTP("127.0.0.1", port, timeout=20)
                    client.sendmail("hanako@mail.test", "kouen@lists.test", _mail(number))
                    with lock:
                        told.promised.add(f"{number}@client.test")
                    break
                except (OSError, smtplib.SMTPException):
                    client = None
                    stop.wait(0.05)

    return [threading.Thread(target=keep_sending, daemon=True) for _ in range(CONNECTIONS)]


def _mail(number: int) -> bytes:
    return (
        f"From: <hanako@mail.test>\r\nTo: kouen@lists.test\r\nSubject: {number}\r\n"
        f"Message-ID: <{number}@client.test>\r\n\r\n{'words ' * 500}{number}\r\n"
    ).encode()


def _post(env: dict[str, str]) -> None:
    port = int(env["KAKEHASHI_SMTP_LISTEN"].rpartition(":")[2])
    mail = "From: <hanako@mail.test>\r\nTo: sogo@lists.test\r\nSubject: all\r\nMessage-ID: <all@client.test>\r\n\r\nHello\r\n"
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.sendmail("hanako@mail.test", "sogo@lists.test", mail)


def _finish(house: House, senders: list[threading.Thread], mails: int) -> None:
    for sender in senders:
        sender.join(120)
    wait_until(lambda: _is_quiet(house), "everything read and sent", 180)


def _is_quiet(house: House) -> bool:
    told = json.loads(house.run("status", "--json"))
    return not told["messages"]["kept"] and not told["deliveries"]["waiting"]


def _archived(house: House) -> Counter[str]:
    """How often each mail stands in the archive, from an export."""
    lines = house.run("export", "kouen").splitlines()
    ids = (line[len("Message-ID: <") : -1] for line in lines if line.startswith("Message-ID: <"))
    return Counter(ids)
