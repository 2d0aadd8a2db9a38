"""A deliver worker as a program of its own, to be killed: URL FOLDER RELAY BATCH CONNECTIONS."""

import sys
from pathlib import Path

from forum.base import connect
from forum.endpoints import relay
from mailgate.outbound.delivering import Pace, run
from tests.mailgate.outbound.council import a_site

url, folder, to, batch, connections = sys.argv[1:]
pace = Pace(batch=int(batch), connections=int(connections), lease_s=2)
run(connect(url), a_site(Path(folder)), relay(to), pace)
