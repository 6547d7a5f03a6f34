"""The official Python client sends mail, and finds it again."""

import base64
import re
from datetime import datetime, timedelta, timezone

import pytest
from brevo import Brevo

from answers import strict

SHOP = {"email": "shop@example.com", "name": "Shop"}
ANN = {"email": "ann@example.com", "name": "Ann"}
MAIL = {"sender": SHOP, "to": [ANN], "subject": "Your order", "html_content": "<p>Thanks</p>"}
PARTIES = {"sender": SHOP, "to": [ANN]}


def mail(**changes):
    """MAIL with changes; None takes a property away."""
    return {name: value for name, value in (MAIL | changes).items() if value is not None}


def rows(brevo, **filters):
    return brevo.get_transac_emails_list(**filters).transactional_emails


def content(brevo, **filters):
    """What the one mail that matches holds."""
    [row] = rows(brevo, **filters)
    return strict(brevo.get_transac_email_content(row.uuid_))


def in_hours(hours):
    return datetime.now(timezone.utc) + timedelta(hours=hours)


class TestInlineMail:
    def test_is_found_again(self, brevo):
        sent = brevo.send_transac_email(**mail(tags=["order", "shop"]))
        assert re.fullmatch(r"<\d{12}\.\d{10,11}@smtp-relay\.mailin\.fr>", sent.message_id)
        assert sent.message_ids is None

        found = strict(brevo.get_transac_emails_list(message_id=sent.message_id))
        assert found.count == 1
        [row] = found.transactional_emails
        assert (row.email, row.from_, row.subject) == (
            "ann@example.com", "shop@example.com", "Your order")
        assert row.tags == ["order", "shop"]
        assert row.template_id is None

        read = strict(brevo.get_transac_email_content(row.uuid_))
        assert (read.email, read.subject, read.body) == (
            "ann@example.com", "Your order", "<p>Thanks</p>")
        assert read.attachment_count == 0
        assert [event.name for event in read.events] == ["sent", "delivered"]
        assert read.date == row.date

    def test_has_a_row_for_each_recipient(self, brevo):
        sent = brevo.send_transac_email(**mail(
            cc=[{"email": "cc@example.com"}], bcc=[{"email": "bcc@example.com"}]))
        found = rows(brevo, message_id=sent.message_id, sort="asc")
        assert [row.email for row in found] == [
            "ann@example.com", "cc@example.com", "bcc@example.com"]
        assert len({row.uuid_ for row in found}) == 3

    def test_is_rendered_with_its_params_and_its_recipient(self, brevo):
        brevo.send_transac_email(
            sender=SHOP, to=[{"email": "owner@example.com"}],
            subject="Order {{ params.number }}", params={"number": 7, "note": "<b>"},
            html_content="<p>{{ contact.FIRSTNAME }}: {{ params.note }}</p>")
        read = content(brevo, email="owner@example.com")
        assert read.subject == "Order 7"
        assert read.body == "<p>Olivia: &lt;b&gt;</p>"

    def test_may_be_text_alone(self, brevo):
        brevo.send_transac_email(**mail(html_content=None, text_content="Thanks"))
        assert content(brevo, email="ann@example.com").body == "Thanks"

    def test_takes_files_and_answers(self, brevo):
        file = base64.b64encode(b"number;price\n7;12.50\n").decode()
        brevo.send_transac_email(**mail(
            reply_to={"email": "help@example.com", "name": "Help"},
            attachment=[
                {"content": file, "name": "order.csv"},
                {"url": "https://example.com/terms.pdf"},
            ]))
        assert content(brevo, email="ann@example.com").attachment_count == 2

    def test_may_come_from_a_sender_by_number(self, brevo):
        brevo.send_transac_email(**mail(sender={"id": 1}))
        assert rows(brevo, email="ann@example.com")[0].from_ == "owner@example.com"

    def test_takes_any_unicode(self, brevo):
        subject = "Ünïcödé ✉ \U0001f4e6 “quoted” \\ / 日本語"
        brevo.send_transac_email(**mail(subject=subject, html_content=f"<p>{subject}</p>"))
        read = content(brevo, email="ann@example.com")
        assert (read.subject, read.body) == (subject, f"<p>{subject}</p>")

    def test_may_be_large(self, brevo):
        body = "<p>" + "0123456789abcdef" * (1 << 16) + "</p>"
        brevo.send_transac_email(**mail(html_content=body))
        assert content(brevo, email="ann@example.com").body == body


