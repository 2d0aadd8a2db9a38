"""The first mail that `make run` suggests arrives as it is."""

import email
import socketserver
import subprocess
import sys
import threading
from email import policy

from forum.endpoints import Tcp
from forum.operations.demo.hint import first_mail


class OneMail(socketserver.StreamRequestHandler):
    """Just enough of a mail server to take one mail."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip():
            if line.upper() == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.mail = b"".join(lines)
            self.wfile.write(b"250 fine\r\n")
            if line.upper() == b"QUIT":
                break


def test_the_suggested_command_sends_a_mail_to_the_general_board():
    with socketserver.TCPServer(("127.0.0.1", 0), OneMail) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        command = first_mail(Tcp(*server.server_address), "lists.localhost")
        subprocess.run(
            command.replace("python3", sys.executable, 1), shell=True, check=True, timeout=60
        )
        mail = email.message_from_bytes(server.mail, policy=policy.default)
    assert mail["To"] == "sogo@lists.localhost"
    assert mail["From"].addresses[0].addr_spec == "hayashi@home.example.jp"
    assert mail["Subject"] == "はじめてのメール"
