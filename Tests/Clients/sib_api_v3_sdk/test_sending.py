"""The older official Python client sends mail, and finds it again."""

import datetime

import pytest
from sib_api_v3_sdk import (
    SendSmtpEmail, SendSmtpEmailMessageVersions, SendSmtpEmailSender, SendSmtpEmailTo,
    TransactionalEmailsApi)

ANN = "ann@example.com"
BATCH = "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d"


def mail(**changes):
    """A mail with changes; None takes a property away."""
    return SendSmtpEmail(**dict(
        sender=SendSmtpEmailSender(email="shop@example.com"), to=[SendSmtpEmailTo(email=ANN)],
        subject="Your order", html_content="<p>Thanks</p>") | changes)


class TestMail:
    def test_is_found_again(self, emails):
        sent = emails.send_transac_email(mail(
            subject="Order {{ params.number }}", params={"number": 7}, tags=["order"],
            headers={"X-Mailin-custom": "7"}))
        assert sent.message_ids is None
        found = emails.get_transac_emails_list(message_id=sent.message_id)
        assert found.count == 1
        [row] = found.transactional_emails
        assert (row.email, row._from, row.subject, row.tags, row.template_id) == (
            ANN, "shop@example.com", "Order 7", ["order"], None)
        read = emails.get_transac_email_content(row.uuid)
        assert (read.email, read.subject, read.body, read.attachment_count) == (
            ANN, "Order 7", "<p>Thanks</p>", 0)
        assert [event.name for event in read.events] == ["sent", "delivered"]

    def test_has_versions(self, emails):
        sent = emails.send_transac_email(mail(message_versions=[
            SendSmtpEmailMessageVersions(to=[SendSmtpEmailTo(email=address)])
            for address in [ANN, "bob@example.com"]]))
        assert sent.message_id is None
        assert [
            emails.get_transac_emails_list(message_id=each).transactional_emails[0].email
            for each in sent.message_ids] == [ANN, "bob@example.com"]

    @pytest.mark.parametrize("changes, code, message", [
        (dict(sender=None), "missing_parameter", "sender is missing"),
        (dict(to=[SendSmtpEmailTo(email="ann")]), "invalid_parameter",
         "email is not valid in to"),
        (dict(subject=None), "missing_parameter", "subject is missing"),
        (dict(params={}), "missing_parameter", "params is blank"),
    ])
    def test_is_refused_for_the_first_thing_wrong_with_it(
            self, emails, refused, changes, code, message):
        with refused(400, code, message):
            emails.send_transac_email(mail(**changes))
        assert emails.get_transac_emails_list(email=ANN).count == 0, "a refused mail was stored"

    def test_is_not_found_by_nothing(self, emails, refused):
        with refused(
                400, "missing_parameter", "Either of email, templateId or messageId is required"):
            emails.get_transac_emails_list()
        with refused(404, "document_not_found", "Unique id does not exist"):
            emails.get_transac_email_content(BATCH)

    def test_is_for_those_with_a_key(self, keyless, refused):
        with refused(401, "unauthorized", "authentication not found in headers"):
            TransactionalEmailsApi(keyless).send_transac_email(mail())


class TestScheduledMail:
    @pytest.fixture
    def scheduled(self, emails):
        """Its messageId. The client knows no batchId in answers: it must be given one."""
        now = datetime.datetime.now(datetime.timezone.utc)
        return emails.send_transac_email(mail(
            scheduled_at=now + datetime.timedelta(hours=2), batch_id=BATCH)).message_id

    def test_leaves_in_its_time(self, emails, scheduled, advance):
        assert emails.get_scheduled_email_by_message_id(scheduled).status == "queued"
        advance(hours=3)
        assert emails.get_transac_emails_list(message_id=scheduled).count == 1
        batch = emails.get_scheduled_email_by_batch_id(BATCH)
        assert (batch.count, batch.batches[0].status) == (1, "processed")
        assert batch.batches[0].scheduled_at > batch.batches[0].created_at

    def test_can_be_called_back(self, emails, scheduled, advance, refused):
        assert emails.delete_scheduled_email_by_id(scheduled) is None
        advance(hours=3)
        assert emails.get_transac_emails_list(message_id=scheduled).count == 0
        with refused(404, "document_not_found", "Record(s) for identifier not found"):
            emails.delete_scheduled_email_by_id(scheduled)

    def test_is_asked_for_by_a_mail_or_a_batch(self, emails, refused):
        with refused(404, "document_not_found", "Record(s) for identifier not found"):
            emails.get_scheduled_email_by_batch_id(BATCH)
        with refused(400, "invalid_parameter", "Invalid parameters passed"):
            emails.get_scheduled_email_by_message_id("7")
