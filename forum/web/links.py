"""Addresses that leave the page: always from SITE_URL, never from what a request claims."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for

from forum.site import Site


def this_site() -> Site:
    """The place that this door belongs to: its names, sealer and attachments."""
    return current_app.extensions["kakehashi-site"]


def quick_url_for(endpoint: str, **values: Any) -> str:
    """Flask's url_for for templates, from patterns made once where every value is a plain word.

    A thread's page names some eighty addresses; building each anew took a third of its time.
    """
    words = values.values()
    if endpoint[0] == "." or not all(type(word) is str and _PLAIN(word) for word in words):
        return url_for(endpoint, **values)
    patterns: dict[tuple[str, ...], str] = current_app.extensions["kakehashi-addresses"]
    pattern = patterns.get((endpoint, *values))
    if pattern is None:
        pattern = patterns[(endpoint, *values)] = _pattern(endpoint, list(values))
    return pattern % values


_PLAIN = re.compile("[a-z0-9-]+").fullmatch


def _pattern(endpoint: str, names: list[str]) -> str:
    stands_for: dict[str, Any] = {name: f"qzqz{place}zqzq" for place, name in enumerate(names)}
    pattern = url_for(endpoint, **stands_for).replace("%", "%%")
    for name, word in stands_for.items():
        pattern = pattern.replace(word, f"%({name})s")
    return pattern


def local_path(address: str | None) -> str | None:
    """A path of ours to lead somebody to, or None for whatever could lead to another site."""
    if not address or not address.startswith("/") or not address.isprintable():
        return None
    # Browsers take a backslash for a slash, and two of them for the beginning of a host.
    if address.startswith("//") or "\\" in address or len(address) > 2000:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address


def full_link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for feeds, the API, copies and print."""
    return this_site().link(url_for(endpoint, **values))
