"""The official Python client sends SMS."""

import re

import pytest

from answers import strict

SMS = dict(sender="Shop", recipient="+33612345601", content="Your code is 123456")
# One character more than fits into one SMS.
LONG = "Order " + "7" * 155


@pytest.fixture
def server(furnished):
    return furnished


@pytest.fixture
def sms(client):
    return client.transactional_sms


class TestAnSms:
    def test_costs_a_credit_for_each_part(self, sms, refused):
        sent = strict(sms.send_transac_sms(**SMS | dict(content=LONG), tag=["order", "shop"]))
        assert (sent.sms_count, sent.used_credits, sent.remaining_credits) == (2, 2, 1)
        assert re.fullmatch(r"\d{16}", str(sent.message_id))
        assert re.fullmatch(r"[a-z0-9]+", sent.reference)
        with refused(
                402, "not_enough_credits",
                "You don't have enough credit to send your SMS. Please update your plan"):
            sms.send_transac_sms(**SMS | dict(content=LONG))
        assert sms.send_transac_sms(**SMS, tag="code").remaining_credits == 0

    @pytest.mark.parametrize("changes, code, message", [
        (dict(sender="My Shop"), "invalid_parameter", "Only alphanumeric characters are allowed"),
        (dict(recipient="Ann"), "invalid_parameter", "Invalid phone number"),
        (dict(content=""), "missing_parameter", "content is missing"),
        (dict(type="urgent"), "invalid_parameter", "type is not valid"),
    ])
    def test_is_refused_for_the_first_thing_wrong_with_it(
            self, sms, refused, changes, code, message):
        with refused(400, code, message):
            sms.send_transac_sms(**SMS | changes)
        assert sms.send_transac_sms(**SMS).remaining_credits == 2, "a refused SMS was charged"
