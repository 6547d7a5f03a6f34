"""The official Python client asks what became of mail, and whom to leave alone."""

import datetime

import pytest

from answers import strict

SHOP = {"email": "shop@example.com"}
UUID = "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d"


def send(brevo, *addresses, **more):
    return brevo.send_transac_email(
        sender=SHOP, to=[{"email": address} for address in addresses], subject="Your order",
        html_content="<p>Thank you</p>", **more)


class TestEvents:
    def test_tell_what_became_of_a_mail(self, brevo):
        sent = send(brevo, "clicked@magic.test", tags=["order"])
        found = strict(brevo.get_email_event_report(message_id=sent.message_id, sort="asc"))
        assert [event.event for event in found.events] == [
            "requests", "delivered", "opened", "clicks"]
        assert {event.email for event in found.events} == {"clicked@magic.test"}
        assert {event.tag for event in found.events} == {"order"}

    def test_are_found_by_what_they_are(self, brevo):
        send(brevo, "hard-bounce@magic.test", "soft-bounce+7@magic.test", "ann@example.com")
        bounced = brevo.get_email_event_report(event="bounces").events
        assert sorted(event.event for event in bounced) == ["hardBounces", "softBounces"]
        assert all(event.reason for event in bounced)
        assert brevo.get_email_event_report(event="spam").events == []

    @pytest.mark.parametrize("query, code", [
        (dict(event="arrived"), "invalid_parameter"),
        (dict(limit=5001), "out_of_range"),
        (dict(days=91), "out_of_range"),
        (dict(days=3, start_date="2026-01-01", end_date="2026-01-02"), "invalid_parameter"),
    ])
    def test_refuse_what_they_cannot_follow(self, brevo, query, code):
        with pytest.raises(Exception) as caught:
            brevo.get_email_event_report(**query)
        assert (caught.value.status_code, caught.value.body["code"]) == (400, code)


class TestReports:
    def test_count(self, brevo):
        send(brevo, "opened@magic.test", "hard-bounce@magic.test", "ann@example.com")
        total = strict(brevo.get_aggregated_smtp_report())
        assert (total.requests, total.delivered, total.hard_bounces, total.unique_opens) == (
            3, 2, 1, 1)
        [day] = strict(brevo.get_smtp_report()).reports
        assert (day.requests, day.delivered, day.hard_bounces, day.clicks) == (3, 2, 1, 0)
        assert brevo.get_smtp_report(tag="none").reports == []

    def test_need_both_ends_of_a_period(self, brevo, refused):
        for report in [brevo.get_aggregated_smtp_report, brevo.get_smtp_report]:
            with refused(400, "missing_parameter", "End date is missing"):
                report(start_date="2026-01-01")


class TestScheduledMail:
    def test_leaves_in_its_time(self, brevo, advance):
        now = datetime.datetime.now(datetime.timezone.utc)
        sent = send(
            brevo, "ann@example.com", scheduled_at=now + datetime.timedelta(hours=2),
            batch_id=UUID)
        assert brevo.get_scheduled_email_by_id(sent.message_id).status == "queued"
        advance(hours=1)
        assert brevo.get_transac_emails_list(message_id=sent.message_id).count == 0
        advance(hours=2)
        assert brevo.get_transac_emails_list(message_id=sent.message_id).count == 1
        batch = brevo.get_scheduled_email_by_id(UUID)
        assert (batch.count, batch.batches[0].status) == (1, "processed")

    def test_can_be_called_back(self, brevo, advance, refused):
        now = datetime.datetime.now(datetime.timezone.utc)
        sent = send(brevo, "ann@example.com", scheduled_at=now + datetime.timedelta(hours=2))
        assert brevo.delete_scheduled_email_by_id(sent.message_id) is None
        advance(hours=3)
        assert brevo.get_transac_emails_list(message_id=sent.message_id).count == 0
        with refused(404, "document_not_found", "Record(s) for identifier not found"):
            brevo.delete_scheduled_email_by_id(sent.message_id)

    def test_is_asked_for_by_a_mail_or_a_batch(self, brevo, refused):
        with refused(404, "document_not_found", "Record(s) for identifier not found"):
            brevo.get_scheduled_email_by_id(UUID)
        for operation in [brevo.get_scheduled_email_by_id, brevo.delete_scheduled_email_by_id]:
            with refused(400, "invalid_parameter", "Invalid parameters passed"):
                operation("7")


class TestTheLog:
    def test_is_deleted_by_mail(self, brevo, refused):
        sent = send(brevo, "ann@example.com")
        assert brevo.delete_an_smtp_transactional_log(sent.message_id) is None
        assert brevo.get_transac_emails_list(message_id=sent.message_id).count == 0
        with refused(404, "document_not_found", "Message ID not found"):
            brevo.delete_an_smtp_transactional_log(sent.message_id)


class TestBlockedContacts:
    def test_come_from_bounces_and_are_let_go(self, brevo, refused):
        send(brevo, "hard-bounce@magic.test", "unsubscribed@magic.test")
        blocked = strict(brevo.get_transac_blocked_contacts(sort="asc"))
        assert {contact.email: contact.reason.code for contact in blocked.contacts} == {
            "hard-bounce@magic.test": "hardBounce",
            "unsubscribed@magic.test": "unsubscribedViaEmail"}
        assert blocked.count == 2
        address = "unsubscribed@magic.test"
        assert brevo.unblock_or_resubscribe_a_transactional_contact(address) is None
        with refused(404, "document_not_found", "Contact email not found"):
            brevo.unblock_or_resubscribe_a_transactional_contact(address)
        assert brevo.delete_hardbounces() is None
        assert brevo.get_transac_blocked_contacts().contacts == []

    def test_refuse_what_they_cannot_follow(self, brevo, refused):
        with refused(400, "out_of_range", "Limit exceeds max value"):
            brevo.get_transac_blocked_contacts(limit=101)
        with refused(400, "invalid_parameter", "email is not valid"):
            brevo.unblock_or_resubscribe_a_transactional_contact("ann")
        with refused(400, "invalid_parameter", "contactEmail is not valid"):
            brevo.delete_hardbounces(contact_email="ann")


class TestBlockedDomains:
    def test_get_no_mail(self, brevo, refused):
        assert brevo.block_new_domain(domain="example.net") is None
        assert strict(brevo.get_blocked_domains()).domains == ["example.net"]
        sent = send(brevo, "ann@example.net")
        events = brevo.get_email_event_report(message_id=sent.message_id, sort="asc").events
        assert [event.event for event in events] == ["requests", "blocked"]
        assert brevo.delete_blocked_domain("example.net") is None
        with refused(404, "document_not_found", "Domain does not exist"):
            brevo.delete_blocked_domain("example.net")
        with refused(400, "invalid_parameter", "domain is not valid"):
            brevo.block_new_domain(domain="https://example.net/")

    def test_are_told_to_no_stranger(self, keyless, refused):
        with refused(401, "unauthorized", "authentication not found in headers"):
            keyless.transactional_emails.get_blocked_domains()
