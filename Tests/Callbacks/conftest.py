from collections.abc import Iterator

import pytest

from sink import Sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A server that takes calls and answers them with 200, unless it is told otherwise."""
    with Sink() as sink:
        yield sink
