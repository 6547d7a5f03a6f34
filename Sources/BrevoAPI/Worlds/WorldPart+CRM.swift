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
}

extension WorldPart {
  static let users = rows("users", .object(Row.id, Row.email, Row.name)) { row, store in
    try store.users.insert(id: row[Row.id], email: row[Row.email], name: row[Row.name])
  }

  static let companies = rows("companies", .object(Row.id, Row.name, Row.attributes)) {
    row, store in
    try store.companies.insert(
      id: row[Row.id], name: row[Row.name], attributes: row[Row.attributes] ?? JSONObject())
  }

  static let deals = rows("deals", .object(Row.id, Row.name, Row.attributes)) { row, store in
    try store.deals.insert(
      id: row[Row.id], name: row[Row.name], attributes: row[Row.attributes] ?? JSONObject())
  }

  static let taskTypes = rows("taskTypes", .object(Row.id, Row.title)) { row, store in
    try store.taskTypes.insert(id: row[Row.id], title: row[Row.title])
  }

  /// With the names that the documented API has for what is in a task.
  static let tasks = rows(
    "tasks",
    Shape<Inputs>.object([Row.id, Row.type, Row.name, Row.date] + TaskFields.optional)
  ) { row, store in
    let wanted = row[Row.type]
    let types = try store.taskTypes.all()
    guard let type = types.first(where: { $0.title == wanted || $0.id == wanted.lowercased() })
    else { throw World.Failure(description: "task type \(wanted) is not in the world") }
    var task = CRMTask(type: type.id, name: row[Row.name], dueAt: row[Row.date], at: store.now)
    task.id = row[Row.id] ?? ""
    do { try store.apply(row, to: &task) } catch let error as APIError {
      throw World.Failure(description: error.explanation ?? error.message)
    }
    try store.tasks.insert(task)
  }
}
