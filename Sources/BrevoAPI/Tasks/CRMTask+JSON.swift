import APIContract
import BrevoStore
import CivilTime
import JSON

extension CRMTask {
  /// The vendor's documents show the first six members; the others are in its newest client.
  static let schema = Schema.object(
    .required("id", .text(.objectID)), .required("taskTypeId", .text(.objectID)),
    .required("name", .text), .required("contactsIds", .array(.integer)),
    .required("dealsIds", .array(.text(.objectID))),
    .required("companiesIds", .array(.text(.objectID))),
    .optional("assignToId", .text, "Id of a user, however it was named."),
    .required("date", .text(.dateTime)),
    .optional("duration", .integer, "In milliseconds."), .optional("notes", .text),
    .required("done", .boolean),
    .optional(
      "reminder",
      .object(
        .required("value", .integer), .required("unit", .text), .required("types", .array(.text)))),
    .required("createdAt", .text(.dateTime)), .required("updatedAt", .text(.dateTime)))

  var json: JSONValue {
    [
      "id": .string(id), "taskTypeId": .string(type), "name": .string(name),
      "contactsIds": .array(contacts.map { .int($0) }),
      "dealsIds": .array(deals.map { .string($0) }),
      "companiesIds": .array(companies.map { .string($0) }),
      "assignToId": assignee.map { .string($0) },
      "date": .string(dueAt.formatted(.milliseconds(.utc))),
      "duration": duration.map { .int($0) }, "notes": notes.map { .string($0) },
      "done": .bool(isDone), "reminder": reminder.map { .object($0) },
      "createdAt": .string(createdAt.formatted(.milliseconds(.utc))),
      "updatedAt": .string(modifiedAt.formatted(.milliseconds(.utc))),
    ]
  }
}
