"""What any HTTP client meets, a broken one too: over plain sockets and the standard library."""

import http.client
import json
import re
import socket

import pytest

from server import PATIENCE

MAIL = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def connection(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    yield connection
    connection.close()


@pytest.fixture
def ask(connection, key):
    """One exchange over a connection that stays open: status, fields and JSON, or None."""

    def ask(method, path, body=None, fields=None):
        if isinstance(body, dict):
            body = json.dumps(body)
        all_fields = {"api-key": key} | (JSON if body is not None else {}) | (fields or {})
        connection.request(method, "/v3" + path, body, all_fields)
        answer = connection.getresponse()
        data = answer.read()
        return answer.status, answer.headers, json.loads(data) if data else None

    return ask


@pytest.fixture
def raw(server):
    """Everything that comes back for these bytes, until the server closes."""

    def raw(data: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    return raw


def request(method, path, body=b"", *, key="k", fields=()):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"api-key: {key}", *fields]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


class TestAConnection:
    def test_stays_open_for_the_next_request(self, ask, connection):
        assert ask("GET", "/smtp/templates")[0] == 200
        first = connection.sock
        assert ask("GET", "/none")[0] == 404
        assert ask("POST", "/smtp/email", "{")[0] == 400
        assert ask("POST", "/smtp/email", MAIL)[0] == 201
        assert connection.sock is first and first is not None

    def test_answers_in_the_order_of_the_requests(self, raw):
        answers = raw(
            request("GET", "/v3/smtp/templates") + request("GET", "/v3/none")
            + request("HEAD", "/v3/smtp/templates") + request("GET", "/livez"))
        assert re.findall(rb"HTTP/1.1 (\d+) ", answers) == [b"200", b"404", b"200", b"200"]

    def test_is_closed_when_that_is_asked_for(self, server):
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
            connection.sendall(request("GET", "/livez", fields=["Connection: close"]))
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert b"\r\nConnection: close\r\n" in answer


class TestABody:
    def test_may_come_in_chunks(self, ask):
        text = json.dumps(MAIL).encode()
        chunks = [text[:7], text[7:20], text[20:]]
        # Of a body without a length, the library makes chunks.
        assert ask("POST", "/smtp/email", iter(chunks))[0] == 201

    def test_is_waited_for(self, server, key):
        text = json.dumps(MAIL).encode()
        head = request("POST", "/v3/smtp/email", text, key=key).removesuffix(text)
        expecting = head.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")
        with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
            connection.sendall(expecting)
            assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
            connection.sendall(text)
            assert connection.recv(65536).startswith(b"HTTP/1.1 201 Created\r\n")

    @pytest.mark.parametrize("megabytes", [1, 4])
    def test_may_be_large(self, ask, megabytes):
        text = "<p>" + "x" * (megabytes << 20) + "</p>"
        assert ask("POST", "/smtp/email", MAIL | {"htmlContent": text})[0] == 201

    def test_that_is_cut_short_changes_nothing(self, raw, ask, key):
        whole = request("POST", "/v3/smtp/email", json.dumps(MAIL).encode(), key=key)
        raw(whole[:-1])
        assert ask("GET", "/smtp/emails?email=ann%40example.com")[2]["count"] == 0

    def test_is_refused_unread_when_it_is_announced_too_large(self, raw):
        answer = raw(
            b"POST /v3/smtp/email HTTP/1.1\r\nHost: localhost\r\napi-key: k\r\n"
            b"Content-Type: application/json\r\nContent-Length: 99999999999\r\n"
            b"Expect: 100-continue\r\n\r\n")
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 413 ")
        assert b"Connection: close" in head
        assert json.loads(body) == {
            "code": "bad_request", "message": "The body of the request is too large"}

    @pytest.mark.parametrize("body, status, code, message", [
        ("{", 400, "bad_request", "Invalid JSON"),
        ('{"to": [}', 400, "bad_request", "Invalid JSON"),
        ("{'to': 1}", 400, "bad_request", "Invalid JSON"),
        ('{"to": NaN}', 400, "bad_request", "Invalid JSON"),
        pytest.param("[" * 100_000, 400, "bad_request", "Invalid JSON", id="deep"),
        ("[]", 400, "bad_request", "Input must be a valid JSON object"),
        ("7", 400, "bad_request", "Input must be a valid JSON object"),
        ("", 400, "missing_parameter", "No input in body"),
        (b'{"subject": "\xff"}', 400, "missing_parameter", "No input in body"),
        ("{}", 400, "missing_parameter", "sender is missing"),
        ('{"sender": "shop"}', 400, "invalid_parameter", "sender is not valid"),
    ])
    def test_is_refused_with_a_reason(self, ask, body, status, code, message):
        answer = ask("POST", "/smtp/email", body)
        assert (answer[0], answer[2]) == (status, {"code": code, "message": message})

    @pytest.mark.parametrize("type", ["text/plain", "application/x-www-form-urlencoded", ""])
    def test_must_be_said_to_be_json(self, ask, type):
        answer = ask("POST", "/smtp/email", MAIL, {"Content-Type": type})
        assert (answer[0], answer[2]["code"]) == (406, "not_acceptable")


class TestTheGateway:
    def test_wants_a_key_before_anything_else(self, raw):
        for path in ["/v3/smtp/templates", "/v3/none"]:
            answer = raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head, _, body = answer.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 401 Unauthorized")
            # Byte for byte as it was observed.
            assert body == (
                b'{"message":"authentication not found in headers","code":"unauthorized"}\n')

    def test_knows_no_route_but_those_of_the_contract(self, ask):
        for method, path in [
            ("GET", "/smtpTemplates"), ("GET", "/smtp/templates/"), ("PATCH", "/smtp/templates"),
            ("GET", "/smtp/email"), ("POST", "/smtp/emails/none"),
        ]:
            status, _, body = ask(method, path)
            assert (status, body) == (
                404, {"code": "not_found", "message": "Invalid route/method passed"})

    def test_names_the_methods_of_a_path(self, ask):
        assert ask("PATCH", "/smtp/templates")[1]["Allow"] == "GET, POST"

    def test_answers_a_preflight_without_a_key(self, raw):
        answer = raw(b"OPTIONS /v3/smtp/email HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 204 No Content\r\n")
        assert b"\r\nAccess-Control-Allow-Origin: *\r\n" in answer

    def test_names_every_request(self, ask):
        names = {ask("GET", "/smtp/templates")[1]["sib-request-id"] for _ in range(3)}
        assert len(names) == 3

    def test_wants_clients_that_take_json(self, ask):
        assert ask("GET", "/smtp/templates", fields={"Accept": "text/html"})[0] == 406
        assert ask("GET", "/smtp/templates", fields={"Accept": "text/html, */*"})[0] == 200


class TestSystemPages:
    @pytest.mark.parametrize("path", ["/livez", "/readyz"])
    def test_say_ok(self, connection, path):
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"ok\n")

    def test_describe_the_service(self, connection):
        connection.request("GET", "/openapi.json")
        document = json.load(connection.getresponse())
        assert "/v3/smtp/email" in document["paths"]


class TestBrokenHTTPIsAnswered:
    @pytest.mark.parametrize("data, status", [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
         400),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n", 400),
        (b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 300 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", 431),
    ], ids=lambda value: repr(value)[:40])
    def test_and_the_connection_closed(self, raw, data, status):
        behind = request("GET", "/livez")
        answer = raw(data + behind)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(f"HTTP/1.1 {status} ".encode())
        assert b"\r\nConnection: close" in head
        assert set(json.loads(body)) == {"code", "message"}, "more than one answer, or none"

    def test_and_the_server_lives_on(self, raw):
        assert raw(request("GET", "/livez")).startswith(b"HTTP/1.1 200 OK")
