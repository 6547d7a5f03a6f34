"""The older official Python client keeps senders. It has no operation to give a code."""

import pytest
from sib_api_v3_sdk import CreateSender, CreateSenderIps, SendersApi, UpdateSender


@pytest.fixture
def senders(client):
    return SendersApi(client)


@pytest.fixture
def sender(senders):
    return senders.create_sender(sender=CreateSender(name="Shop", email="shop@example.com")).id


class TestASender:
    def test_waits_for_its_code(self, senders):
        made = senders.create_sender(sender=CreateSender(name="Shop", email="shop@example.com"))
        assert (made.spf_error, made.dkim_error) == (True, True)
        owner, shop = senders.get_senders().senders
        assert (owner.email, owner.active) == ("owner@example.com", True)
        assert (shop.id, shop.name, shop.email, shop.active, shop.ips) == (
            made.id, "Shop", "shop@example.com", False, [])

    def test_changes_and_goes(self, senders, sender):
        assert senders.update_sender(sender, sender=UpdateSender(name="Store")) is None
        assert senders.get_senders(domain="example.com").senders[1].name == "Store"
        assert senders.delete_sender(sender) is None
        assert [each.id for each in senders.get_senders().senders] == [1]

    def test_is_unknown_to_every_operation_when_it_is_not_there(self, senders, refused):
        for operation in [
            lambda: senders.update_sender(7, sender=UpdateSender(name="Store")),
            lambda: senders.delete_sender(7),
            lambda: senders.get_ips_from_sender(7),
        ]:
            with refused(404, "document_not_found", "Sender ID not found"):
                operation()

    def test_is_refused_for_what_is_wrong_with_it(self, senders, refused):
        with refused(400, "missing_parameter", "No input in body"):
            senders.create_sender()
        with refused(400, "invalid_parameter", "email is not valid"):
            senders.create_sender(sender=CreateSender(name="Shop", email="shop"))
        with refused(400, "invalid_parameter", "ip is not valid"):
            senders.get_senders(ip="203.0.113")


class TestDedicatedIps:
    @pytest.fixture
    def server(self, furnished):
        return furnished

    def test_are_those_of_the_account(self, senders, keyless, refused):
        assert [(ip.id, ip.ip, ip.domain, ip.active) for ip in senders.get_ips().ips] == [
            (3, "203.0.113.3", "mail.example.org", True),
            (5, "203.0.113.5", "news.example.org", True)]
        with refused(401, "unauthorized", "authentication not found in headers"):
            SendersApi(keyless).get_ips()

    def test_are_bound_to_a_sender(self, senders):
        made = senders.create_sender(sender=CreateSender(
            name="Shop", email="shop@example.org",
            ips=[CreateSenderIps(ip="203.0.113.3", domain="mail.example.org")]))
        [ip] = senders.get_ips_from_sender(made.id).ips
        assert (ip.id, ip.ip, ip.domain, ip.weight) == (
            3, "203.0.113.3", "mail.example.org", 100)
        [shop] = senders.get_senders(ip="203.0.113.3").senders
        assert (shop.active, shop.ips[0].weight) == (True, 100)
