"""The older official Python client keeps CRM tasks."""

import datetime
import json

import pytest
from sib_api_v3_sdk import Body6, Body7, TaskReminder, TasksApi

COMPANY = "61a5cd07ca1347c82306ad06"
DEAL = "61a5ce58c5d4795761045990"
UNKNOWN = "0123456789abcdef01234567"
DATE = datetime.datetime(2021, 1, 31, 12, 30, tzinfo=datetime.timezone.utc)


@pytest.fixture
def server(furnished):
    return furnished


@pytest.fixture
def tasks(client):
    return TasksApi(client)


@pytest.fixture
def task_type(tasks):
    """The client cannot decode the types: their ids are in the bytes of the answer alone."""
    return json.loads(tasks.crm_tasktypes_get(_preload_content=False).data)[0]["id"]


@pytest.fixture
def task(tasks, task_type):
    return tasks.crm_tasks_post(Body6(
        name="Call Ann", task_type_id=task_type, _date=DATE, contacts_ids=[1, 2],
        companies_ids=[COMPANY], deals_ids=[DEAL], assign_to_id="sue@example.com",
        duration=600000,
        reminder=TaskReminder(value=10, unit="minutes", types=["email"]))).id


class TestTypes:
    def test_arrive_but_are_lost(self, tasks):
        answer = tasks.crm_tasktypes_get(_preload_content=False)
        assert [each["title"] for each in json.loads(answer.data)] == [
            "Email", "Call", "Meeting", "Todo", "Lunch", "Deadline", "LinkedIn"]
        # It takes the array for one object, which has neither id nor title.
        types = tasks.crm_tasktypes_get()
        assert (types.id, types.title) == (None, None)

    def test_are_told_to_no_stranger(self, keyless, refused):
        with refused(401, "unauthorized", "authentication not found in headers"):
            TasksApi(keyless).crm_tasktypes_get()


class TestATask:
    def test_is_read_as_it_was_made(self, tasks, task, task_type):
        read = tasks.crm_tasks_id_get(task)
        # The client knows no more of a task than this.
        assert read.to_dict() == dict(
            id=task, task_type_id=task_type, name="Call Ann", contacts_ids=[1, 2],
            companies_ids=[COMPANY], deals_ids=[DEAL])

    def test_is_found_by_what_it_is(self, tasks, task):
        milliseconds = int(DATE.timestamp() * 1000)
        for filters, found in [
            (dict(sort="asc", sort_by="name", limit=1), [task]),
            (dict(filter_contacts="2", filter_companies=COMPANY, filter_deals=DEAL), [task]),
            (dict(filter_assign_to="sue@example.com", filter_status="undone"), [task]),
            (dict(filter_date="range", date_from=milliseconds, date_to=milliseconds), [task]),
            (dict(filter_status="done"), []),
        ]:
            assert [each.id for each in tasks.crm_tasks_get(**filters).items] == found

    def test_changes_and_goes(self, tasks, task, refused):
        assert tasks.crm_tasks_id_patch(task, Body7(name="Write to Ann")) is None
        read = tasks.crm_tasks_id_get(task)
        assert (read.name, read.contacts_ids) == ("Write to Ann", [1, 2])
        assert tasks.crm_tasks_id_delete(task) is None
        with refused(404, "document_not_found", "Document not found"):
            tasks.crm_tasks_id_delete(task)


class TestIsRefused:
    def test_a_task_that_makes_no_sense(self, tasks, task, refused):
        for operation in [
            lambda: tasks.crm_tasks_post(
                Body6(name="Call Ann", task_type_id=UNKNOWN, _date=DATE)),
            lambda: tasks.crm_tasks_id_patch(task, Body7(task_type_id=UNKNOWN)),
            lambda: tasks.crm_tasks_get(filter_status="late"),
        ]:
            with refused(400, "invalid_parameter", "Not valid data."):
                operation()

    @pytest.mark.parametrize("task_id, status, code, message", [
        ("7", 400, "invalid_parameter", "Route attribute id is not valid."),
        (UNKNOWN, 404, "document_not_found", "Document not found"),
    ])
    def test_a_task_that_is_not_there(self, tasks, refused, task_id, status, code, message):
        for operation in [
            lambda: tasks.crm_tasks_id_get(task_id),
            lambda: tasks.crm_tasks_id_patch(task_id, Body7(done=True)),
            lambda: tasks.crm_tasks_id_delete(task_id),
        ]:
            with refused(status, code, message):
                operation()
