package import CivilTime
package import JSON

/// Something that is to be done.
///
/// It keeps the ids of what it refers to, whatever becomes of that.
package struct CRMTask: Sendable, Equatable {
  package var id = ""
  package var type: String
  package var name: String
  package var dueAt: Instant
  /// In milliseconds.
  package var duration: Int64?
  package var notes: String?
  package var isDone = false
  /// The id of a user.
  package var assignee: String?
  package var contacts: [Int64] = []
  package var deals: [String] = []
  package var companies: [String] = []
  /// As it was given: nobody is reminded here.
  package var reminder: JSONObject?
  package var createdAt: Instant
  package var modifiedAt: Instant

  package init(type: String, name: String, dueAt: Instant, at now: Instant) {
    self.type = type
    self.name = name
    self.dueAt = dueAt
    createdAt = now
    modifiedAt = now
  }
}

/// Which tasks are wanted: those that meet all of it.
package struct TaskFilter: Sendable {
  package enum Dates: Sendable {
    /// Due before this instant, and not done.
    case overdue(at: Instant)
    case within(ClosedRange<Instant>)
  }

  package var type: String?
  package var isDone: Bool?
  package var dates: Dates?
  package var assignee: String?
  /// One of these is enough, as of deals and companies.
  package var contacts: [Int64]?
  package var deals: [String]?
  package var companies: [String]?

  package init() {}
}

/// What tasks can be sorted by, under the names that the documented API has for it.
package enum TaskSortKey: String, Sendable, CaseIterable {
  case id, taskTypeId, name, contactsIds, dealsIds, companiesIds, assignToId, date, duration, notes,
    done, reminder, createdAt, updatedAt

  var column: StaticString {
    switch self {
    case .id: "id"
    case .taskTypeId: "type"
    case .name: "name"
    case .contactsIds: "contacts"
    case .dealsIds: "deals"
    case .companiesIds: "companies"
    case .assignToId: "assignee"
    case .date: "due_at"
    case .duration: "duration"
    case .notes: "notes"
    case .done: "is_done"
    case .reminder: "reminder"
    case .createdAt: "created_at"
    case .updatedAt: "modified_at"
    }
  }
}