class TestMailFromATemplate:
    @pytest.fixture
    def template(self, brevo):
        return brevo.create_smtp_template(
            template_name="Order", sender={"id": 1}, subject="Order {{ params.number }}",
            html_content="<p>Dear {{ contact.FIRSTNAME | default : 'friend' }}</p>",
            is_active=True).id

    def test_has_its_subject_sender_and_content(self, brevo, template):
        brevo.send_transac_email(template_id=template, to=[ANN], params={"number": 7})
        [row] = rows(brevo, template_id=template)
        assert (row.subject, row.from_, row.template_id) == (
            "Order 7", "owner@example.com", template)
        read = content(brevo, template_id=template)
        assert read.body == "<p>Dear friend</p>"
        assert read.template_id == template

    def test_may_override_them(self, brevo, template):
        brevo.send_transac_email(
            template_id=template, to=[ANN], sender=SHOP, subject="Hello",
            html_content="<p>ignored</p>")
        [row] = rows(brevo, template_id=template)
        assert (row.subject, row.from_) == ("Hello", "shop@example.com")
        assert content(brevo, template_id=template).body == "<p>Dear friend</p>"

    def test_needs_a_template_that_is_active(self, brevo, template, refused):
        brevo.update_smtp_template(template, is_active=False)
        with refused(400, "invalid_parameter", "Invalid template id"):
            brevo.send_transac_email(template_id=template, to=[ANN])
        with refused(400, "invalid_parameter", "Invalid template id"):
            brevo.send_transac_email(template_id=template + 1, to=[ANN])


class TestVersions:
    def test_have_ids_of_one_stem_and_their_own_words(self, brevo):
        sent = brevo.send_transac_email(
            sender=SHOP, subject="For {{ params.name }} in {{ params.city }}",
            html_content="<p>all</p>", params={"name": "all", "city": "Rome"},
            message_versions=[
                {"to": [ANN], "params": {"name": "Ann"}},
                {"to": [{"email": "bob@example.com"}], "subject": "Bob",
                 "htmlContent": "<p>Bob</p>"},
            ])
        assert sent.message_id is None
        first, second = sent.message_ids
        assert first.replace(".1@", ".2@") == second
        assert [row.subject for row in rows(brevo, message_id=first)] == ["For Ann in Rome"]
        assert content(brevo, message_id=second).body == "<p>Bob</p>"

    def test_hide_the_recipients_of_the_mail_itself(self, brevo):
        sent = brevo.send_transac_email(**mail(
            message_versions=[{"to": [{"email": "bob@example.com"}]}]))
        assert len(sent.message_ids) == 1
        found = brevo.get_transac_emails_list(email="ann@example.com")
        assert (found.count, found.transactional_emails) == (0, [])

    def test_are_at_most_99_recipients_each(self, brevo, refused):
        crowd = [{"email": f"user{number}@example.com"} for number in range(100)]
        with refused(
                400, "out_of_range", "Number of recipients should not exceed 99 in messageVersions"):
            brevo.send_transac_email(**mail(message_versions=[{"to": crowd}]))


