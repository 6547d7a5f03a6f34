import APIContract
import BrevoStore
import HTTP
import JSON

extension Tasks {
  static let get = BrevoEndpoint(
    .get, "/crm/tasks/{id}", "crmTasksIdGet",
    summary: "Get a task",
    rateLimit: .general,
    path: TaskFields.path,
    responses: [
      .ok("Returns the task by id", CRMTask.schema), .refused(.taskRouteInvalid),
      .refused(.taskUnknown),
    ]
  ) { call, store in
    .ok(try store.task(call.path).json)
  }
}
