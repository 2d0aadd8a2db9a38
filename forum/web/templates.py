"""Templates compiled once for all starts: compiling is most of what a page's first view takes."""

import contextlib
from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, FileSystemBytecodeCache

FOLDER = "compiled-templates"


class Kept(FileSystemBytecodeCache):
    """What was compiled from a template, beside a hash of it; a bad disk costs time, no page."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def keep(app: Flask, data_dir: Path) -> None:
    """Compile a template once, not at each start."""
    folder = data_dir / FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    app.jinja_env.bytecode_cache = Kept(str(folder))
