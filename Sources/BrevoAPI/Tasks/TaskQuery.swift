import APIContract
import BrevoStore
import CivilTime

/// What a list of tasks can be narrowed by. Days and weeks are those of UTC.
enum TaskQuery {
  private enum Status: String, Sendable, CaseIterable { case done, undone }
  private enum Date: String, Sendable, CaseIterable { case overdue, today, tomorrow, week, range }

  private static let type = Field.optional(
    "filter[type]", .objectID, "Tasks of the type of this id.")
  private static let status = Field.optional(
    "filter[status]", .one(of: Status.self), "Tasks that are done, or are not.")
  private static let date = Field.optional(
    "filter[date]", .one(of: Date.self),
    "Tasks by their date; `overdue` ones are not done, and a `week` begins on Monday.")
  private static let assignee = Field.optional(
    "filter[assignTo]", .text, "Tasks of the user of this id or address.")
  private static let contacts = Field.optional(
    "filter[contacts]", .commaSeparated(.identifier),
    "Tasks about one of these contacts, by their ids with commas between them.")
  private static let deals = Field.optional(
    "filter[deals]", .commaSeparated(.objectID),
    "Tasks about one of these deals, by their ids with commas between them.")
  private static let companies = Field.optional(
    "filter[companies]", .commaSeparated(.objectID),
    "Tasks about one of these companies, by their ids with commas between them.")
  private static let start = Field.optional(
    "dateFrom", .integer(), "Beginning of a `range`, in milliseconds since 1970.")
  private static let end = Field.optional(
    "dateTo", .integer(), "End of a `range`, which still belongs to it.")
  private static let sortKey = Field.optional(
    "sortBy", .one(of: TaskSortKey.self), default: .createdAt, "The property to sort by.")
  private static let paging = Paging(standard: 50, maximum: .max)

  private static let listsAreIDs = Rule("Where ids are listed, each of them is one.") {
    inputs, _ throws(APIError) in
    guard isRead(contacts, in: inputs), isRead(deals, in: inputs), isRead(companies, in: inputs)
    else { throw .taskDataInvalid }
  }

  private static let rangeHasEnds = Rule(
    "A `range` has `dateFrom` and, not before it, `dateTo`."
  ) { inputs, _ throws(APIError) in
    guard inputs[date] == .range else { return }
    guard let start = inputs[start], let end = inputs[end], start <= end else {
      throw .taskDataInvalid
    }
  }

  static let fields = Fields(
    type, status, date, assignee, contacts, deals, companies, listsAreIDs, start, end,
    rangeHasEnds, paging.limit, paging.offset, paging.sort, sortKey
  ).refused(.taskDataInvalid)

  static func sortKey(_ query: Inputs) -> TaskSortKey { query[sortKey] }
  static func page(_ query: Inputs) -> Page { paging.page(query) }

  static func filter(_ query: Inputs, _ store: Transaction) throws -> TaskFilter {
    var filter = TaskFilter()
    filter.type = query[type]
    filter.isDone = query[status].map { $0 == .done }
    filter.dates = dates(query, at: store.now)
    filter.assignee = try query[assignee].map { try store.users.user($0)?.id ?? $0 }
    filter.contacts = query[contacts]
    filter.deals = query[deals]
    filter.companies = query[companies]
    return filter
  }

  private static func dates(_ query: Inputs, at now: Instant) -> TaskFilter.Dates? {
    let today = now.day(at: .utc)
    switch query[date] {
    case nil: return nil
    case .overdue: return .overdue(at: now)
    case .today: return days(today, 1)
    case .tomorrow: return days(today + 1, 1)
    case .week: return days(today.monday, 7)
    case .range:
      guard let start = query[start], let end = query[end] else { return nil }
      return .within(Instant(milliseconds: start)...Instant(milliseconds: end))
    }
  }

  private static func days(_ first: Day, _ count: Int) -> TaskFilter.Dates {
    let end = (first + count).start(at: .utc)
    return .within(first.start(at: .utc)...(end - .milliseconds(1)))
  }

  /// Whether a list is absent, or has only what it may have.
  private static func isRead<Item>(_ field: OptionalField<[Item]>, in inputs: Inputs) -> Bool {
    inputs[field] != nil || !inputs.has(field.member.name)
  }
}
