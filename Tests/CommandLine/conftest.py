import json
import urllib.error
import urllib.request

import pytest

from server import PATIENCE, run


@pytest.fixture
def ask(server, key):
    """A command about the test's own account."""
    def ask(*arguments, **options):
        place = ["--url", server.origin, "--key", key]
        return run(*arguments, *place, **options)
    return ask


@pytest.fixture
def send(server, key):
    """Sends a mail, and answers its status."""
    def send(mail, path="/smtp/email"):
        fields = {"api-key": key, "Content-Type": "application/json"}
        request = urllib.request.Request(server.url + path, json.dumps(mail).encode(), fields)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
    return send
