"""The official Python client keeps senders."""

import re

import pytest
from brevo.senders import CreateSenderRequestIpsItem, UpdateSenderRequestIpsItem

from answers import strict

IP = dict(ip="203.0.113.3", domain="mail.example.org")
OTHER_IP = dict(ip="203.0.113.5", domain="news.example.org")


@pytest.fixture
def senders(client):
    return client.senders


@pytest.fixture
def sender(senders):
    return senders.create_sender(name="Shop", email="shop@example.com").id


class TestASender:
    def test_is_active_once_its_code_is_given(self, senders, refused, notices):
        made = strict(senders.create_sender(name="Shop", email="shop@example.com"))
        assert (made.spf_error, made.dkim_error) == (True, True)
        owner, shop = strict(senders.get_senders()).senders
        assert (owner.email, owner.active) == ("owner@example.com", True)
        assert (shop.id, shop.name, shop.email, shop.active, shop.ips) == (
            made.id, "Shop", "shop@example.com", False, [])

        code = int(re.search(r"\b\d{6}\b", notices("shop@example.com")[-1]["text"])[0])
        with refused(400, "invalid_parameter", "Invalid OTP code provided"):
            senders.validate_sender_by_otp(made.id, otp=code - 1 if code > 100000 else code + 1)
        assert senders.validate_sender_by_otp(made.id, otp=code) is None
        assert senders.get_senders(domain="example.com").senders[1].active is True

    def test_changes_in_what_is_named(self, senders, sender, refused):
        assert senders.update_sender(sender, name="Store") is None
        shop = senders.get_senders().senders[1]
        assert (shop.name, shop.email) == ("Store", "shop@example.com")
        with refused(400, "invalid_parameter", "email is not valid"):
            senders.update_sender(sender, email="shop")

    def test_is_deleted_once(self, senders, sender, refused):
        assert senders.delete_sender(sender) is None
        assert [each.id for each in senders.get_senders().senders] == [1]
        with refused(404, "document_not_found", "Sender ID not found"):
            senders.delete_sender(sender)

    def test_is_unknown_to_every_operation_when_it_is_not_there(self, senders, refused):
        for operation in [
            lambda: senders.update_sender(7, name="Store"),
            lambda: senders.delete_sender(7),
            lambda: senders.get_ips_from_sender(7),
            lambda: senders.validate_sender_by_otp(7, otp=123456),
        ]:
            with refused(404, "document_not_found", "Sender ID not found"):
                operation()

    @pytest.mark.parametrize("changes, code, message", [
        (dict(name=""), "missing_parameter", "name is missing"),
        (dict(email="shop"), "invalid_parameter", "email is not valid"),
        (dict(email="owner@example.com"), "duplicate_parameter", None),
    ])
    def test_is_refused_for_the_first_thing_wrong_with_it(
            self, senders, refused, changes, code, message):
        with refused(400, code, message):
            senders.create_sender(**dict(name="Shop", email="shop@example.com") | changes)
        assert len(senders.get_senders().senders) == 1, "a refused sender was stored"

    def test_is_not_sought_by_half_an_ip(self, senders, refused):
        with refused(400, "invalid_parameter", "ip is not valid"):
            senders.get_senders(ip="203.0.113")


class TestDedicatedIps:
    @pytest.fixture
    def server(self, furnished):
        return furnished

    def test_are_those_of_the_account(self, senders, keyless, refused):
        ips = strict(senders.get_ips()).ips
        assert [(ip.id, ip.ip, ip.domain, ip.active) for ip in ips] == [
            (3, "203.0.113.3", "mail.example.org", True),
            (5, "203.0.113.5", "news.example.org", True)]
        with refused(401, "unauthorized", "authentication not found in headers"):
            keyless.senders.get_ips()

    def test_are_shared_by_weight(self, senders):
        made = strict(senders.create_sender(
            name="Shop", email="shop@example.org", ips=[CreateSenderRequestIpsItem(**IP)]))
        # Its domain is one of the account's.
        assert (made.spf_error, made.dkim_error) == (False, False)
        [shop] = strict(senders.get_senders(ip="203.0.113.3")).senders
        assert (shop.email, shop.active) == ("shop@example.org", True)

        assert senders.update_sender(made.id, ips=[
            UpdateSenderRequestIpsItem(**IP, weight=40),
            UpdateSenderRequestIpsItem(**OTHER_IP, weight=60)]) is None
        ips = strict(senders.get_ips_from_sender(made.id)).ips
        assert [(ip.id, ip.ip, ip.weight) for ip in ips] == [
            (3, "203.0.113.3", 40), (5, "203.0.113.5", 60)]

    @pytest.mark.parametrize("ips, message", [
        ([IP | dict(weight=40), OTHER_IP | dict(weight=40)],
         "The sum of all IP weights must equal 100"),
        ([dict(ip="203.0.113.9", domain="mail.example.org")], None),
        ([IP | dict(domain="news.example.org")], None),
    ])
    def test_must_be_there_and_weigh_100(self, senders, refused, ips, message):
        with refused(400, "invalid_parameter", message):
            senders.create_sender(
                name="Shop", email="shop@example.org",
                ips=[CreateSenderRequestIpsItem(**ip) for ip in ips])
