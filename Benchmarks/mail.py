"""The mails that the benchmarks send."""

from __future__ import annotations

from client import Client, request

TEXT = "<p>" + "Thank you for your order. " * 33 + "</p>"
VERSIONS = 1000


def mail(address: str = "ann@example.com") -> dict:
    """A mail of one kilobyte."""
    return {
        "sender": {"email": "shop@example.com", "name": "Shop"},
        "to": [{"email": address, "name": "Ann"}],
        "subject": "Your order", "htmlContent": TEXT,
    }


def fill(client: Client, messages: int) -> None:
    """Sends so many mails of one kilobyte, a thousand by each request; every tenth goes to r0."""
    several = {**mail(), "messageVersions": [
        {"to": [{"email": f"r{number % 10 and number}@example.com"}]}
        for number in range(VERSIONS)]}
    del several["to"]
    client.repeat(request("POST", "/v3/smtp/email", several), messages // VERSIONS, pipelined=2)


def newest(client: Client, address: str) -> str:
    """The UUID of the last mail to an address."""
    rows = client.ask("GET", f"/v3/smtp/emails?email={address}&limit=1").json
    return rows["transactionalEmails"][0]["uuid"]
