"""Calls that the built program makes, received by a real server."""

import datetime
import json
import os
import socket
import time
import urllib.error
import urllib.request

import pytest

from server import PATIENCE, Server, run

MAIL = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
}


class Account:
    """One account of a server."""

    def __init__(self, server, key):
        self.server, self.key = server, key

    def ask(self, method, path, body=None):
        """Status and JSON of one request; JSON is None where there is none."""
        request = urllib.request.Request(
            self.server.origin + path, None if body is None else json.dumps(body).encode(),
            {"api-key": self.key, "Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, json.load(answer)

    def send(self, **changes):
        status, answer = self.ask("POST", "/v3/smtp/email", MAIL | changes)
        assert status in (201, 202), answer
        return answer

    def freeze(self):
        self.ask("PUT", "/_mock/clock", {"now": "2026-03-15T12:00:00Z", "frozen": True})

    def advance(self, seconds):
        assert self.ask("PUT", "/_mock/clock", {"advanceSeconds": seconds})[0] == 200

    def set_webhooks(self, *webhooks):
        status, answer = self.ask("PUT", "/_mock/webhooks", {"webhooks": list(webhooks)})
        assert status == 200, answer

    def callbacks(self, query=""):
        return self.ask("GET", f"/_mock/callbacks?{query}")[1]["callbacks"]

    def wait_until(self, holds):
        """The journal, once it is as it should be: attempts are written down after they are made."""
        deadline = time.monotonic() + PATIENCE
        while not holds(callbacks := self.callbacks()):
            assert time.monotonic() < deadline, callbacks
            time.sleep(0.01)
        return callbacks


def states(*expected):
    return lambda callbacks: [callback["state"] for callback in callbacks] == list(expected)


def attempts(*expected):
    return lambda callbacks: [len(callback["attempts"]) for callback in callbacks] == list(expected)


@pytest.fixture
def account(server, key):
    return Account(server, key)


class TestWebhooks:
    def test_are_told_in_order(self, account, sink):
        account.set_webhooks({"url": sink.url()})
        for number in range(20):
            account.send(subject=f"{number}", to=[{"email": "clicked@magic.test"}])
        calls = [sink.next() for _ in range(80)]
        assert [call.body["subject"] for call in calls] == [f"{n // 4}" for n in range(80)]
        assert [call.body["event"] for call in calls[:4]] == [
            "request", "delivered", "unique_opened", "click"]

    def test_get_what_the_contract_says(self, account, sink):
        account.freeze()
        account.set_webhooks({"id": 12, "url": sink.url("/hook?a=b")})
        answer = account.send(
            tags=["tag1", "tag2"], headers={"X-Mailin-custom": '{"meta": "data"}'})
        call = sink.next()
        assert call.path == "/hook?a=b"
        assert call.fields["Host"] == f"127.0.0.1:{sink.port}"
        assert call.fields["Content-Type"] == "application/json"
        mirror = call.body.pop("mirror_link")
        assert call.body == {
            "event": "request", "email": "ann@example.com", "id": 12,
            "message-id": answer["messageId"], "subject": "Your order",
            "date": "2026-03-15 12:00:00", "ts": 1773576000, "ts_event": 1773576000,
            "ts_epoch": 1773576000000, "X-Mailin-custom": '{"meta": "data"}',
            "tag": '["tag1","tag2"]', "tags": ["tag1", "tag2"], "sending_ip": "127.0.0.1",
        }
        with urllib.request.urlopen(mirror, timeout=PATIENCE) as page:
            assert page.read() == b"<p>Thank you</p>"

    @pytest.mark.parametrize("auth, authorization", [
        ({"type": "bearer", "token": "secret"}, "Bearer secret"),
        ({"type": "basic", "username": "Aladdin", "password": "open sesame"},
         "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
    ])
    def test_get_what_they_know_the_caller_by(self, account, sink, auth, authorization):
        account.set_webhooks({
            "url": sink.url(), "events": ["sent"], "auth": auth,
            "headers": [{"key": "cf-secret", "value": "hidden"}]})
        account.send()
        call = sink.next()
        assert call.fields["Authorization"] == authorization
        assert call.fields["cf-secret"] == "hidden"
        journal = json.dumps(account.wait_until(states("delivered")))
        for secret in ["secret", "sesame", "hidden", authorization.split()[1]]:
            assert secret not in journal

    def test_get_an_array_if_they_want_one(self, account, sink):
        account.set_webhooks({"url": sink.url(), "batched": True})
        account.send(to=[{"email": "ann@example.com"}, {"email": "opened@magic.test"}])
        assert [event["event"] for event in sink.next().body] == [
            "request", "delivered", "request", "delivered", "unique_opened"]

    def test_are_named_on_the_command_line(self, sink):
        for flags, settings in [
            (["--webhook", sink.url("/one"), "--webhook", sink.url("/two")], {}),
            ([], {"BREVO_MOCK_WEBHOOK": f"{sink.url('/one')} {sink.url('/two')}"}),
        ]:
            with Server(*flags, settings=settings) as server:
                Account(server, "k").send()
                calls = [sink.next() for _ in range(4)]
                assert sorted(call.path for call in calls) == ["/one"] * 2 + ["/two"] * 2

    def test_of_the_command_line_are_checked(self):
        for flag, word in [
            ("--webhook=https://127.0.0.1/", "https"), ("--webhook=nowhere", "nowhere"),
            ("--allow-callbacks-to=http://a.example/", "http://a.example/"),
        ]:
            answer = run("serve", flag)
            assert answer.returncode == 2
            assert word in answer.stderr

    def test_are_told_of_mail_that_leaves_while_nobody_asks(self, account, sink):
        account.set_webhooks({"url": sink.url()})
        now = datetime.datetime.fromisoformat(account.ask("GET", "/_mock/clock")[1]["now"])
        leaves = now + datetime.timedelta(seconds=0.5)
        account.send(scheduledAt=leaves.isoformat(timespec="milliseconds"))
        assert sink.told(2) == ["request", "delivered"]


class TestRetries:
    def test_come_when_the_clock_is_moved(self, account, sink):
        account.freeze()
        account.set_webhooks({"url": sink.url(), "events": ["sent"]})
        for status in [500, 404]:
            sink.statuses.put(status)
        account.send()
        first = sink.next()
        [callback] = account.wait_until(attempts(1))
        assert callback["state"] == "pending"
        assert callback["nextAttemptAt"] == "2026-03-15T12:00:10.000Z"
        account.advance(10)
        assert sink.next().body == first.body
        account.wait_until(attempts(2))
        account.advance(60)
        assert sink.next().body == first.body
        [callback] = account.wait_until(states("delivered"))
        assert [attempt["status"] for attempt in callback["attempts"]] == [500, 404, 200]
        assert sink.calls.empty()

    def test_end(self, account, sink):
        account.freeze()
        account.set_webhooks({"url": sink.url(), "events": ["sent"]})
        for _ in range(5):
            sink.statuses.put(503)
        account.send()
        for number, pause in enumerate([10, 60, 600, 3600, 86400], 1):
            sink.next()
            account.wait_until(attempts(number))
            account.advance(pause)
        assert states("failed")(account.callbacks())
        assert sink.calls.empty()

    def test_come_at_once_when_they_are_asked_for(self, account, sink):
        account.freeze()
        account.set_webhooks({"url": sink.url(), "events": ["sent"]})
        account.send()
        first = sink.next()
        [callback] = account.wait_until(states("delivered"))
        path = f"/_mock/callbacks/{callback['id']}"
        assert account.ask("POST", f"{path}/redeliver")[0] == 202
        assert sink.next().body == first.body
        account.wait_until(attempts(2))
        assert account.ask("GET", path)[1]["state"] == "delivered"


class TestTargets:
    @pytest.mark.parametrize("host", ["192.0.2.1", "[2001:db8::1]", "0.0.0.0"])
    def test_beyond_private_networks_are_refused(self, account, sink, host):
        account.set_webhooks({"url": sink.url(host=host), "events": ["sent"]})
        account.send()
        [callback] = account.wait_until(states("refused"))
        [attempt] = callback["attempts"]
        assert f"--allow-callbacks-to {host.strip('[]')}" in attempt["error"]
        account.advance(86400)
        assert len(account.callbacks()[0]["attempts"]) == 1
        assert sink.calls.empty()

    # On Linux 0.0.0.0 leads to this machine, and so out of nothing.
    @pytest.mark.parametrize("flags, settings", [
        (["--allow-callbacks-to", "a.example", "--allow-callbacks-to", "0.0.0.0"], {}),
        ([], {"BREVO_MOCK_ALLOW_CALLBACKS_TO": "a.example,0.0.0.0"}),
    ])
    def test_may_be_allowed(self, sink, flags, settings):
        with Server(*flags, settings=settings) as server:
            account = Account(server, "k")
            account.set_webhooks({"url": sink.url(host="0.0.0.0")})
            account.send()
            assert sink.told(2) == ["request", "delivered"]

    def test_of_https_are_refused(self, account):
        account.set_webhooks({"url": "https://127.0.0.1/hook", "events": ["sent"]})
        account.send()
        [callback] = account.wait_until(states("refused"))
        assert "https is not supported" in callback["attempts"][0]["error"]

    def test_are_called_and_nobody_else(self, account):
        """Whatever else is a URL in a request is stored, and no more."""
        with socket.create_server(("127.0.0.1", 0)) as listener:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}/file.pdf"
            account.send(attachment=[{"url": url}])
            sender = {"email": "owner@example.com"}
            for content in [
                {"htmlUrl": url}, {"htmlContent": f'<img src="{url}">', "attachmentUrl": url}]:
                status, answer = account.ask("POST", "/v3/smtp/templates", {
                    "templateName": "T", "subject": "S", "sender": sender, "isActive": True,
                } | content)
                assert status == 201, answer
                account.send(templateId=answer["id"])
                test = f"/v3/smtp/templates/{answer['id']}/sendTest"
                assert account.ask("POST", test, {"emailTo": ["owner@example.com"]})[0] == 204
            messages = account.ask("GET", "/_mock/messages")[1]["messages"]
            assert len(messages) == 5
            assert account.callbacks() == []
            listener.setblocking(False)
            with pytest.raises(BlockingIOError):
                listener.accept()

    def test_cost_nothing_while_there_are_none(self):
        with Server() as server:
            account = Account(server, "k")
            account.send()
            threads = f"/proc/{server.process.pid}/task"
            before = len(os.listdir(threads))
            account.set_webhooks({"url": "http://127.0.0.1:9/", "events": ["sent"]})
            account.send()
            account.wait_until(attempts(1))
            assert len(os.listdir(threads)) == before + 1


class TestTheEnd:
    def test_of_the_process_does_not_lose_a_call(self, sink, tmp_path):
        with Server("--data", tmp_path / "data") as server:
            account = Account(server, "k")
            account.set_webhooks({"url": sink.url(), "events": ["sent"]})
            sink.statuses.put(None)
            account.send()
            first = sink.next()
            server.kill()
            server.start()
            assert sink.next().body == first.body, "made again, although nobody asked"
            Account(server, "k").wait_until(states("delivered"))

    def test_comes_whoever_is_called(self, sink):
        with Server() as server:
            account = Account(server, "k")
            account.set_webhooks({"url": sink.url()})
            sink.statuses.put(None)
            account.send()
            sink.next()
            start = time.monotonic()
            assert server.end() == 0
            assert time.monotonic() - start < 2
