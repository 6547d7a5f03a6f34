import APIContract
import BrevoStore
import HTTP
import JSON

extension Tasks {
  /// The vendor's documents describe one object; its newest client, and clients that were written
  /// against the live service, read a list.
  static let listTypes = BrevoEndpoint(
    .get, "/crm/tasktypes", "crmTasktypesGet",
    summary: "Get all task types",
    rateLimit: .general,
    responses: [
      .ok(
        "Returns all the task types",
        .array(.object(.required("id", .text(.objectID)), .required("title", .text))))
    ]
  ) { _, store in
    .ok(
      .array(
        try store.taskTypes.all().map { ["id": .string($0.id), "title": .string($0.title)] }))
  }
}
