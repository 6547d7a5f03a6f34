"""The official Python client keeps templates."""

import pytest

from answers import strict

TEMPLATE = dict(
    template_name="Order", sender={"email": "owner@example.com"}, subject="Your order",
    html_content="<p>Thank you</p>")


@pytest.fixture
def template(brevo):
    return brevo.create_smtp_template(**TEMPLATE).id


class TestATemplate:
    def test_is_read_as_it_was_made(self, brevo):
        made = strict(brevo.create_smtp_template(
            **TEMPLATE, reply_to="help@example.com", to_field="{FIRSTNAME}", tag="order"))
        read = strict(brevo.get_smtp_template(made.id))
        assert read.id == made.id
        assert (read.name, read.subject, read.html_content) == (
            "Order", "Your order", "<p>Thank you</p>")
        assert (read.sender.email, read.sender.name, read.sender.id) == (
            "owner@example.com", "Olivia Owner", "1")
        assert (read.reply_to, read.to_field, read.tag) == (
            "help@example.com", "{FIRSTNAME}", "order")
        assert read.is_active is False
        assert read.test_sent is False
        assert read.doi_template is False
        assert read.created_at == read.modified_at

    def test_changes_only_in_what_is_named(self, brevo, template):
        before = brevo.get_smtp_template(template)
        assert brevo.update_smtp_template(template, tag="optin", is_active=True) is None
        after = brevo.get_smtp_template(template)
        assert (after.tag, after.is_active, after.doi_template) == ("optin", True, True)
        assert (after.name, after.subject, after.html_content, after.created_at) == (
            before.name, before.subject, before.html_content, before.created_at)
        assert after.modified_at >= before.modified_at

    def test_is_deleted_when_it_is_inactive(self, brevo, template, refused):
        brevo.update_smtp_template(template, is_active=True)
        with refused(
                400, "invalid_parameter",
                "Template is active. Only inactive templates can be deleted"):
            brevo.delete_smtp_template(template)
        brevo.update_smtp_template(template, is_active=False)
        assert brevo.delete_smtp_template(template) is None
        with refused(404, "document_not_found", "Template ID not found"):
            brevo.get_smtp_template(template)

    def test_is_unknown_to_every_operation_when_it_is_not_there(self, brevo, refused):
        for operation in [
            lambda: brevo.get_smtp_template(7),
            lambda: brevo.update_smtp_template(7, tag="order"),
            lambda: brevo.delete_smtp_template(7),
            lambda: brevo.send_test_template(7),
        ]:
            with refused(404, "document_not_found", "Template ID not found"):
                operation()

    def test_has_a_number(self, brevo, refused):
        with refused(400, "invalid_parameter", "Invalid template id"):
            brevo.get_smtp_template("welcome")


class TestATest:
    def test_goes_to_the_test_list(self, brevo, template):
        assert brevo.send_test_template(template) is None
        [row] = brevo.get_transac_emails_list(template_id=template).transactional_emails
        assert (row.email, row.subject) == ("owner@example.com", "Your order")
        assert brevo.get_smtp_template(template).test_sent is True

    def test_goes_to_contacts_that_are_named(self, brevo, template):
        brevo.send_test_template(template, email_to=["owner@example.com"])
        assert brevo.get_transac_emails_list(template_id=template).count == 1

    def test_goes_to_nobody_if_one_is_unknown(self, brevo, template, refused):
        with refused(
                400, "invalid_parameter", "The email could not be sent to all recipients",
                unexistingEmails=["ann@example.com"]):
            brevo.send_test_template(template, email_to=["owner@example.com", "ann@example.com"])
        assert brevo.get_transac_emails_list(template_id=template).count == 0
        assert brevo.get_smtp_template(template).test_sent is False

    def test_needs_addresses(self, brevo, template, refused):
        with refused(400, "invalid_parameter", "email is not valid in emailTo"):
            brevo.send_test_template(template, email_to=["ann"])


class TestTheList:
    def test_counts_what_matches(self, brevo):
        for number in range(3):
            brevo.create_smtp_template(
                **TEMPLATE | dict(template_name=f"{number}", is_active=number == 1))
        everything = strict(brevo.get_smtp_templates())
        assert everything.count == 3
        assert [template.name for template in everything.templates] == ["2", "1", "0"]
        assert all(template.doi_template is None for template in everything.templates)
        # The client writes True and False with a capital.
        active = brevo.get_smtp_templates(template_status=True)
        assert (active.count, [template.name for template in active.templates]) == (1, ["1"])
        page = brevo.get_smtp_templates(template_status=False, sort="asc", limit=1, offset=1)
        assert (page.count, [template.name for template in page.templates]) == (2, ["2"])

    def test_is_empty_at_first(self, brevo):
        none = brevo.get_smtp_templates()
        assert (none.count, none.templates) == (0, [])

    @pytest.mark.parametrize("query, code, message", [
        (dict(limit=1001), "out_of_range", "Limit exceeds max value"),
        (dict(template_status="maybe"), "invalid_parameter", "templateStatus is not valid"),
    ])
    def test_refuses_what_it_cannot_follow(self, brevo, refused, query, code, message):
        with refused(400, code, message):
            brevo.get_smtp_templates(**query)


class TestATemplateIsRefused:
    @pytest.mark.parametrize("changes, code, message", [
        (dict(template_name=""), "missing_parameter", "Template name is missing"),
        (dict(subject=""), "missing_parameter", "subject is missing"),
        (dict(html_content=None), "missing_parameter",
         "Either of htmlContent or htmlUrl is required"),
        (dict(html_content="0123456789"), "invalid_parameter", "htmlContent is not valid"),
        (dict(sender={"email": "shop@example.com"}), "invalid_parameter",
         "Sender is invalid / inactive"),
        (dict(sender={"id": 1, "email": "owner@example.com"}), "invalid_parameter",
         "Only one of Sender ID or Sender Email can be passed for the same request."),
        (dict(reply_to="nobody"), "invalid_parameter", "replyTo is not valid"),
        (dict(attachment_url="https://example.com/a.exe"), "invalid_parameter",
         "Unsupported file format"),
    ])
    def test_with_the_first_thing_wrong_with_it(self, brevo, refused, changes, code, message):
        properties = {k: v for k, v in (TEMPLATE | changes).items() if v is not None}
        with refused(400, code, message):
            brevo.create_smtp_template(**properties)
        assert brevo.get_smtp_templates().count == 0, "a refused template was stored"

    def test_also_when_it_is_changed(self, brevo, template, refused):
        with refused(400, "invalid_parameter", "Sender is invalid / inactive"):
            brevo.update_smtp_template(template, sender={"id": 99}, subject="New")
        with refused(400, "missing_parameter", "No input in body"):
            brevo.update_smtp_template(template)
        assert brevo.get_smtp_template(template).subject == "Your order"
