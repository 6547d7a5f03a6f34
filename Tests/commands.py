"""What the tests of commands share."""

import json
import urllib.error
import urllib.request

from server import PATIENCE

ORDER = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "bob@example.com"}],
    "subject": "Your order", "textContent": "It is on its way.",
}
MAIL = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
}


def ask(server, path, body=None, key="k"):
    """Status and JSON of one request."""
    data = None if body is None else json.dumps(body).encode()
    fields = {"api-key": key} | ({"Content-Type": "application/json"} if data else {})
    request = urllib.request.Request(server.url + path, data, fields)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)


def refusal(answer, code=1):
    """The sentence with which a command has failed."""
    assert (answer.returncode, answer.stdout) == (code, "")
    return answer.stderr.splitlines()[0].removeprefix("brevo-mock: ").removeprefix("Error: ")


def good(answer):
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout
