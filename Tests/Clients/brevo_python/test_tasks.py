"""The official Python client keeps CRM tasks."""

import datetime

import pytest
from brevo import TaskReminder

from answers import strict

SUE = "5f1a2b3c4d5e6f7a8b9c0d1e"
COMPANY = "61a5cd07ca1347c82306ad06"
DEAL = "61a5ce58c5d4795761045990"
UNKNOWN = "0123456789abcdef01234567"
DATE = datetime.datetime(2021, 1, 31, 12, 30, tzinfo=datetime.timezone.utc)


@pytest.fixture
def server(furnished):
    return furnished


@pytest.fixture
def tasks(client):
    return client.tasks


@pytest.fixture
def properties(tasks):
    """What a task must have."""
    return dict(name="Call Ann", date=DATE, task_type_id=tasks.get_all_task_types()[0].id)


@pytest.fixture
def task(tasks, properties):
    return tasks.create_a_task(**properties, contacts_ids=[1], notes="Mornings").id


class TestTypes:
    def test_are_seven(self, tasks):
        types = [strict(each) for each in tasks.get_all_task_types()]
        assert [each.title for each in types] == [
            "Email", "Call", "Meeting", "Todo", "Lunch", "Deadline", "LinkedIn"]
        assert types == tasks.get_all_task_types(), "they have other ids the next time"

    def test_are_told_to_no_stranger(self, keyless, refused):
        with refused(401, "unauthorized", "authentication not found in headers"):
            keyless.tasks.get_all_task_types()


class TestATask:
    def test_is_read_as_it_was_made(self, tasks, properties):
        made = strict(tasks.create_a_task(
            **properties, assign_to_id="sue@example.com", contacts_ids=[1, 2],
            companies_ids=[COMPANY], deals_ids=[DEAL], notes="Mornings", duration=600000,
            reminder=TaskReminder(value=10, unit="minutes", types=["email"])))
        read = strict(tasks.get_a_task(made.id))
        assert (read.id, read.name, read.task_type_id, read.date) == (
            made.id, "Call Ann", properties["task_type_id"], DATE)
        assert (read.contacts_ids, read.companies_ids, read.deals_ids) == (
            [1, 2], [COMPANY], [DEAL])
        assert (read.assign_to_id, read.notes, read.done) == (SUE, "Mornings", False)

    def test_changes_in_what_is_named(self, tasks, task):
        assert tasks.update_a_task(task, done=True, contacts_ids=[2]) is None
        read = tasks.get_a_task(task)
        assert (read.done, read.contacts_ids) == (True, [2])
        assert (read.name, read.notes, read.date) == ("Call Ann", "Mornings", DATE)

    def test_is_deleted_once(self, tasks, task, refused):
        assert tasks.delete_a_task(task) is None
        with refused(404, "document_not_found", "Document not found"):
            tasks.delete_a_task(task)

    def test_is_found_by_what_it_is(self, tasks, properties, task):
        other = tasks.create_a_task(
            **properties | dict(name="Write to Bob"), done=True, assign_to_id=SUE,
            companies_ids=[COMPANY], deals_ids=[DEAL]).id
        milliseconds = int(DATE.timestamp() * 1000)
        for filters, found in [
            (dict(sort_by="name", sort="asc"), [task, other]),
            (dict(sort_by="name", sort="desc", limit=1, offset=1), [task]),
            (dict(filter_type=properties["task_type_id"], filter_status="done"), [other]),
            (dict(filter_assign_to=SUE), [other]),
            (dict(filter_contacts="1"), [task]),
            (dict(filter_companies=COMPANY, filter_deals=DEAL), [other]),
            (dict(filter_date="overdue"), [task]),
            (dict(filter_date="range", date_from=milliseconds + 1, date_to=milliseconds + 2), []),
        ]:
            assert [each.id for each in strict(tasks.get_all_tasks(**filters)).items] == found


class TestIsRefused:
    @pytest.mark.parametrize("changes", [
        dict(name=" "), dict(task_type_id=UNKNOWN), dict(contacts_ids=[99]),
        dict(assign_to_id="nobody@example.com"), dict(duration=-1),
    ])
    def test_a_task_that_makes_no_sense(self, tasks, properties, task, refused, changes):
        for operation in [
            lambda: tasks.create_a_task(**properties | changes),
            lambda: tasks.update_a_task(task, **changes),
        ]:
            with refused(400, "invalid_parameter", "Not valid data."):
                operation()

    @pytest.mark.parametrize("task_id, status, code, message", [
        ("7", 400, "invalid_parameter", "Route attribute id is not valid."),
        (UNKNOWN, 404, "document_not_found", "Document not found"),
    ])
    def test_a_task_that_is_not_there(self, tasks, refused, task_id, status, code, message):
        for operation in [
            lambda: tasks.get_a_task(task_id),
            lambda: tasks.update_a_task(task_id, done=True),
            lambda: tasks.delete_a_task(task_id),
        ]:
            with refused(status, code, message):
                operation()

    @pytest.mark.parametrize("query", [
        dict(filter_status="late"), dict(filter_date="range"), dict(sort_by="colour"),
    ])
    def test_a_list_of_nothing(self, tasks, refused, query):
        with refused(400, "invalid_parameter", "Not valid data."):
            tasks.get_all_tasks(**query)
