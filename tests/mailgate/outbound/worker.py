"""A deliver worker as a program of its own, to be killed: URL FOLDER RELAY LEASE_S."""

import sys
from pathlib import Path

from forum.base import connect
from forum.endpoints import relay
from mailgate.outbound.delivering import Pace, run
from tests.mailgate.outbound.council import a_site

url, folder, to, lease = sys.argv[1:]
run(connect(url), a_site(Path(folder)), relay(to), Pace(lease_s=float(lease)))
