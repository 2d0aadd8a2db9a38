"""A picture of a letter, drawn line by line, so that the demo needs no file and no library."""

import struct
import zlib

WIDTH, HEIGHT = 420, 594


def letter_scan() -> bytes:
    """A PNG of a handwritten page as a scanner sees it: paper, ruled lines, strokes of a pen."""
    rows = b"".join(b"\0" + bytes(_shade(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, content)
        for kind, content in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(rows, 9)),
            (b"IEND", b""),
        )
    )


def _shade(x: int, y: int) -> int:
    """Vertical lines as on Japanese letter paper, with ink between them."""
    if not (40 < x < WIDTH - 40 and 50 < y < HEIGHT - 50):
        return 250
    column, within = divmod(WIDTH - 40 - x, 34)
    if within == 0:
        return 190
    length = 430 - (column * 97) % 180
    stroke = (x * 7 + y * 13 + (x ^ y) * 3) % 11 < 4 and (y // 18 + column) % 5 != 4
    return 60 if 9 < within < 26 and y < length and y % 18 > 3 and stroke else 248


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checked
