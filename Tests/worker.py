"""A client that knows what its accounts must hold: what it was told is done.

Of the one request that was under way when the server ended, either all has happened or nothing.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime
import random
from collections import Counter

from client import Client, mail, rows

SHARED = ["shared-0", "shared-1", "shared-2"]


@dataclasses.dataclass
class Holding:
    """What an account holds, as far as its client can tell."""

    mails: set[str] = dataclasses.field(default_factory=set)
    templates: dict[str, str] = dataclasses.field(default_factory=dict)
    scheduled: set[str] = dataclasses.field(default_factory=set)
    credits: int = 10_000_000


@dataclasses.dataclass
class Account:
    now: Holding = dataclasses.field(default_factory=Holding)
    snapshots: dict[str, Holding] = dataclasses.field(default_factory=dict)


class Worker:
    """A client. What it does comes from its seed alone."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.random = random.Random(f"{seed} {number}")
        self.key = f"own-{number}"
        self.address = f"client-{number}@example.com"
        self.account = Account()
        # What the account holds if the request has happened that was under way.
        self.otherwise: Account | None = None
        # The ids of mails in accounts that others use too, by account and subject.
        self.sent: dict[tuple[str, str], str] = {}
        self.unanswered: tuple[str, dict] | None = None
        self.count = 0
        self.template_ids: dict[str, int] = {}
        self.subjects: dict[str, str] = {}

    def act(self, client: Client) -> None:
        self.count += 1
        acts = {
            self.send_shared: 40, self.send_to_new_account: 6, self.send: 14,
            self.create_template: 8, self.update_template: 7, self.delete_template: 4,
            self.schedule: 6, self.cancel: 4, self.save: 4, self.restore: 2, self.delete_snapshot: 1,
            self.reset: 1, self.delete_account: 1,
        }
        self.random.choices(list(acts), list(acts.values()))[0](client)

    @property
    def token(self) -> str:
        return f"{self.number}-{self.count}"

    # In accounts that several have.

    def send_shared(self, client: Client) -> None:
        self.send_elsewhere(client, self.random.choice(SHARED))

    def send_to_new_account(self, client: Client) -> None:
        self.send_elsewhere(client, f"new-{self.token}")

    def send_elsewhere(self, client: Client, key: str) -> None:
        body = mail(
            self.address, self.token, self.random.randrange(1, 20_000),
            headers={"Idempotency-Key": self.token})
        self.unanswered = (key, body)
        status, answer = client.ask(key, "POST", "/v3/smtp/email", body)
        assert status == 201, answer
        self.sent[key, self.token] = answer["messageId"]
        self.unanswered = None

    # In its own.

    def change(self, client: Client, expected: int, method: str, path: str, after: Account,
               body: dict | None = None):
        self.otherwise = after
        status, answer = client.ask(self.key, method, path, body)
        assert status == expected, (method, path, status, answer)
        self.account, self.otherwise = after, None
        return answer

    def later(self) -> Account:
        return copy.deepcopy(self.account)

    def send(self, client: Client) -> None:
        after = self.later()
        after.now.mails.add(self.token)
        after.now.credits -= 1
        self.change(
            client, 201, "POST", "/v3/smtp/email", after,
            mail(self.address, self.token, self.random.randrange(1, 5000)))

    def create_template(self, client: Client) -> None:
        after, name = self.later(), self.token
        after.now.templates[name] = "first"
        answer = self.change(client, 201, "POST", "/v3/smtp/templates", after, {
            "templateName": name, "subject": "first", "htmlContent": "<p>Dear customer</p>",
            "sender": {"email": "owner@example.com"}})
        self.template_ids[name] = answer["id"]

    def known_template(self) -> str | None:
        known = sorted(name for name in self.account.now.templates if name in self.template_ids)
        return self.random.choice(known) if known else None

    def update_template(self, client: Client) -> None:
        if name := self.known_template():
            after = self.later()
            after.now.templates[name] = self.token
            path = f"/v3/smtp/templates/{self.template_ids[name]}"
            self.change(client, 204, "PUT", path, after, {"subject": self.token})

    def delete_template(self, client: Client) -> None:
        if name := self.known_template():
            after = self.later()
            del after.now.templates[name]
            path = f"/v3/smtp/templates/{self.template_ids[name]}"
            self.change(client, 204, "DELETE", path, after)

    def schedule(self, client: Client) -> None:
        when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(
            hours=self.random.randrange(2, 70))
        after = self.later()
        after.now.credits -= 1
        answer = self.change(
            client, 202, "POST", "/v3/smtp/email", after,
            mail("later@example.com", self.token, scheduledAt=when.isoformat(timespec="seconds")))
        self.account.now.scheduled.add(answer["messageId"])

    def cancel(self, client: Client) -> None:
        if self.account.now.scheduled:
            after, name = self.later(), self.random.choice(sorted(self.account.now.scheduled))
            after.now.scheduled.remove(name)
            after.now.credits += 1
            self.change(client, 204, "DELETE", f"/v3/smtp/email/{name}", after)

    def save(self, client: Client) -> None:
        after, name = self.later(), self.random.choice("ab")
        after.snapshots[name] = copy.deepcopy(self.account.now)
        self.change(client, 200, "PUT", f"/_mock/snapshots/{name}", after)

    def restore(self, client: Client) -> None:
        if self.account.snapshots:
            after, name = self.later(), self.random.choice(sorted(self.account.snapshots))
            after.now = copy.deepcopy(after.snapshots[name])
            self.change(client, 204, "POST", f"/_mock/snapshots/{name}/restore", after)

    def delete_snapshot(self, client: Client) -> None:
        if self.account.snapshots:
            after, name = self.later(), self.random.choice(sorted(self.account.snapshots))
            del after.snapshots[name]
            self.change(client, 204, "DELETE", f"/_mock/snapshots/{name}", after)

    def reset(self, client: Client) -> None:
        self.be_there(client)
        after = self.later()
        after.now = Holding()
        self.change(client, 204, "POST", f"/_mock/accounts/{self.key}/reset", after)

    def be_there(self, client: Client) -> None:
        """Makes the account, if it was just deleted: only one that is there can be reset."""
        client.ask(self.key, "GET", "/_mock/credits")

    def delete_account(self, client: Client) -> None:
        self.be_there(client)
        self.change(client, 204, "DELETE", f"/_mock/accounts/{self.key}", Account())

    # After the kill.

    def check(self, client: Client) -> None:
        self.check_shared(client)
        real = self.real(client)
        possible = [self.account] if self.otherwise is None else [self.account, self.otherwise]
        assert any(self.matches(client, real, account) for account in possible), (
            self.key, real, possible)
        self.otherwise = None

    def check_shared(self, client: Client) -> None:
        if self.unanswered:
            key, body = self.unanswered
            status, answer = client.ask(key, "POST", "/v3/smtp/email", body)
            assert status == 201 or answer["code"] == "duplicate_request", answer
            self.unanswered = None
            self.subjects[body["subject"]] = key
        for key in {key for key, _ in self.sent} | set(self.subjects.values()):
            real = rows(client, key, self.address)
            often = [name for name, count in Counter(
                row["subject"] for row in real).items() if count > 1]
            assert not often, f"{key} has more than once: {often}"
            ids = {row["subject"]: row["messageId"] for row in real}
            told = {name: id for (account, name), id in self.sent.items() if account == key}
            retried = {name for name, account in self.subjects.items() if account == key}
            assert ids.keys() == told.keys() | retried, key
            assert all(ids[name] == id for name, id in told.items()), key

    def real(self, client: Client) -> Account:
        """What the account holds, by all lists that there are."""
        found = rows(client, self.key, self.address)
        holding = Holding(mails={row["subject"] for row in found})
        assert len(found) == len(holding.mails), f"{self.key} has a mail twice"
        for row in found[-2:]:
            status, content = client.ask(self.key, "GET", f"/v3/smtp/emails/{row['uuid']}")
            assert status == 200, content
            assert [event["name"] for event in content["events"]] == ["sent", "delivered"]
        templates = client.ask(self.key, "GET", "/v3/smtp/templates?limit=1000")[1]["templates"]
        holding.templates = {template["name"]: template["subject"] for template in templates}
        self.template_ids |= {template["name"]: template["id"] for template in templates}
        holding.credits = client.ask(self.key, "GET", "/_mock/credits")[1]["email"]
        snapshots = client.ask(self.key, "GET", "/_mock/snapshots")[1]["snapshots"]
        names = [snapshot["name"] for snapshot in snapshots]
        assert len(names) == len(set(names)), names
        return Account(holding, dict.fromkeys(names, holding))

    def matches(self, client: Client, real: Account, expected: Account) -> bool:
        now = expected.now
        if real.snapshots.keys() != expected.snapshots.keys() or (
                real.now.mails, real.now.templates, real.now.credits) != (
                now.mails, now.templates, now.credits):
            return False
        if any(client.ask(self.key, "GET", f"/v3/smtp/emailStatus/{name}")[0] != 200
               for name in now.scheduled):
            return False
        self.account = expected
        return True
