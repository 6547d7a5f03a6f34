import pytest
from brevo import Brevo
from brevo.transactional_emails.client import TransactionalEmailsClient


@pytest.fixture
def client(server, key) -> Brevo:
    """The official client as everybody uses it, pointed to the emulator by its base URL.

    It repeats requests that end in 408, 429 or 5xx by itself. No test here may need that.
    """
    return Brevo(api_key=key, base_url=server.url, max_retries=0)


@pytest.fixture
def keyless(server) -> Brevo:
    """For operations of which nothing but a missing key is refused."""
    return Brevo(api_key="", base_url=server.url, max_retries=0)


@pytest.fixture
def brevo(client) -> TransactionalEmailsClient:
    return client.transactional_emails
