"""The older official Python client sends SMS."""

import pytest
from sib_api_v3_sdk import SendTransacSms, TransactionalSMSApi


def sms(**changes):
    return SendTransacSms(**dict(
        sender="Shop", recipient="33612345601", content="Your code is 123456") | changes)


@pytest.fixture
def server(furnished):
    return furnished


@pytest.fixture
def api(client):
    return TransactionalSMSApi(client)


class TestAnSms:
    def test_costs_a_credit_for_each_part(self, api, refused):
        # Unicode: 70 characters are one SMS, 71 are two.
        two = sms(content="✉" * 71, unicode_enabled=True, tag="order")
        sent = api.send_transac_sms(two)
        assert (sent.sms_count, sent.used_credits, sent.remaining_credits) == (2, 2, 1)
        assert len(str(sent.message_id)) == 16 and sent.reference
        with refused(
                402, "not_enough_credits",
                "You don't have enough credit to send your SMS. Please update your plan"):
            api.send_transac_sms(two)

    def test_is_refused_for_the_first_thing_wrong_with_it(self, api, refused):
        with refused(400, "invalid_parameter", "Invalid phone number"):
            api.send_transac_sms(sms(recipient="Ann"))
        with refused(400, "invalid_parameter", "Only alphanumeric characters are allowed"):
            api.send_transac_sms(sms(sender="My Shop"))
