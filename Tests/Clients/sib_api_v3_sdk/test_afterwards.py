"""The older official Python client asks what became of mail, and whom to leave alone."""

import datetime

import pytest
from sib_api_v3_sdk import (
    BlockDomain, DeleteHardbounces, SendSmtpEmail, SendSmtpEmailSender, SendSmtpEmailTo,
    TransactionalEmailsApi)


@pytest.fixture
def send(emails):
    def send(*addresses):
        return emails.send_transac_email(SendSmtpEmail(
            sender=SendSmtpEmailSender(email="shop@example.com"),
            to=[SendSmtpEmailTo(email=address) for address in addresses],
            subject="Your order", html_content="<p>Thank you</p>")).message_id

    return send


class TestEvents:
    def test_tell_what_became_of_a_mail(self, emails, send):
        message = send("clicked@magic.test")
        events = emails.get_email_event_report(message_id=message, sort="asc").events
        assert [event.event for event in events] == ["requests", "delivered", "opened", "clicks"]
        assert {(event.email, event._from) for event in events} == {
            ("clicked@magic.test", "shop@example.com")}

    def test_refuse_what_they_cannot_follow(self, emails, refused):
        with refused(400, "invalid_parameter", "event is not valid"):
            emails.get_email_event_report(event="arrived")


class TestReports:
    def test_count(self, emails, send):
        send("opened@magic.test", "hard-bounce@magic.test")
        total = emails.get_aggregated_smtp_report()
        [day] = emails.get_smtp_report().reports
        for counts in [total, day]:
            assert (counts.requests, counts.delivered, counts.hard_bounces, counts.opens) == (
                2, 1, 1, 1)
        assert isinstance(day._date, datetime.date)

    def test_need_both_ends_of_a_period(self, emails, refused):
        for report in [emails.get_aggregated_smtp_report, emails.get_smtp_report]:
            with refused(400, "missing_parameter", "End date is missing"):
                report(start_date="2026-01-01")


class TestTheLog:
    def test_is_deleted_by_mail(self, emails, send, refused):
        message = send("ann@example.com")
        assert emails.smtp_log_message_id_delete(message) is None
        assert emails.get_transac_emails_list(message_id=message).count == 0
        with refused(404, "document_not_found", "Message ID not found"):
            emails.smtp_log_message_id_delete(message)


class TestBlockedContacts:
    def test_come_from_bounces_and_are_let_go(self, emails, send, refused):
        send("hard-bounce@magic.test", "unsubscribed@magic.test")
        blocked = emails.get_transac_blocked_contacts(
            senders=["shop@example.com", "help@example.com"])
        assert {contact.email: contact.reason.code for contact in blocked.contacts} == {
            "hard-bounce@magic.test": "hardBounce",
            "unsubscribed@magic.test": "unsubscribedViaEmail"}
        assert emails.smtp_blocked_contacts_email_delete("unsubscribed@magic.test") is None
        with refused(404, "document_not_found", "Contact email not found"):
            emails.smtp_blocked_contacts_email_delete("unsubscribed@magic.test")
        assert emails.delete_hardbounces(delete_hardbounces=DeleteHardbounces(
            contact_email="hard-bounce@magic.test")) is None
        assert emails.get_transac_blocked_contacts().contacts == []
        assert emails.delete_hardbounces() is None, "the body is optional"

    def test_refuse_what_they_cannot_follow(self, emails, refused):
        with refused(400, "invalid_parameter", "sort is not valid"):
            emails.get_transac_blocked_contacts(sort="up")
        with refused(400, "invalid_parameter", "contactEmail is not valid"):
            emails.delete_hardbounces(delete_hardbounces=DeleteHardbounces(contact_email="ann"))


class TestBlockedDomains:
    def test_are_kept(self, emails, refused):
        assert emails.block_new_domain(BlockDomain(domain="example.net")) is None
        assert emails.get_blocked_domains().domains == ["example.net"]
        assert emails.delete_blocked_domain("example.net") is None
        with refused(404, "document_not_found", "Domain does not exist"):
            emails.delete_blocked_domain("example.net")
        with refused(400, "invalid_parameter", "domain is not valid"):
            emails.block_new_domain(BlockDomain(domain="https://example.net/"))

    def test_are_told_to_no_stranger(self, keyless, refused):
        with refused(401, "unauthorized", "authentication not found in headers"):
            TransactionalEmailsApi(keyless).get_blocked_domains()
