"""Where, within the text of a bounce, the mail begins that it returns."""

import re

# Between rules, as in "----- Original message -----".
_BETWEEN_RULES = re.compile(
    r"(?:(?:this is|below this line is|here is) )?(?:a copy of |start of |begin )?(?:the |your |my )?"
    r"(?:(?:original|returned|unsent|undelivered|rejected|bounced|failed|enclosed)\b.{0,60}"
    r"|(?:message|mail|e-?mail|header)s?(?: text| headers?| body| info\w*)?"
    r"(?: follows?| below| returned| is as follows| header)?(?:,.*)?[:.]?)"
)
_PLAINLY = re.compile(
    r"(?:this is a copy of|below this line is a copy of|here is a copy of"
    r"|original message (?:follows|header)|received: ?(?:from|by)|return-path: <"
    r"|the (?:headers?|text|first \d+ lines) of the (?:original|message)"
    r"|message (?:header|text|source) follows?|your original message)"
)
_IS_HEADER = re.compile(r"(?:received|return-path): ?")
_RULES = " \t-=*_#~<>"
LONGEST_LINE = 200
EARLIEST = 20  # characters; what begins with a returned mail is one


def cut(words: str) -> tuple[str, str]:
    """(the notice's own words, the returned mail below them or "")."""
    at = 0
    for line in words.splitlines(keepends=True):
        if at > EARLIEST and len(line) <= LONGEST_LINE and _begins_mail(line):
            is_header = _IS_HEADER.match(line.strip().lower())
            below = words[at if is_header else at + len(line) :]
            return words[:at], below.lstrip("\n ")
        at += len(line)
    return words, ""


def _begins_mail(line: str) -> bool:
    said = line.strip()
    core = said.strip(_RULES).lower()
    if not core:
        return False
    if _PLAINLY.match(core) or (core != said.lower() and _PLAINLY.match(said.lower())):
        return True
    ruled = said.endswith(("---", "===", "***", "___", "###", "~~~", "<<<")) or (
        said.startswith(("-", "=", "*")) and not core.startswith(("message", "mail", "header"))
    )
    return ruled and bool(_BETWEEN_RULES.fullmatch(core))
