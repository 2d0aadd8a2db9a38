"""Every reply carries an enhanced status code (RFC 2034), and none carries anybody's control bytes."""

import re
from functools import lru_cache

_ENHANCED = re.compile(r"[245]\d\d[ -][245]\.\d{1,3}\.\d{1,3}(?: |$)")
_USUAL = {
    "211": "2.0.0",
    "214": "2.0.0",
    "221": "2.0.0",
    "250": "2.0.0",
    "252": "2.5.0",
    "421": "4.3.2",
    "450": "4.2.0",
    "451": "4.3.0",
    "452": "4.3.1",
    "454": "4.7.0",
    "500": "5.5.2",
    "501": "5.5.4",
    "502": "5.5.1",
    "503": "5.5.1",
    "530": "5.7.0",
    "550": "5.1.1",
    "552": "5.3.4",
    "553": "5.1.3",
    "554": "5.5.0",
    "555": "5.5.4",
}
OUR_ERROR = "451 4.3.0 Our error, please try again later"
NO_ROOM = "452 4.3.1 Insufficient system storage, please try again later"
CLOSING = "421 4.3.2 Service closing, please try again later"
TIMED_OUT = "421 4.4.2 Timed out"


@lru_cache(maxsize=256)  # the same few to everybody
def with_enhanced_code(reply: str) -> str:
    """`reply` with the usual enhanced code put in where it has none; 220 and 3xx take none."""
    if not reply.isprintable():
        reply = "".join(c if c.isprintable() else "?" for c in reply)
    code = _USUAL.get(reply[:3])
    if code is None or _ENHANCED.match(reply):
        return reply
    return f"{reply[:4]}{code} {reply[4:]}"
