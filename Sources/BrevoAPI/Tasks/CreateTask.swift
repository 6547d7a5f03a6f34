import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let name = Field.required("name", .text, "Name of the task.")
private let type = Field.required("taskTypeId", .objectID, "Id of its type.")
private let date = Field.required("date", .dateTime, "When it is due; this may have been.")

extension Tasks {
  static let create = BrevoEndpoint(
    .post, "/crm/tasks", "crmTasksPost",
    summary: "Create a task",
    rateLimit: .general,
    body: .required(Fields([name, type, date] + TaskFields.optional).refused(.taskDataInvalid)),
    responses: [
      .created("Created new task", .object(.required("id", .text(.objectID)))),
      .refused(.taskDataInvalid),
    ]
  ) { call, store in
    let body = call.body
    var task = CRMTask(
      type: try store.taskType(body[type]), name: body[name], dueAt: body[date], at: store.now)
    try store.apply(body, to: &task)
    return .created(["id": .string(try store.tasks.insert(task))])
  }
}
