"""The older official Python client keeps templates."""

import pytest
from sib_api_v3_sdk import (
    CreateSmtpTemplate, CreateSmtpTemplateSender, SendTestEmail, UpdateSmtpTemplate)


def properties(**changes):
    return CreateSmtpTemplate(**dict(
        template_name="Order", sender=CreateSmtpTemplateSender(email="owner@example.com"),
        subject="Your order", html_content="<p>Thank you</p>") | changes)


@pytest.fixture
def template(emails):
    return emails.create_smtp_template(properties()).id


class TestATemplate:
    def test_is_read_as_it_was_made(self, emails, template):
        read = emails.get_smtp_template(template)
        assert (read.id, read.name, read.subject, read.html_content) == (
            template, "Order", "Your order", "<p>Thank you</p>")
        assert (read.sender.email, read.sender.id) == ("owner@example.com", "1")
        assert (read.is_active, read.test_sent, read.doi_template) == (False, False, False)

    def test_is_listed(self, emails, template):
        active = emails.create_smtp_template(properties(is_active=True)).id
        everything = emails.get_smtp_templates()
        assert (everything.count, [each.id for each in everything.templates]) == (
            2, [active, template])
        # The client writes True and False with a capital.
        assert [each.id for each in emails.get_smtp_templates(template_status=True).templates] == [
            active]

    def test_changes_and_goes(self, emails, template, refused):
        assert emails.update_smtp_template(template, UpdateSmtpTemplate(is_active=True)) is None
        assert emails.get_smtp_template(template).is_active is True
        with refused(
                400, "invalid_parameter",
                "Template is active. Only inactive templates can be deleted"):
            emails.delete_smtp_template(template)
        emails.update_smtp_template(template, UpdateSmtpTemplate(is_active=False))
        assert emails.delete_smtp_template(template) is None
        with refused(404, "document_not_found", "Template ID not found"):
            emails.get_smtp_template(template)

    def test_is_tested(self, emails, template, refused):
        with refused(
                400, "invalid_parameter", "The email could not be sent to all recipients",
                unexistingEmails=["ann@example.com"]):
            emails.send_test_template(template, SendTestEmail(email_to=["ann@example.com"]))
        assert emails.get_smtp_template(template).test_sent is False
        assert emails.send_test_template(
            template, SendTestEmail(email_to=["owner@example.com"])) is None
        assert emails.get_smtp_template(template).test_sent is True


class TestIsRefused:
    def test_a_template_that_lacks_something(self, emails, refused):
        with refused(400, "missing_parameter", "Template name is missing"):
            emails.create_smtp_template(properties(template_name=""))
        assert emails.get_smtp_templates().count == 0, "a refused template was stored"

    def test_a_template_that_is_not_there(self, emails, refused):
        for operation in [
            lambda: emails.get_smtp_template(7),
            lambda: emails.update_smtp_template(7, UpdateSmtpTemplate(tag="order")),
            lambda: emails.delete_smtp_template(7),
            lambda: emails.send_test_template(7, SendTestEmail()),
        ]:
            with refused(404, "document_not_found", "Template ID not found"):
                operation()

    def test_a_list_in_no_order(self, emails, refused):
        with refused(400, "invalid_parameter", "sort is not valid"):
            emails.get_smtp_templates(sort="up")
        # A limit that is too high the client refuses by itself.
        with pytest.raises(ValueError):
            emails.get_smtp_templates(limit=1001)
