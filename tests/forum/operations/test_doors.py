"""Whether a door can be opened, and whether it answers."""

import os
import socket
import threading

import pytest

from forum.endpoints import Tcp, Unix
from forum.operations.doors import Door, mail_door, web_door
from forum.operations.refused import Refused
from tests.servers.base import free_port


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def greet(server: socket.socket, greeting: bytes) -> None:
    def serve() -> None:
        line, _ = server.accept()
        with line:
            line.sendall(greeting)

    threading.Thread(target=serve, daemon=True).start()


def at(server: socket.socket) -> Tcp:
    return Tcp("127.0.0.1", server.getsockname()[1])


def test_a_free_port_is_free():
    mail_door("SMTP", Tcp("127.0.0.1", free_port())).require_free(0)


def test_a_taken_port_is_refused_with_a_sentence(listener):
    with pytest.raises(Refused, match=r"^SMTP can't listen on 127\.0\.0\.1:\d+: Address already"):
        mail_door("SMTP", at(listener)).require_free(0)


def test_an_address_of_another_machine_is_refused_with_a_sentence():
    with pytest.raises(Refused, match=r"can't listen on 192\.0\.2\.1:8025"):
        mail_door("SMTP", Tcp("192.0.2.1", 8025)).require_free(0)


def test_a_folder_that_is_missing_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(Refused, match="No such file"):
        mail_door("LMTP", Unix(tmp_path / "nowhere" / "lmtp")).require_free(0)


def test_a_socket_that_somebody_left_behind_is_free(tmp_path):
    path = tmp_path / "lmtp"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        with pytest.raises(Refused, match="Address already in use"):
            mail_door("LMTP", Unix(path)).require_free(0)
    assert os.path.exists(path)
    mail_door("LMTP", Unix(path)).require_free(0)


def test_a_door_answers_with_its_greeting(listener):
    greet(listener, b"220 lists.localhost ESMTP\r\n")
    door = mail_door("SMTP", at(listener))
    assert door.answers()
    listener.close()
    assert door.answers()


def test_another_greeting_is_no_answer(listener):
    greet(listener, b"554 go away\r\n")
    assert not mail_door("SMTP", at(listener)).answers()


def test_nobody_there_is_no_answer():
    door: Door = web_door(Tcp("127.0.0.1", free_port()))
    assert not door.answers()


def test_a_door_open_to_all_is_asked_on_loopback(listener):
    greet(listener, b"220 hello\r\n")
    assert mail_door("SMTP", Tcp("0.0.0.0", at(listener).port)).answers()
