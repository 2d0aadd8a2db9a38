"""The keys that we sign with: files of the data directory that nobody else may read.

A key is made, published in the DNS by the operator, used, replaced by the next, and retired once
the mails that it signed are through. `dkim/keys.json` keeps the dates, `dkim/SELECTOR.pem` the key.
"""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forum.base import utcnow
from forum.operations.refused import Refused
from mailgate.outbound.patience import GIVE_UP_AFTER

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_RSA_BITS = 2048  # more does not fit every resolver's answer, and costs four times as much a mail
# A mail may wait for five days with us and as long with the next server.
STAYS_PUBLISHED = 2 * GIVE_UP_AFTER
_SELECTOR = re.compile(r"(?=.{1,63}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


class Unusable(Refused):
    """What was asked of the keys can't be done."""


class Algorithm(StrEnum):
    """What makes the signatures of a key."""

    RSA = "rsa"
    ED25519 = "ed25519"


@dataclass(frozen=True)
class SigningKey:
    """One key by its name in the DNS, and its days."""

    selector: str
    algorithm: Algorithm
    made_at: datetime
    used_since: datetime | None = None
    replaced_at: datetime | None = None
    retired_at: datetime | None = None
    file: Path | None = None

    @property
    def is_used(self) -> bool:
        return self.used_since is not None and self.replaced_at is None and self.retired_at is None

    @property
    def may_vanish_at(self) -> datetime | None:
        """From when on its record needs to be in the DNS no more; None while it does."""
        left = self.replaced_at or self.retired_at
        return left + STAYS_PUBLISHED if left and self.used_since else left

    @cached_property
    def private(self) -> "RSAPrivateKey | Ed25519PrivateKey":
        """The secret half; Unusable where its file is gone or damaged."""
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        assert self.file is not None
        try:
            return load_pem_private_key(self.file.read_bytes(), None)  # type: ignore[return-value]
        except (OSError, ValueError) as error:
            raise Unusable(f"The key {self.file} can't be read: {error}.") from error

    @cached_property
    def sign(self) -> Callable[[bytes], bytes]:
        """Makes the signature of a SHA-256 digest; of that, not of the mail (RFC 8463 3)."""
        private: Any = self.private
        if self.algorithm is Algorithm.ED25519:
            return private.sign
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
        from cryptography.hazmat.primitives.hashes import SHA256

        padding, hashed = PKCS1v15(), Prehashed(SHA256())
        return lambda digest: private.sign(digest, padding, hashed)

    @cached_property
    def record(self) -> str:
        """The text of its record in the DNS (RFC 6376 3.6.1)."""
        return f"v=DKIM1; k={self.algorithm}; p={_published(self.private)}"


class Keyring:
    """All keys of an installation."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "dkim"
        self._list = self._folder / "keys.json"

    @property
    def changed_at(self) -> int:
        """A number that changes with the keys; 0 where there are none."""
        try:
            return self._list.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def all(self) -> list[SigningKey]:
        """Every key that was ever made, the oldest first."""
        try:
            told = json.loads(self._list.read_text("utf-8"))
        except FileNotFoundError:
            return []
        return [self._key(one) for one in told]

    def used(self) -> list[SigningKey]:
        """The keys that sign: at most one of each algorithm, RSA before Ed25519."""
        used = [key for key in self.all() if key.is_used]
        return sorted(used, key=lambda key: key.algorithm is not Algorithm.RSA)

    def make(self, selector: str | None = None, algorithm: Algorithm = Algorithm.RSA) -> SigningKey:
        """Make a key, which signs nothing yet."""
        keys = self.all()
        known = {key.selector for key in keys}
        name = selector or _free_name(algorithm, known)
        if not _SELECTOR.fullmatch(name):
            raise Unusable(f"“{name}” is no selector: small letters, digits and inner hyphens.")
        if name in known:
            raise Unusable(f"There was a key {name} already; a selector is used once.")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = SigningKey(name, algorithm, utcnow(), file=self._file(name))
        _write(self._file(name), _made(algorithm), is_new=True)
        self._keep([*keys, key])
        return key

    def named(self, selector: str) -> SigningKey:
        """One key; Unusable where there is none of that name."""
        return _named(self.all(), selector)

    def use(self, selector: str) -> SigningKey:
        """Sign with this key from now on, and no more with the other one of its algorithm."""
        now, keys = utcnow(), self.all()
        chosen = _named(keys, selector)
        if chosen.retired_at:
            raise Unusable(f"The key {selector} is retired: make another.")
        _ = chosen.private
        used = replace(chosen, used_since=chosen.used_since or now, replaced_at=None)
        others = [
            replace(key, replaced_at=now)
            if key.is_used and key.algorithm is chosen.algorithm
            else key
            for key in keys
        ]
        self._keep([used if key.selector == selector else key for key in others])
        return used

    def retire(self, selector: str) -> SigningKey:
        """Destroy a key that signs no more."""
        keys = self.all()
        chosen = _named(keys, selector)
        if chosen.is_used:
            raise Unusable(f"The key {selector} signs: use another first.")
        retired = replace(chosen, retired_at=chosen.retired_at or utcnow())
        self._keep([retired if key.selector == selector else key for key in keys])
        self._file(selector).unlink(missing_ok=True)
        return retired

    def _file(self, selector: str) -> Path:
        return self._folder / f"{selector}.pem"

    def _key(self, told: dict[str, Any]) -> SigningKey:
        days = {
            name: datetime.fromisoformat(told[name]) if told.get(name) else None
            for name in ("used_since", "replaced_at", "retired_at")
        }
        return SigningKey(
            told["selector"],
            Algorithm(told["algorithm"]),
            datetime.fromisoformat(told["made_at"]),
            **days,
            file=self._file(told["selector"]),
        )

    def _keep(self, keys: Sequence[SigningKey]) -> None:
        told = [{k: v for k, v in asdict(key).items() if k != "file"} for key in keys]
        text = json.dumps(told, default=datetime.isoformat, indent=1)
        unfinished = self._list.with_suffix(".new")
        _write(unfinished, text.encode())
        unfinished.replace(self._list)


def _named(keys: Sequence[SigningKey], selector: str) -> SigningKey:
    for key in keys:
        if key.selector == selector:
            return key
    raise Unusable(f"There is no key {selector}; `kakehashi dkim list` names them.")


def _free_name(algorithm: Algorithm, known: set[str]) -> str:
    stem = f"{algorithm}-{utcnow():%Y%m}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in known)


def _made(algorithm: Algorithm) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key: Any = (
        rsa.generate_private_key(65537, _RSA_BITS)
        if algorithm is Algorithm.RSA
        else ed25519.Ed25519PrivateKey.generate()
    )
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _published(private: "RSAPrivateKey | Ed25519PrivateKey") -> str:
    """The public half as p= has it: for Ed25519 the bare 32 octets (RFC 8463 4)."""
    from base64 import b64encode

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = private.public_key()
    octets = (
        public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        if isinstance(private, Ed25519PrivateKey)
        else public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
    return b64encode(octets).decode()


def _write(path: Path, data: bytes, *, is_new: bool = False) -> None:
    how = os.O_EXCL if is_new else os.O_TRUNC
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
