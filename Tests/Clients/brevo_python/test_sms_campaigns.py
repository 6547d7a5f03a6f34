"""The official Python client runs SMS campaigns."""

import pytest
from brevo import SendReportEmail
from brevo.sms_campaigns import (
    CreateSmsCampaignRequestRecipients, UpdateSmsCampaignRequestRecipients)

from answers import strict

CAMPAIGN = dict(name="Spring", sender="Shop", content="Ten percent off, reply [STOP_CODE]")
# Ann and Bob: of the four in list 2, Cleo is in list 3, and Dan is blacklisted.
RECIPIENTS = CreateSmsCampaignRequestRecipients(list_ids=[2], exclusion_list_ids=[3])
LATER = "2040-01-31T12:00:00.000Z"


@pytest.fixture
def server(furnished):
    return furnished


@pytest.fixture
def campaigns(client):
    return client.sms_campaigns


@pytest.fixture
def draft(campaigns):
    return campaigns.create_sms_campaign(**CAMPAIGN, recipients=RECIPIENTS).id


@pytest.fixture
def queued(campaigns):
    return campaigns.create_sms_campaign(
        **CAMPAIGN, recipients=RECIPIENTS, scheduled_at=LATER).id


@pytest.fixture
def sent(campaigns, draft, advance):
    campaigns.send_sms_campaign_now(draft)
    advance(seconds=2)
    return draft


class TestACampaign:
    def test_is_read_as_it_was_made(self, campaigns):
        made = strict(campaigns.create_sms_campaign(
            **CAMPAIGN, recipients=RECIPIENTS, organisation_prefix="Shop",
            unsubscribe_instruction="Reply STOP to end this"))
        read = campaigns.get_sms_campaign(made.id)
        assert (read.id, read.name, read.sender, read.content, read.status) == (
            made.id, *CAMPAIGN.values(), "draft")
        assert (read.organisation_prefix, read.unsubscribe_instruction) == (
            "Shop", "Reply STOP to end this")
        assert (read.scheduled_at, read.sent_date, read.tags) == ("", None, [])
        # The client would have objects here. It does not mind the numbers that the documents show.
        assert (read.recipients.lists, read.recipients.exclusion_lists) == ([2], [3])
        assert read.statistics.sent == 0

    def test_is_listed(self, campaigns, draft, queued):
        everything = strict(campaigns.get_sms_campaigns())
        assert (everything.count, [each.id for each in everything.campaigns]) == (
            2, [queued, draft])
        drafts = campaigns.get_sms_campaigns(status="draft", limit=1, sort="asc")
        assert (drafts.count, [each.id for each in drafts.campaigns]) == (1, [draft])
        assert drafts.campaigns[0].recipients.lists == [2]
        page = campaigns.get_sms_campaigns(offset=2)
        assert (page.count, page.campaigns) == (2, [])

    def test_changes_in_what_is_named(self, campaigns, draft):
        assert campaigns.update_sms_campaign(
            draft, name="Summer",
            recipients=UpdateSmsCampaignRequestRecipients(list_ids=[2])) is None
        read = campaigns.get_sms_campaign(draft)
        assert (read.name, read.content) == ("Summer", CAMPAIGN["content"])
        assert (read.recipients.lists, read.recipients.exclusion_lists) == ([2], [])

    def test_is_deleted_as_long_as_it_is_a_draft(self, campaigns, draft, queued, refused):
        assert campaigns.delete_sms_campaign(draft) is None
        with refused(404, "document_not_found", "Campaign ID not found"):
            campaigns.get_sms_campaign(draft)
        with refused(400, "invalid_parameter"):
            campaigns.delete_sms_campaign(queued)

    def test_changes_its_status(self, campaigns, queued, refused):
        assert campaigns.update_sms_campaign_status(queued, status="suspended") is None
        assert campaigns.get_sms_campaign(queued).status == "suspended"
        for status in ["replicateTemplate", "inProcess"]:
            with refused(400, "invalid_parameter"):
                campaigns.update_sms_campaign_status(queued, status=status)


