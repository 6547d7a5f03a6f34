"""Asks a server over one connection that stays open."""

from __future__ import annotations

import http.client
import json

from server import PATIENCE, Server


class Client:
    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", server.port, timeout=PATIENCE)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ask(self, key: str, method: str, path: str, body: dict | None = None):
        """Status and JSON of one request; `OSError` or `HTTPException` if the server goes away."""
        fields = {"api-key": key} | ({"Content-Type": "application/json"} if body else {})
        self._connection.request(method, path, json.dumps(body) if body else None, fields)
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None


def mail(to: str, subject: str, size: int = 100, **more: object) -> dict:
    return {
        "sender": {"email": "shop@example.com"}, "to": [{"email": to}], "subject": subject,
        "htmlContent": "x" * size} | more


def rows(client: Client, key: str, to: str) -> list[dict]:
    """All mails of an account to an address."""
    found: list[dict] = []
    while True:
        status, page = client.ask(
            key, "GET", f"/v3/smtp/emails?email={to}&limit=1000&offset={len(found)}&sort=asc")
        assert status == 200, page
        found += page.get("transactionalEmails", [])
        if len(found) >= page.get("count", 0):
            return found