class TestScheduledMail:
    def test_is_accepted_but_not_sent_yet(self, brevo):
        answer = brevo.with_raw_response.send_transac_email(**mail(scheduled_at=in_hours(1)))
        assert answer.status_code == 202
        assert re.fullmatch(r"[0-9a-f-]{36}", answer.data.batchId)
        assert brevo.get_transac_emails_list(message_id=answer.data.message_id).count == 0

    def test_keeps_the_batch_that_it_names(self, brevo):
        batch = "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d"
        sent = brevo.send_transac_email(**mail(scheduled_at=in_hours(71), batch_id=batch))
        assert sent.batchId == batch

    @pytest.mark.parametrize("hours, message", [
        (-1, "scheduledAt should be a future date"),
        (73, "scheduledAt should be within the next 72 hours"),
    ])
    def test_leaves_within_three_days(self, brevo, refused, hours, message):
        with refused(400, "invalid_parameter", message):
            brevo.send_transac_email(**mail(scheduled_at=in_hours(hours)))


class TestWordsToTheService:
    def test_a_sandbox_checks_and_forgets(self, brevo, refused):
        sent = brevo.send_transac_email(**mail(headers={"X-Sib-Sandbox": "drop"}))
        assert sent.message_id
        assert brevo.get_transac_emails_list(message_id=sent.message_id).count == 0
        with refused(400, "missing_parameter", "subject is missing"):
            brevo.send_transac_email(**mail(subject=None, headers={"X-Sib-Sandbox": "drop"}))

    def test_a_sandbox_may_stand_in_the_head_of_the_request(self, brevo):
        sent = brevo.send_transac_email(
            **MAIL, request_options={"additional_headers": {"X-Sib-Sandbox": "drop"}})
        assert brevo.get_transac_emails_list(message_id=sent.message_id).count == 0

    def test_a_key_lets_a_request_pass_once(self, brevo, refused):
        with refused(400, "missing_parameter", "subject is missing"):
            brevo.send_transac_email(**mail(subject=None, headers={"idempotencyKey": "order-7"}))
        brevo.send_transac_email(**mail(headers={"idempotencyKey": "order-7"}))
        with refused(400, "duplicate_request", "Request already processed"):
            brevo.send_transac_email(**mail(headers={"Idempotency-Key": "order-7"}))
        brevo.send_transac_email(**mail(headers={"idempotencyKey": "order-8"}))
        assert brevo.get_transac_emails_list(email="ann@example.com").count == 2


class TestMailIsRefused:
    @pytest.mark.parametrize("changes, code, message", [
        (dict(sender=None), "missing_parameter", "sender is missing"),
        (dict(sender={"name": "Shop"}), "missing_parameter",
         "One of sender email or sender ID is mandatory"),
        (dict(sender={"id": 1, "email": "shop@example.com"}), "missing_parameter",
         "Only one of Sender ID or Sender Email can be passed for the same request"),
        (dict(sender={"email": "shop"}), "invalid_parameter", "valid sender email required"),
        (dict(sender={"email": "shop@example.com", "name": ""}), "missing_parameter",
         "sender name is missing"),
        (dict(sender={"id": 99}), "invalid_parameter", "Sender is invalid / inactive"),
        (dict(to=None), "missing_parameter", "to is missing"),
        (dict(to=[]), "missing_parameter", "to is blank"),
        (dict(to=[{"email": "ann"}]), "invalid_parameter", "email is not valid in to"),
        (dict(to=[{"email": "ann@example.com", "name": ""}]), "missing_parameter",
         "name is missing in to"),
        (dict(cc=[{"email": "ann"}]), "invalid_parameter", "email is not valid in cc"),
        (dict(subject=None), "missing_parameter", "subject is missing"),
        (dict(html_content=None), "missing_parameter",
         "Either of htmlContent or textContent is required"),
        (dict(html_content=""), "missing_parameter", "htmlContent is missing"),
        (dict(params={}), "missing_parameter", "params is blank"),
        (dict(headers={"X-Number": 7}), "invalid_parameter", "Invalid headers"),
        (dict(attachment=[{"content": "no base64", "name": "a.txt"}]), "invalid_parameter",
         "'content' is not valid in attachment"),
        (dict(attachment=[{"content": "AAAA", "name": "a.exe"}]), "invalid_parameter",
         "Unsupported file format"),
    ])
    def test_with_the_first_thing_wrong_with_it(self, brevo, refused, changes, code, message):
        with refused(400, code, message):
            brevo.send_transac_email(**mail(**changes))
        found = brevo.get_transac_emails_list(email="ann@example.com")
        assert found.count == 0, "a refused mail was stored"


