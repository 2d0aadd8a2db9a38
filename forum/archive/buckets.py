"""A store of attachments in an S3-compatible bucket: every installation's machines see the same."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from forum.archive.attachments import Directory, Store
from forum.endpoints import Bucket

if TYPE_CHECKING:
    from minio import Minio

_MOST_HANDS = 8
_PATIENCE_S = 20.0
_GONE = {"NoSuchKey", "NoSuchObject", "NotFound"}


class StoreTrouble(OSError):
    """The bucket did not do what it was asked; trying again later may help."""


def store_in(place: Path | Bucket) -> Store:
    """The store of a folder or of a bucket."""
    return S3(place) if isinstance(place, Bucket) else Directory(place)


class S3:
    """Objects named by their SHA-256 under the bucket's prefix, in 256 folders as on a disk."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    def keep(self, contents: list[bytes]) -> list[str]:
        """Put each of `contents`; their SHA-256 in the same order. An answer means durable."""
        names = [hashlib.sha256(content).hexdigest() for content in contents]
        files = dict(zip(names, contents, strict=True))
        if files:
            with ThreadPoolExecutor(min(len(files), _MOST_HANDS)) as hands:
                list(hands.map(self._put, files, files.values()))
        return names

    def read(self, sha256: str) -> bytes:
        """The bytes; FileNotFoundError where there are none of that name."""
        answer = None
        try:
            answer = self._client.get_object(self.bucket.name, self._key(sha256))
            return answer.read()
        except Exception as error:
            raise self._trouble(error, sha256) from error
        finally:
            if answer is not None:
                answer.close()
                answer.release_conn()

    def answers(self) -> None:
        """Ask for the bucket; StoreTrouble where it is not there or may not be used."""
        try:
            is_there = self._client.bucket_exists(self.bucket.name)
        except Exception as error:
            raise self._trouble(error, "") from error
        if not is_there:
            raise StoreTrouble(f"there is no bucket {self.bucket.name}")

    def _put(self, sha256: str, content: bytes) -> None:
        # Putting the same bytes twice does no harm, and asking first would cost a journey each time.
        try:
            self._client.put_object(
                self.bucket.name, self._key(sha256), io.BytesIO(content), len(content)
            )
        except Exception as error:
            raise self._trouble(error, sha256) from error

    def _key(self, sha256: str) -> str:
        return f"{self.bucket.prefix}{sha256[:2]}/{sha256}"

    def _trouble(self, error: Exception, sha256: str) -> OSError:
        """One kind of error for whatever a network and a store can do wrong; no key is named."""
        code = getattr(error, "code", None) or type(error).__name__
        if code in _GONE:
            return FileNotFoundError(f"{sha256} is not in {self.bucket}")
        return StoreTrouble(f"{self.bucket} did not answer as it should: {code}")

    @cached_property
    def _client(self) -> "Minio":
        # Loaded by the first who keeps or reads a file: it is heavy, and most installations have none.
        import urllib3
        from minio import Minio

        scheme, _, host = self.bucket.endpoint.partition("://")
        patience = urllib3.Timeout(connect=_PATIENCE_S, read=_PATIENCE_S)
        return Minio(
            host.rstrip("/"),
            access_key=self.bucket.access_key,
            secret_key=self.bucket.secret_key,
            secure=scheme == "https",
            region=self.bucket.region or None,
            http_client=urllib3.PoolManager(
                timeout=patience, maxsize=_MOST_HANDS, retries=urllib3.Retry(2, backoff_factor=0.2)
            ),
        )
