import hashlib
from collections.abc import Iterator

import pytest

from server import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server without flags, for all tests that need no other: each takes a key of its own."""
    with Server() as server:
        yield server


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    """A key that no other test uses, and so an account that no other test sees."""
    return "xkeysib-" + hashlib.sha256(request.node.nodeid.encode()).hexdigest()
