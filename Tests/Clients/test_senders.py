"""The official Python client registers senders."""

import json
import re
import urllib.request

import pytest
from brevo import Brevo

from answers import strict
from server import PATIENCE

UNKNOWN = (404, "document_not_found", "Sender ID not found")


def client(server, key):
    return Brevo(api_key=key, base_url=server.url, max_retries=0).senders


@pytest.fixture
def senders(server, key):
    return client(server, key)


@pytest.fixture
def code(server, key):
    """The digits that were mailed to an address."""

    def code(address):
        request = urllib.request.Request(
            f"{server.origin}/_mock/messages?to={address}", headers={"api-key": key})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            [message] = json.load(answer)["messages"]
        return int(re.search(r"\b\d{6}\b", message["text"]).group())

    return code


class TestASender:
    def test_is_verified_by_its_code(self, senders, code, refused):
        made = strict(senders.create_sender(name="News", email="news@shop.example"))
        assert (made.id, made.spf_error, made.dkim_error) == (2, True, True)
        owner, news = strict(senders.get_senders()).senders
        assert (owner.email, owner.active) == ("owner@example.com", True)
        assert (news.name, news.email, news.active, news.ips) == (
            "News", "news@shop.example", False, [])
        right = code("news@shop.example")
        with refused(400, "invalid_parameter", "Invalid OTP code provided"):
            senders.validate_sender_by_otp(made.id, otp=100_000 if right != 100_000 else 100_001)
        assert senders.validate_sender_by_otp(made.id, otp=right) is None
        [news] = senders.get_senders(domain="shop.example").senders
        assert news.active is True

    def test_is_changed_and_deleted(self, senders, refused):
        assert senders.update_sender(1, name="Shop") is None
        assert senders.update_sender(1, email="shop@shop.example") is None
        [shop] = senders.get_senders().senders
        assert (shop.name, shop.email, shop.active) == ("Shop", "shop@shop.example", False)
        assert senders.delete_sender(1) is None
        assert senders.get_senders().senders == []
        with refused(*UNKNOWN):
            senders.delete_sender(1)

    def test_is_unknown_to_every_operation_when_it_is_not_there(self, senders, refused):
        for operation in [
            lambda: senders.update_sender(7, name="Shop"),
            lambda: senders.delete_sender(7),
            lambda: senders.get_ips_from_sender(7),
            lambda: senders.validate_sender_by_otp(7, otp=123456),
        ]:
            with refused(*UNKNOWN):
                operation()

    def test_is_refused(self, senders, refused):
        with refused(400, "invalid_parameter", "email is not valid"):
            senders.create_sender(name="News", email="news")
        with refused(400, "duplicate_parameter", "Sender already exists"):
            senders.create_sender(name="News", email="owner@example.com")
        with refused(400, "invalid_parameter", "ip is not valid"):
            senders.get_senders(ip="localhost")


class TestDedicatedIPs:
    IP = {"ip": "203.0.113.10", "domain": "mail.example.com"}

    def test_are_none_of_a_standard_account(self, senders, refused):
        assert strict(senders.get_ips()).ips == []
        assert strict(senders.get_ips_from_sender(1)).ips == []
        with refused(400, "invalid_parameter", "ip is not a dedicated IP of your account"):
            senders.create_sender(name="News", email="news@shop.example", ips=[self.IP])

    def test_are_given_to_senders(self, server, key, refused):
        senders = client(server, "reseller-" + key)
        [ip] = strict(senders.get_ips()).ips
        assert (ip.id, ip.ip, ip.domain, ip.active) == (
            1, "203.0.113.10", "mail.example.com", True)
        with refused(400, "missing_parameter", "ips is missing"):
            senders.create_sender(name="News", email="news@shop.example")
        made = senders.create_sender(name="News", email="news@shop.example", ips=[self.IP])
        [ip] = strict(senders.get_ips_from_sender(made.id)).ips
        assert (ip.id, ip.ip, ip.domain, ip.weight) == (
            1, "203.0.113.10", "mail.example.com", 100)
        [news] = strict(senders.get_senders(ip="203.0.113.10")).senders
        assert (news.id, news.ips[0].ip, news.ips[0].weight) == (made.id, "203.0.113.10", 100)
        with refused(400, "invalid_parameter", "The sum of all IP weights must equal 100"):
            senders.update_sender(made.id, ips=[self.IP | {"weight": 99}])
