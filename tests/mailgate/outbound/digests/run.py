"""A run of `kakehashi digest`, to be killed: URL FOLDER RELAY BATCH CONNECTIONS."""

import sys
from pathlib import Path

from forum.base import connect
from forum.boards import Mode
from forum.endpoints import relay
from mailgate.outbound.digests.sending import send_due
from mailgate.outbound.pace import Pace
from tests.mailgate.outbound.council import a_site

url, folder, to, batch, connections = sys.argv[1:]
pace = Pace(batch=int(batch), connections=int(connections), lease_s=2)
print(send_due(connect(url), a_site(Path(folder)), relay(to), Mode.DAILY, pace))
