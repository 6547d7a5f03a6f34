import pytest
from sib_api_v3_sdk import ApiClient, Configuration, TransactionalEmailsApi


@pytest.fixture
def client(server, key) -> ApiClient:
    """The client that came before brevo-python, pointed to the emulator by its host."""
    configuration = Configuration()
    configuration.host = server.url
    configuration.api_key["api-key"] = key
    return ApiClient(configuration)


@pytest.fixture
def keyless(server) -> ApiClient:
    """For operations of which nothing but a missing key is refused."""
    configuration = Configuration()
    configuration.host = server.url
    return ApiClient(configuration)


@pytest.fixture
def emails(client) -> TransactionalEmailsApi:
    return TransactionalEmailsApi(client)
