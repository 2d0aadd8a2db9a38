"""Debian's Chromium, driven by Playwright; it reaches nothing but this machine.

Its headless shell draws and runs the same at half the cost; the whole browser serves without it.
"""

import contextlib
import os
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from tests.servers.base import Missing, program

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-domain-reliability",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@contextlib.contextmanager
def running() -> Iterator[Browser]:
    """A browser without a window; open a page with `new_page(locale="ja-JP", …)`."""
    path = _program()
    as_root = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET + as_root)
        try:
            yield browser
        finally:
            browser.close()


def _program() -> str:
    try:
        return program("chromium-headless-shell")
    except Missing:
        return program("chromium")