class TestTheList:
    def test_needs_a_filter(self, brevo, refused):
        with refused(
                400, "missing_parameter", "Either of email, templateId or messageId is required"):
            brevo.get_transac_emails_list()

    def test_is_sorted_and_paged_and_counts_all(self, brevo):
        for number in range(5):
            brevo.send_transac_email(**mail(subject=f"{number}"))
        newest = brevo.get_transac_emails_list(email="ann@example.com", limit=2)
        assert [row.subject for row in newest.transactional_emails] == ["4", "3"]
        assert newest.count == 5
        page = brevo.get_transac_emails_list(
            email="ann@example.com", sort="asc", limit=2, offset=3)
        assert [row.subject for row in page.transactional_emails] == ["3", "4"]
        past = brevo.get_transac_emails_list(email="ann@example.com", offset=5)
        assert (past.count, past.transactional_emails) == (5, [])

    def test_covers_the_days_that_it_is_asked_for(self, brevo):
        brevo.send_transac_email(**MAIL)
        now = datetime.now(timezone.utc)
        # Both ends are inclusive; a day more, should midnight pass meanwhile.
        today, tomorrow = f"{now:%Y-%m-%d}", f"{now + timedelta(days=1):%Y-%m-%d}"
        long_ago = dict(start_date="2020-01-01", end_date="2020-01-31")
        assert len(rows(
            brevo, email="ann@example.com", start_date=today, end_date=tomorrow)) == 1
        assert rows(brevo, email="ann@example.com", **long_ago) == []

    @pytest.mark.parametrize("query, code, message", [
        (dict(limit=1001), "out_of_range", "Limit exceeds max value"),
        (dict(limit=-1), "out_of_range", "limit is not valid"),
        (dict(offset=-1), "out_of_range", "offset is not valid"),
        (dict(sort="up"), "invalid_parameter", "sort is not valid"),
        (dict(start_date="2026-01-01"), "missing_parameter", "End date is missing"),
        (dict(end_date="2026-01-01"), "missing_parameter", "Start date is missing"),
        (dict(start_date="2026-02-01", end_date="2026-01-01"), "invalid_parameter",
         "startDate should not be later than endDate"),
        (dict(start_date="2026-01-01", end_date="2026-02-02"), "out_of_range",
         "Time period should not exceed one month"),
    ])
    def test_refuses_what_it_cannot_follow(self, brevo, refused, query, code, message):
        with refused(400, code, message):
            brevo.get_transac_emails_list(email="ann@example.com", **query)


class TestContent:
    @pytest.mark.parametrize("uuid", [
        "c60bb2d9-7ac6-4f09-9ce7-5e9975d438f2", "none", "<202309271659.54918152014@x>",
    ])
    def test_of_an_unknown_mail_is_not_found(self, brevo, refused, uuid):
        with refused(404, "document_not_found", "Unique id does not exist"):
            brevo.get_transac_email_content(uuid)


class TestAccounts:
    def test_see_nothing_of_each_other(self, brevo, server, key):
        sent = brevo.send_transac_email(**MAIL)
        other = Brevo(api_key=key + "-other", base_url=server.url).transactional_emails
        assert other.get_transac_emails_list(message_id=sent.message_id).count == 0

    def test_need_a_key(self, keyless, refused):
        with refused(401, "unauthorized", "authentication not found in headers"):
            keyless.transactional_emails.send_transac_email(**MAIL)
