"""The older official Python client manages the children of a reseller. Its successor cannot."""

import pytest
from sib_api_v3_sdk import AddChildDomain, ManageIp, ResellerApi, UpdateChildDomain

DOMAIN = AddChildDomain(domain="shop.example.org")
RENAMED = UpdateChildDomain(domain="store.example.org")
IP = ManageIp(ip="203.0.113.10")


@pytest.fixture
def reseller(client):
    return ResellerApi(client)


def about_domains(reseller, child):
    return [
        lambda: reseller.create_child_domain(child, DOMAIN),
        lambda: reseller.update_child_domain(child, "shop.example.org", RENAMED),
        lambda: reseller.delete_child_domain(child, "shop.example.org"),
    ]


def about_ips(reseller, child):
    return [
        lambda: reseller.associate_ip_to_child(child, IP),
        lambda: reseller.dissociate_ip_from_child(child, IP),
    ]


class TestAReseller:
    @pytest.fixture
    def key(self, key):
        return "reseller-" + key

    def test_keeps_the_domains_of_a_child(self, reseller, refused):
        assert reseller.create_child_domain("1", DOMAIN) is None
        with refused(400, "duplicate_parameter", "Domain already exists in your account"):
            reseller.create_child_domain("1", DOMAIN)
        with refused(400, "invalid_parameter", "domain is not valid"):
            reseller.create_child_domain("1", AddChildDomain(domain="https://example.org/"))
        assert reseller.update_child_domain("1", "shop.example.org", RENAMED) is None
        with refused(404, "document_not_found", "Domain does not exist"):
            reseller.update_child_domain("1", "shop.example.org", RENAMED)
        assert reseller.delete_child_domain("1", "store.example.org") is None
        with refused(404, "document_not_found", "Domain does not exist"):
            reseller.delete_child_domain("1", "store.example.org")

    def test_lends_an_ip_to_a_child(self, reseller, refused):
        assert reseller.associate_ip_to_child("1", IP) is None
        with refused(400, "duplicate_parameter"):
            reseller.associate_ip_to_child("1", IP)
        assert reseller.dissociate_ip_from_child("1", IP) is None
        for operation in [
            lambda: reseller.dissociate_ip_from_child("1", IP),
            lambda: reseller.associate_ip_to_child("1", ManageIp(ip="203.0.113.11")),
        ]:
            with refused(400, "invalid_parameter"):
                operation()

    def test_has_no_other_children(self, reseller, refused):
        for child in ["2", "xkeysib-unknown"]:
            for operation in about_domains(reseller, child) + about_ips(reseller, child):
                with refused(404, "document_not_found", "Child auth key or child id not found"):
                    operation()


class TestAnOrdinaryAccount:
    def test_has_no_children(self, reseller, refused):
        for operation in about_domains(reseller, "1"):
            with refused(403, "reseller_permission_denied", "Current account is not a reseller"):
                operation()
        for operation in about_ips(reseller, "1"):
            with refused(404, "document_not_found", "Child auth key or child id not found"):
                operation()
