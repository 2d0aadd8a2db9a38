from collections.abc import Iterator

import pytest

from tests.conftest import available
from tests.mailgate.outbound.signing.keys import records
from tests.servers import dkim


@pytest.fixture(scope="module")
def others() -> Iterator[dkim.Verifiers]:
    """opendkim and dkimpy, who know our keys."""
    with available(dkim.verifiers(records())) as running:
        yield running
