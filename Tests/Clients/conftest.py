from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager

import pytest
from brevo import Brevo
from brevo.core.api_error import ApiError
from brevo.transactional_emails.client import TransactionalEmailsClient


@pytest.fixture
def brevo(server, key) -> TransactionalEmailsClient:
    """The official client as everybody uses it, pointed to the emulator by its base URL.

    It repeats requests that end in 408, 429 or 5xx by itself. No test here may need that.
    """
    return Brevo(api_key=key, base_url=server.url, max_retries=0).transactional_emails


@pytest.fixture
def refused() -> Callable[..., AbstractContextManager]:
    """Expects a refusal, its status and its body word for word."""

    @contextmanager
    def refused(status: int, code: str, message: str, **details):
        with pytest.raises(ApiError) as caught:
            yield
        assert caught.value.status_code == status
        assert caught.value.body == {"code": code, "message": message} | details

    return refused
