"""Files in a bucket: kept under their SHA-256, read back, and clear words when the store fails.

The bucket is one of moto's, since no S3-compatible server is among Debian's packages.
"""

import hashlib
import itertools
from collections.abc import Iterator

import pytest
from minio import Minio
from moto.server import ThreadedMotoServer

from forum.archive.attachments import Directory
from forum.archive.buckets import S3, StoreTrouble, store_in
from forum.endpoints import Bucket
from forum.operations import check
from tests.servers.base import free_port

KEYS = {"access_key": "council", "secret_key": "a key of tests alone", "region": "us-east-1"}
names = (f"council-{number}" for number in itertools.count())


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(endpoint: str) -> Bucket:
    made = Bucket(next(names), "files/", endpoint, **KEYS)
    client = Minio(endpoint.removeprefix("http://"), secure=False, **KEYS)
    client.make_bucket(made.name)
    return made


def test_what_is_kept_can_be_read(bucket):
    contents = [b"", b"map", bytes(range(256)) * 4000, b"map"]
    names = S3(bucket).keep(contents)
    assert names == [hashlib.sha256(content).hexdigest() for content in contents]
    assert [S3(bucket).read(name) for name in names] == contents


def test_two_installations_share_a_bucket_by_prefix(bucket):
    (name,) = S3(bucket).keep([b"map"])
    other = Bucket(bucket.name, "other/", bucket.endpoint, **KEYS)
    with pytest.raises(FileNotFoundError):
        S3(other).read(name)


def test_keeping_nothing_asks_nobody():
    assert S3(Bucket("council", endpoint="http://127.0.0.1:1", **KEYS)).keep([]) == []


def test_a_store_that_is_away_is_trouble_of_ours(bucket):
    away = Bucket(bucket.name, "", f"http://127.0.0.1:{free_port()}", **KEYS)
    with pytest.raises(StoreTrouble) as told:
        S3(away).keep([b"map"])
    assert isinstance(told.value, OSError)  # so that the reader waits and tries again
    assert KEYS["secret_key"] not in str(told.value)


def test_no_setting_tells_its_keys(bucket):
    assert KEYS["secret_key"] not in repr(bucket)


def test_check_says_whether_the_bucket_answers(bucket, tmp_path):
    (found,) = check.bucket(S3(bucket))
    assert found.grade is check.Grade.OK
    (missing,) = check.bucket(S3(Bucket("no-such-council", "", bucket.endpoint, **KEYS)))
    assert missing.grade is check.Grade.FAILS
    assert list(check.bucket(Directory(tmp_path))) == []


def test_the_setting_decides_where_files_lie(bucket, tmp_path):
    assert isinstance(store_in(bucket), S3)
    assert isinstance(store_in(tmp_path), Directory)
