import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let name = Field.optional("name", .text, "Name of the task.")
private let type = Field.optional("taskTypeId", .objectID, "Id of its type.")
private let date = Field.optional("date", .dateTime, "When it is due.")

extension Tasks {
  /// Changes what the body names, and nothing else; lists that it names are replaced.
  static let update = BrevoEndpoint(
    .patch, "/crm/tasks/{id}", "crmTasksIdPatch",
    summary: "Update a task",
    rateLimit: .general,
    path: TaskFields.path,
    body: .required(Fields([name, type, date] + TaskFields.optional).refused(.taskDataInvalid)),
    responses: [
      .noContent("Task updated"), .refused(.taskDataInvalid), .refused(.taskUnknown),
    ]
  ) { call, store in
    let body = call.body
    var task = try store.task(call.path)
    task.name = body[name] ?? task.name
    task.type = try body[type].map(store.taskType) ?? task.type
    task.dueAt = body[date] ?? task.dueAt
    try store.apply(body, to: &task)
    task.modifiedAt = store.now
    try store.tasks.update(task)
    return .noContent
  }
}