class TestSending:
    def test_takes_a_second(self, campaigns, draft, advance, refused):
        assert campaigns.send_sms_campaign_now(draft) is None
        assert campaigns.get_sms_campaign(draft).status == "inProcess"
        with refused(400, "campaign_processing"):
            campaigns.update_sms_campaign(draft, name="Summer")
        advance(seconds=2)
        read = campaigns.get_sms_campaign(draft)
        assert (read.status, bool(read.sent_date)) == ("sent", True)
        assert (read.statistics.sent, read.statistics.delivered) == (2, 2)
        with refused(400, "campaign_sent"):
            campaigns.send_sms_campaign_now(draft)

    def test_costs_credits(self, campaigns, sent, refused):
        again = campaigns.create_sms_campaign(**CAMPAIGN, recipients=RECIPIENTS).id
        with refused(
                402, "not_enough_credits",
                "You don't have enough credit to send your campaign. Please update your plan"):
            campaigns.send_sms_campaign_now(again)
        assert campaigns.get_sms_campaign(again).status == "draft"

    def test_leaves_those_who_got_it(self, campaigns, sent, queued, refused):
        answer = strict(campaigns.request_sms_recipient_export(sent, recipients_type="all"))
        assert answer.process_id > 0
        with refused(400, "invalid_parameter"):
            campaigns.request_sms_recipient_export(sent, recipients_type="clickers")
        with refused(400, "invalid_parameter"):
            campaigns.request_sms_recipient_export(queued, recipients_type="all")

    def test_is_reported(self, campaigns, sent, queued, notices, refused):
        report = SendReportEmail(to=["boss@example.com"], body="See what we did")
        assert campaigns.send_sms_report(sent, email=report, language="en") is None
        assert len(notices("boss@example.com")) == 1
        with refused(400, "invalid_parameter"):
            campaigns.send_sms_report(queued, email=report)
        with refused(400, "invalid_parameter"):
            campaigns.send_sms_report(sent, email=SendReportEmail(to=["boss"], body="See"))


class TestATest:
    def test_goes_to_a_contact(self, campaigns, draft):
        assert campaigns.send_test_sms(draft, phone_number="33612345601") is None
        # The client has no such property, and yet it keeps it.
        assert campaigns.get_sms_campaign(draft).testSent is True

    @pytest.mark.parametrize("number, details", [
        ("33699999999", dict(unexistingSms=["33699999999@mailin.com"])),
        ("33612345605", dict(withoutListSms=["33612345605@mailin.com"])),
        ("33612345604", {}),
    ], ids=["unknown", "in no list", "blacklisted"])
    def test_goes_to_nobody_else(self, campaigns, draft, refused, number, details):
        with refused(
                400, "invalid_parameter", "The SMS could not be sent to all recipients",
                **details):
            campaigns.send_test_sms(draft, phone_number=number)
        assert campaigns.get_sms_campaign(draft).testSent is False


class TestIsRefused:
    @pytest.mark.parametrize("changes, code, message", [
        (dict(name=""), "missing_parameter", "name is missing"),
        (dict(sender="My Shop"), "invalid_parameter", "Only alphanumeric characters are allowed"),
        (dict(scheduled_at=LATER), "missing_parameter", "listIds is missing"),
        (dict(scheduled_at="2020-01-31T12:00:00Z", recipients=RECIPIENTS), "invalid_parameter",
         None),
        (dict(unsubscribe_instruction="Call us"), "invalid_parameter", None),
        (dict(recipients=CreateSmsCampaignRequestRecipients(list_ids=[9])), "invalid_parameter",
         None),
    ])
    def test_a_campaign_that_could_not_be_sent(self, campaigns, refused, changes, code, message):
        with refused(400, code, message):
            campaigns.create_sms_campaign(**CAMPAIGN | changes)
        assert campaigns.get_sms_campaigns().count == 0, "a refused campaign was stored"

    def test_a_campaign_that_is_not_there(self, campaigns, refused):
        report = SendReportEmail(to=["boss@example.com"], body="See what we did")
        for operation in [
            lambda: campaigns.get_sms_campaign(7),
            lambda: campaigns.update_sms_campaign(7, name="Summer"),
            lambda: campaigns.delete_sms_campaign(7),
            lambda: campaigns.request_sms_recipient_export(7, recipients_type="all"),
            lambda: campaigns.send_sms_campaign_now(7),
            lambda: campaigns.send_sms_report(7, email=report),
            lambda: campaigns.send_test_sms(7, phone_number="33612345601"),
            lambda: campaigns.update_sms_campaign_status(7, status="suspended"),
        ]:
            with refused(404, "document_not_found", "Campaign ID not found"):
                operation()

    @pytest.mark.parametrize("query, code, message", [
        (dict(limit=1001), "out_of_range", "Limit exceeds max value"),
        (dict(status="late"), "invalid_parameter", "status is not valid"),
        (dict(start_date="2020-01-01T00:00:00.000Z"), "missing_parameter", None),
        (dict(start_date="2020-01-01T00:00:00.000Z", end_date="2020-01-31T00:00:00.000Z",
              status="draft"), "invalid_parameter", None),
    ])
    def test_a_list_of_nothing(self, campaigns, refused, query, code, message):
        with refused(400, code, message):
            campaigns.get_sms_campaigns(**query)
