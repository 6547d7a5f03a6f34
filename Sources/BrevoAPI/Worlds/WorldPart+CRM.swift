import APIContract
import BrevoStore
import CivilTime
import JSON

/// What the rows of the CRM are made of. Ids may be given, to be named elsewhere.
private enum Row {
  static let id = Field.optional("id", .objectID)
  static let name = Field.required("name", .text)
  static let title = Field.required("title", .text)
  static let email = Field.required("email", .email)
  static let attributes = Field.optional("attributes", .dictionary)
  /// Those of the standard types are not known beforehand.
  static let type = Field.required("taskType", .text, "Id or title of a task type.")
  static let date = Field.required("date", .dateTime)
  static let createdAt = Field.optional("createdAt", .dateTime)
  static let modifiedAt = Field.optional("updatedAt", .dateTime)
}

extension WorldPart {
  static let users = rows(
    "users", .object(Row.id, Row.email, Row.name),
    insert: { row, store in
      try store.users.insert(id: row[Row.id], email: row[Row.email], name: row[Row.name])
    },
    export: { store in
      try store.users.all().map {
        ["id": .string($0.id), "email": .string($0.email), "name": .string($0.name)]
      }
    })

  static let companies = rows(
    "companies", .object(Row.id, Row.name, Row.attributes),
    insert: { row, store in
      try store.companies.insert(
        id: row[Row.id], name: row[Row.name], attributes: row[Row.attributes] ?? JSONObject())
    },
    export: { try $0.companies.all().map(\.worldRow) })

  static let deals = rows(
    "deals", .object(Row.id, Row.name, Row.attributes),
    insert: { row, store in
      try store.deals.insert(
        id: row[Row.id], name: row[Row.name], attributes: row[Row.attributes] ?? JSONObject())
    },
    export: { try $0.deals.all().map(\.worldRow) })

  /// Without any, the standard ones come into being when they are first asked for.
  static let taskTypes = rows(
    "taskTypes", .object(Row.id, Row.title),
    insert: { row, store in
      try store.taskTypes.insert(id: row[Row.id], title: row[Row.title])
    },
    export: { store in
      try store.taskTypes.stored().map { ["id": .string($0.id), "title": .string($0.title)] }
    })

  /// With the names that the documented API has for what is in a task.
  static let tasks = rows(
    "tasks",
    Shape<Inputs>.object(
      [Row.id, Row.type, Row.name, Row.date] + TaskFields.optional
        + [Row.createdAt, Row.modifiedAt]),
    insert: { row, store in
      var task = CRMTask(
        type: try store.taskType(inWorld: row[Row.type]), name: row[Row.name],
        dueAt: row[Row.date], at: row[Row.createdAt] ?? store.now)
      task.id = row[Row.id] ?? ""
      task.modifiedAt = row[Row.modifiedAt] ?? task.createdAt
      do { try store.apply(row, to: &task) } catch let error as APIError {
        throw World.Failure(description: error.explanation ?? error.message)
      }
      try store.tasks.insert(task)
    },
    export: { store in
      let page = Page(limit: .max, offset: 0, sort: .ascending)
      return try store.tasks.page(TaskFilter(), by: nil, page).map(\.worldRow)
    })
}

extension Transaction {
  fileprivate func taskType(inWorld wanted: String) throws -> String {
    let id = wanted.lowercased()
    if let type = try taskTypes.all().first(where: { $0.title == wanted || $0.id == id }) {
      return type.id
    }
    guard settings.hasLenientReferences else {
      throw World.Failure(description: "task type \(wanted) is not in the world")
    }
    return id
  }
}

extension CRMRecord {
  fileprivate var worldRow: JSONValue {
    ["id": .string(id), "name": .string(name), "attributes": .unlessEmpty(attributes)]
  }
}

extension CRMTask {
  fileprivate var worldRow: JSONValue {
    [
      "id": .string(id), "taskType": .string(type), "name": .string(name),
      "date": .instant(dueAt), "duration": duration.map { .int($0) },
      "notes": notes.map { .string($0) }, "done": isDone ? true : nil,
      "assignToId": assignee.map { .string($0) },
      "contactsIds": .unlessEmpty(contacts.map { .int($0) }),
      "dealsIds": .unlessEmpty(deals.map { .string($0) }),
      "companiesIds": .unlessEmpty(companies.map { .string($0) }),
      "reminder": reminder.map { .object($0) },
      "createdAt": .instant(createdAt), "updatedAt": .instant(modifiedAt),
    ]
  }
}
