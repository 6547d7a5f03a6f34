import APIContract
import BrevoStore
import HTTP

extension Tasks {
  static let delete = BrevoEndpoint(
    .delete, "/crm/tasks/{id}", "crmTasksIdDelete",
    summary: "Delete a task",
    rateLimit: .general,
    path: TaskFields.path,
    responses: [
      .noContent("Returned when item deleted"), .refused(.taskRouteInvalid),
      .refused(.taskUnknown),
    ]
  ) { call, store in
    guard try store.tasks.delete(id: call.path[TaskFields.id]) else { throw APIError.taskUnknown }
    return .noContent
  }
}
