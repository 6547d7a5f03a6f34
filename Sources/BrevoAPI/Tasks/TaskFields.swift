import APIContract
import BrevoStore
import CivilTime
import JSON

/// The properties of a task, as the bodies that create and change one have them.
enum TaskFields {
  static let path = Fields(id).refused(.taskRouteInvalid)
  static let id = Field.required("id", .objectID, "Id of the task.")

  static let duration = Field.optional("duration", .integer(0 ... .max), "In milliseconds.")
  static let notes = Field.optional("notes", .text(mayBeBlank: true), "Notes on the task.")
  static let isDone = Field.optional("done", .boolean, "Whether it is done.")
  static let assignee = Field.optional("assignToId", .text, "User, by id or by address.")
  static let contacts = Field.optional(
    "contactsIds", .list(of: .identifier, count: 0 ... .max), "Contacts that it is about.")
  static let deals = Field.optional(
    "dealsIds", .list(of: .objectID, count: 0 ... .max), "Deals that it is about.")
  static let companies = Field.optional(
    "companiesIds", .list(of: .objectID, count: 0 ... .max), "Companies that it is about.")
  static let reminder = Field.optional(
    "reminder", .object(reminderValue, reminderUnit, reminderTypes), "When to remind of it.")

  private static let reminderValue = Field.required(
    "value", .integer(0 ... .max), "How many units before its date.")
  private static let reminderUnit = Field.required("unit", .one(of: ReminderUnit.self), "Unit.")
  private static let reminderTypes = Field.required(
    "types", .list(of: .one(of: ReminderType.self)), "By which ways.")

  /// What a body may name in any case.
  static let optional: [any ClauseConvertible] = [
    duration, notes, isDone, assignee, contacts, deals, companies, reminder,
  ]

  /// A reminder, without what it says beside its three members.
  fileprivate static func json(_ reminder: Inputs) -> JSONObject {
    [
      "value": .int(reminder[reminderValue]), "unit": .string(reminder[reminderUnit].rawValue),
      "types": .array(reminder[reminderTypes].map { .string($0.rawValue) }),
    ]
  }
}

private enum ReminderUnit: String, Sendable, CaseIterable { case minutes, hours, days, weeks }
private enum ReminderType: String, Sendable, CaseIterable { case email, push }

extension Transaction {
  /// Takes over what a body names of a task beside its type, its name and its date.
  func apply(_ body: Inputs, to task: inout CRMTask) throws {
    task.duration = body[TaskFields.duration] ?? task.duration
    task.notes = body[TaskFields.notes] ?? task.notes
    task.isDone = body[TaskFields.isDone] ?? task.isDone
    task.reminder = body[TaskFields.reminder].map(TaskFields.json) ?? task.reminder
    task.assignee = try body[TaskFields.assignee].map(assignee) ?? task.assignee
    task.contacts =
      try body[TaskFields.contacts].map {
        try known($0, "contact", contacts.unknown)
      } ?? task.contacts
    task.deals =
      try body[TaskFields.deals].map { try known($0, "deal", deals.unknown) } ?? task.deals
    task.companies =
      try body[TaskFields.companies].map {
        try known($0, "company", companies.unknown)
      } ?? task.companies
  }

  /// The id of a task type, if there is such a type.
  func taskType(_ id: String) throws -> String {
    let types = try taskTypes.all()
    guard settings.hasLenientReferences || types.contains(where: { $0.id == id }) else {
      throw APIError.taskReferenceUnknown("task type", id)
    }
    return id
  }

  /// The id of a user, if there is one of that id or address.
  private func assignee(_ idOrEmail: String) throws -> String {
    if let user = try users.user(idOrEmail) { return user.id }
    guard settings.hasLenientReferences else {
      throw APIError.taskReferenceUnknown("user", idOrEmail)
    }
    return idOrEmail
  }

  /// `ids`, if none of them is unknown.
  private func known<ID>(
    _ ids: [ID], _ what: String, _ unknown: ([ID]) throws -> ID?
  ) throws -> [ID] {
    if !settings.hasLenientReferences, let id = try unknown(ids) {
      throw APIError.taskReferenceUnknown(what, "\(id)")
    }
    return ids
  }

  func task(_ path: Inputs) throws -> CRMTask {
    guard let task = try tasks.task(id: path[TaskFields.id]) else { throw APIError.taskUnknown }
    return task
  }
}
