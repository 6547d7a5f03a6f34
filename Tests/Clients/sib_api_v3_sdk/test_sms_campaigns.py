"""The older official Python client runs SMS campaigns."""

import pytest
from sib_api_v3_sdk import (
    CreateSmsCampaign, CreateSmsCampaignRecipients, RequestSmsRecipientExport, SendReport,
    SendReportEmail, SendTestSms, SMSCampaignsApi, UpdateCampaignStatus, UpdateSmsCampaign)

# Ann and Bob: of the four in list 2, Cleo is in list 3, and Dan is blacklisted.
RECIPIENTS = CreateSmsCampaignRecipients(list_ids=[2], exclusion_list_ids=[3])
EXPORT = RequestSmsRecipientExport(recipients_type="all")
REPORT = SendReport(
    language="en", email=SendReportEmail(to=["boss@example.com"], body="See what we did"))
SUSPENDED = UpdateCampaignStatus(status="suspended")


def properties(**changes):
    return CreateSmsCampaign(**dict(
        name="Spring", sender="Shop", content="Ten percent off", recipients=RECIPIENTS) | changes)


@pytest.fixture
def server(furnished):
    return furnished


@pytest.fixture
def campaigns(client):
    return SMSCampaignsApi(client)


@pytest.fixture
def draft(campaigns):
    return campaigns.create_sms_campaign(properties()).id


@pytest.fixture
def sent(campaigns, draft, advance):
    campaigns.send_sms_campaign_now(draft)
    advance(seconds=2)
    return draft


class TestACampaign:
    def test_is_read_as_it_was_made(self, campaigns, draft):
        read = campaigns.get_sms_campaign(draft)
        assert (read.id, read.name, read.sender, read.content, read.status) == (
            draft, "Spring", "Shop", "Ten percent off", "draft")
        assert read.scheduled_at == ""
        # The client leaves these two undecoded.
        assert read.recipients == {"lists": [2], "exclusionLists": [3]}
        assert read.statistics["sent"] == 0

    def test_is_listed(self, campaigns, draft):
        found = campaigns.get_sms_campaigns(status="draft", limit=1, sort="asc")
        assert found.count == 1
        # The client leaves these undecoded, too.
        assert [(each["id"], each["name"]) for each in found.campaigns] == [(draft, "Spring")]

    def test_changes_and_goes(self, campaigns, draft, refused):
        assert campaigns.update_sms_campaign(draft, UpdateSmsCampaign(name="Summer")) is None
        assert campaigns.get_sms_campaign(draft).name == "Summer"
        assert campaigns.delete_sms_campaign(draft) is None
        with refused(404, "document_not_found", "Campaign ID not found"):
            campaigns.get_sms_campaign(draft)

    def test_changes_its_status(self, campaigns, refused):
        queued = campaigns.create_sms_campaign(
            properties(scheduled_at="2040-01-31T12:00:00.000Z")).id
        assert campaigns.update_sms_campaign_status(queued, SUSPENDED) is None
        assert campaigns.get_sms_campaign(queued).status == "suspended"
        with refused(400, "invalid_parameter"):
            campaigns.delete_sms_campaign(queued)
        with refused(400, "invalid_parameter"):
            campaigns.update_sms_campaign_status(
                queued, UpdateCampaignStatus(status="replicateTemplate"))


class TestSending:
    def test_takes_a_second_and_costs_credits(self, campaigns, draft, advance, refused):
        assert campaigns.send_sms_campaign_now(draft) is None
        assert campaigns.get_sms_campaign(draft).status == "inProcess"
        advance(seconds=2)
        read = campaigns.get_sms_campaign(draft)
        assert (read.status, read.statistics["delivered"]) == ("sent", 2)
        with refused(400, "campaign_sent"):
            campaigns.send_sms_campaign_now(draft)
        again = campaigns.create_sms_campaign(properties()).id
        with refused(
                402, "not_enough_credits",
                "You don't have enough credit to send your campaign. Please update your plan"):
            campaigns.send_sms_campaign_now(again)

    def test_is_reported_and_exported(self, campaigns, sent, notices):
        assert campaigns.send_sms_report(sent, REPORT) is None
        assert len(notices("boss@example.com")) == 1
        assert campaigns.request_sms_recipient_export(
            sent, recipient_export=EXPORT).process_id > 0

    def test_is_tried_with_a_contact(self, campaigns, draft, refused):
        with refused(
                400, "invalid_parameter", "The SMS could not be sent to all recipients",
                unexistingSms=["33699999999@mailin.com"]):
            campaigns.send_test_sms(draft, SendTestSms(phone_number="33699999999"))
        assert campaigns.send_test_sms(draft, SendTestSms(phone_number="33612345601")) is None


class TestIsRefused:
    def test_a_campaign_that_could_not_be_sent(self, campaigns, refused):
        with refused(400, "invalid_parameter", "Only alphanumeric characters are allowed"):
            campaigns.create_sms_campaign(properties(sender="My Shop"))
        with refused(400, "missing_parameter", "name is missing"):
            campaigns.create_sms_campaign(properties(name=""))
        assert campaigns.get_sms_campaigns().count == 0, "a refused campaign was stored"

    def test_what_has_not_been_sent(self, campaigns, draft, refused):
        for operation in [
            lambda: campaigns.send_sms_report(draft, REPORT),
            lambda: campaigns.request_sms_recipient_export(draft, recipient_export=EXPORT),
        ]:
            with refused(400, "invalid_parameter"):
                operation()

    def test_a_campaign_that_is_not_there(self, campaigns, refused):
        for operation in [
            lambda: campaigns.get_sms_campaign(7),
            lambda: campaigns.update_sms_campaign(7, UpdateSmsCampaign(name="Summer")),
            lambda: campaigns.delete_sms_campaign(7),
            lambda: campaigns.request_sms_recipient_export(7, recipient_export=EXPORT),
            lambda: campaigns.send_sms_campaign_now(7),
            lambda: campaigns.send_sms_report(7, REPORT),
            lambda: campaigns.send_test_sms(7, SendTestSms(phone_number="33612345601")),
            lambda: campaigns.update_sms_campaign_status(7, SUSPENDED),
        ]:
            with refused(404, "document_not_found", "Campaign ID not found"):
                operation()

    def test_a_list_of_nothing(self, campaigns, refused):
        with refused(400, "invalid_parameter", "status is not valid"):
            campaigns.get_sms_campaigns(status="late")
