import APIContract
import BrevoStore
import HTTP
import JSON

extension Tasks {
  static let list = BrevoEndpoint(
    .get, "/crm/tasks", "crmTasksGet",
    summary: "Get all tasks",
    rateLimit: .general,
    query: TaskQuery.fields,
    responses: [
      .ok(
        "Returns task list with filters", .object(.required("items", .array(CRMTask.schema)))),
      .refused(.taskDataInvalid),
    ]
  ) { call, store in
    let tasks = try store.tasks.page(
      try TaskQuery.filter(call.query, store), by: TaskQuery.sortKey(call.query),
      TaskQuery.page(call.query))
    return .ok(["items": .array(tasks.map(\.json))])
  }
}
