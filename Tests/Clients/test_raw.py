"""Mail as it would have travelled, read back by the standard library's own reader of mail."""

import base64
import email
import email.header
import email.policy
import email.utils
import json
import urllib.parse
import urllib.request

import pytest

from server import PATIENCE

PLAIN = {
    "sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
}
# Every byte there is, and a line end and an equals sign where they hurt.
BYTES = bytes(range(256)) * 3 + b"\r\n--=_mixed--\r\n"


@pytest.fixture
def ask(server, key):
    def ask(method, path, body=None):
        request = urllib.request.Request(
            server.origin + path, json.dumps(body).encode() if body else None,
            {"api-key": key, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read()

    return ask


@pytest.fixture
def travelled(ask):
    """Sends a mail, and reads what its recipient would have received."""

    def travelled(change, to="ann@example.com"):
        sent = json.loads(ask("POST", "/v3/smtp/email", PLAIN | change))["messageId"]
        query = urllib.parse.urlencode({"messageId": sent, "to": to})
        [message] = json.loads(ask("GET", f"/_mock/messages?{query}"))["messages"]
        data = ask("GET", f"/_mock/messages/{message['id']}/raw")
        mail = email.message_from_bytes(data, policy=email.policy.default)
        mail.data = data
        check(data, mail)
        assert mail["Message-ID"] == sent
        assert email.utils.parsedate_to_datetime(mail["Date"]).isoformat(
            timespec="seconds")[:19] == message["at"][:19]
        return mail

    return travelled


def check(data, mail):
    """What RFC 5322 and MIME ask of every mail."""
    lines = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line or len(line) > 998 for line in lines)
    for part in mail.walk():
        assert part.defects == []
        for name, value in part.items():
            assert not getattr(value, "defects", ()), (name, value.defects)


def lines(text):
    """With the line ends of a mail."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


@pytest.mark.parametrize("subject", [
    "Plain", "Grüße aus Köln", "Привет, как дела?", "📦 Your parcel 👩‍👩‍👧", "中文" * 60,
    "a  b   c", "with = and ? and _ and =?utf-8?q?x?=", "ends in a blank \t x",
    "a very long subject " * 20 + "end", "x" * 500, "ü" * 300, "tab\tinside", 'quotes " and \\',
    "(brackets) <and> more,;:@",
], ids=lambda text: text[:20])
def test_a_subject_comes_through(travelled, subject):
    assert travelled({"subject": subject})["Subject"] == subject


@pytest.mark.parametrize("name", [
    "Ann", "Ann Smith", "Smith, Ann", 'Ann "the" Smith', "Ann \\ Smith", "Jürgen Groß", "O'Neil",
    "a@b.c", "Ann  Smith", "=?utf-8?q?x?=", "中文名字" * 10, "x" * 70, "Ann (home)", "Ann; Bob:",
    "Dr. Ann", ".", "📦",
], ids=lambda text: text[:20])
def test_a_name_comes_through(travelled, name):
    mail = travelled({
        "sender": {"email": "shop@example.com", "name": name},
        "to": [{"email": "ann@example.com", "name": name}, {"email": "bob@example.com"}],
        "cc": [{"email": "cem@example.com", "name": name}],
        "bcc": [{"email": "eve@example.com", "name": "Eve"}],
        "replyTo": {"email": "help@example.com", "name": name},
    })

    def addresses(field):
        # The newer reader takes the blank between two encoded words for a part of the name, against
        # RFC 2047, section 6.2; the older one does not.
        newer = [(each.display_name, each.addr_spec) for each in mail[field].addresses]
        older = [
            (str(email.header.make_header(email.header.decode_header(name))), address)
            for name, address in email.utils.getaddresses([older_mail[field]])]
        assert squeezed(newer) == squeezed(older)
        return older

    def squeezed(found):
        return [(name.replace(" ", ""), address) for name, address in found]

    older_mail = email.message_from_bytes(mail.data)
    assert addresses("From") == [(name, "shop@example.com")]
    assert addresses("To") == [(name, "ann@example.com"), ("", "bob@example.com")]
    assert addresses("Cc") == [(name, "cem@example.com")]
    assert addresses("Reply-To") == [(name, "help@example.com")]
    assert mail["Bcc"] is None and "Eve" not in str(mail)


def test_many_recipients_come_through(travelled):
    parties = [{"email": f"r{number}@example.com", "name": f"Näme, {number}"}
               for number in range(60)]
    found = travelled({"to": parties}, to="r7@example.com")["To"].addresses
    assert [(each.display_name, each.addr_spec) for each in found] == [
        (party["name"], party["email"]) for party in parties]


TEXTS = [
    "Hello", "Grüße\nund mehr", "trailing blanks   \nand tabs\t\n\n", "a=b=3D\n=\n", "x" * 5000,
    "ü" * 1000, "From here\n.\n..\n--=_alternative--\n--=_mixed\n", "📦\n" * 100, "end\n",
    "one\r\ntwo\r\n", "\n\n  leading", "a\u2028b\u00a0c\u0085d", "null \u0001 control",
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text)[:20])
def test_texts_come_through(travelled, text):
    both = travelled({"textContent": text, "htmlContent": f"<p>{text}</p>"})
    assert both.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in both.iter_parts()] == ["text/plain", "text/html"]
    assert both.get_body(["plain"]).get_content() == lines(text)
    assert both.get_body(["html"]).get_content() == lines(f"<p>{text}</p>")
    alone = travelled({"textContent": text, "htmlContent": None})
    assert alone.get_content_type() == "text/plain"
    assert alone.get_content() == lines(text)


@pytest.mark.parametrize("name", [
    "a.pdf", "a b.pdf", "Übersicht.pdf", 'a"b.pdf', "a\\b;c.pdf", "x" * 200 + ".pdf",
    "中文" * 50 + ".pdf", "100%.pdf", "a'b''c.pdf", "=?utf-8?q?x?=.pdf",
], ids=lambda name: name[:20])
@pytest.mark.parametrize("text", [None, "Hello"])
def test_files_come_through(travelled, name, text):
    mail = travelled({
        "textContent": text,
        "attachment": [
            {"name": name, "content": base64.b64encode(BYTES).decode()},
            {"name": "one.txt", "content": "eA=="},
            {"url": "https://example.com/a%20b.pdf?c=d"},
        ],
    })
    assert mail.get_content_type() == "multipart/mixed"
    files = list(mail.iter_attachments())
    assert [file.get_filename() for file in files] == [name, "one.txt"]
    assert [file.get_content() for file in files] == [BYTES, b"x"]
    assert mail.get_body(["html"]).get_content() == PLAIN["htmlContent"]
    assert (mail.get_body(["plain"]) is None) == (text is None)
    assert mail.get_all("X-Attachment-Url") == ["https://example.com/a%20b.pdf?c=d"]


def test_headers_come_through(travelled):
    unsubscribe = f"<https://example.com/{'u' * 300}>, <mailto:x@example.com>"
    mail = travelled({"headers": {
        "X-Shop": "7", "list-unsubscribe": unsubscribe, "X-Grüße": "out", "X-Text": "Grüße " * 40,
        "Subject": "out", "Content-Type": "out", "X-Empty": "-",
    }})
    assert mail["X-Shop"] == "7"
    assert mail["List-Unsubscribe"] == unsubscribe
    assert mail["X-Text"] == "Grüße " * 40
    assert mail.get_all("Subject") == [PLAIN["subject"]]
    assert mail.get_content_type() == "text/html"
    assert "out" not in str(mail)


def test_a_template_comes_through(travelled):
    mail = travelled({"subject": "Hello {{ params.name }}\nX-Evil: 1", "params": {"name": "Zoë"}})
    assert mail["Subject"] == "Hello Zoë X-Evil: 1"
    assert mail["X-Evil"] is None
