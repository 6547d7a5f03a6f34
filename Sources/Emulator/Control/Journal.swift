import APIContract
import BrevoAPI
import BrevoStore
import CivilTime
import HTTP
import JSON

private let named = Field.optional("operation", .text, "Name of the operation that was called.")
private let status = Field.optional("status", .integer(100...999), "Status that was answered.")
private let since = Field.optional(
  "since", .integer(0 ... .max), default: 0, "Number of an entry; only later ones are listed.")
private let limit = Field.optional(
  "limit", .integer(0...1000), default: 100, "Number of entries per page.")
private let offset = Field.optional(
  "offset", .integer(0 ... .max), default: 0, "Index of the first entry of the page.")
private let sort = Field.optional(
  "sort", .one(of: SortOrder.self), default: .ascending, "Order of the entries by their number.")
private let reveal = Field.optional(
  "reveal", .boolean, default: false, "Show keys, mail addresses and telephone numbers.")

extension Operations {
  static let listJournal = ControlEndpoint(
    .get, "/journal", "listJournal",
    summary: "List the calls that were made, and why they were answered so",
    query: Fields(Scope.field, named, status, since, limit, offset, sort, reveal),
    responses: [
      .ok(
        "the calls; without a key, those that named no account",
        .object(
          .required("count", .integer, "Entries that match, on this page or not."),
          .required("entries", .array(JournalEntry.schema)))),
      .badRequest, .refused(.operationUnknown("…")),
    ]
  ) { call, operation in
    if let name = call.query[named], !KnownOperations.names.contains(name) {
      throw APIError.operationUnknown(name)
    }
    let journals = operation.emulator.journals
    let scope = Scope(call, operation)
    let all = scope.key.map { key in journals.entries(of: key).map { (key: key, entry: $0) } }
    var found = (all ?? journals.allEntries).filter { _, entry in
      entry.number > call.query[since]
        && call.query[named].map { $0 == entry.operation } ?? true
        && call.query[status].map { $0 == entry.status.code } ?? true
    }
    if call.query[sort] == .descending { found.reverse() }
    let page = found.dropFirst(Int(call.query[offset])).prefix(Int(call.query[limit]))
    return .ok([
      "count": .int(Int64(found.count)),
      "entries": .array(
        page.map { $0.entry.json(ofKey: $0.key, reveals: call.query[reveal]) }),
    ])
  }

  static let emptyJournal = ControlEndpoint(
    .delete, "/journal", "emptyJournal",
    summary: "Empty the journal; what the report counts stays",
    query: Fields(Scope.field),
    responses: [.noContent("the journal is empty")]
  ) { call, operation in
    operation.emulator.journals.empty(Scope(call, operation).key)
    return .noContent
  }
}

extension APIError {
  fileprivate static func operationUnknown(_ name: String) -> Self {
    let known = KnownOperations.names.joined(separator: ", ")
    return notFound(text: "No operation is called \(name); there are \(known)")
  }
}

/// What a journal can name: operations of the documented API, and those of an account's control.
enum KnownOperations {
  static let names = (Catalogue.endpoints + Control.endpoints).map(\.name)

  private static let byName = Dictionary(
    uniqueKeysWithValues: (Catalogue.endpoints + Control.endpoints).map { ($0.name, $0) })

  static func named(_ name: String) -> BrevoEndpoint? { byName[name] }
}

extension JournalEntry {
  fileprivate static let schema = Schema.object(
    .required("number", .integer, "Counted over all accounts; the answer's x-mock-journal."),
    .required("time", .text(.dateTime), "By the system's clock."),
    .required("account", .text, "The key; empty if none was admitted."),
    .required("method", .text), .required("target", .text),
    .optional("operation", .text, "What the call means; absent if that is nothing."),
    .required("status", .integer), .optional("refusal", .text, "Why it was refused."),
    .required("unread", .array(.text), "What no operation reads: fields and parameters."),
    .required(
      "ignored", .array(.text), "What has no effect, for what else is given."),
    .required("lints", .array(Lint.schema)),
    .required("didYouMean", .array(.text), "For an unknown route, the nearest known ones."),
    .required("curl", .text, "A line that makes the call again."))

  /// The entry as a reader wants it: what can be found out is found out now.
  fileprivate func json(ofKey key: String, reveals: Bool) -> JSONValue {
    let shown = { (text: String) in JSONValue.string(reveals ? text : Mask.text(text)) }
    let known = operation.flatMap(KnownOperations.named)
    var unread = known?.unread(in: request) ?? Unread()
    // Every control call may name its account in the query.
    if request.path.hasPrefix(Emulator.controlPath) {
      unread.undeclared.removeAll { $0 == "account" }
    }
    let isUnknown = known == nil && status == .notFound
    let nearest = isUnknown ? RouteGuide.nearest(to: request.method, request.path) : []
    return [
      "number": .int(number), "time": .string(time.formatted(.milliseconds(.utc))),
      "account": .string(reveals || key.isEmpty ? key : Mask.key(key)),
      "method": .string(request.method.rawValue), "target": shown(request.target),
      "operation": operation.map { .string($0) }, "status": .int(Int64(status.code)),
      "refusal": explanation.map(shown), "unread": .array(unread.undeclared.map(shown)),
      "ignored": .array(unread.ignored.map(shown)),
      "lints": .array(lints.compactMap(Lint.named).map(\.json)),
      "didYouMean": .array(nearest.map { .string($0) }),
      "curl": .string(CurlCommand(request: request, reveals: reveals).line),
    ]
  }
}

extension Lint {
  static let schema = Schema.object(
    .required("name", .text), .required("sentence", .text, "What is odd about the call."),
    .required("advice", .text, "What to do instead."))

  var json: JSONValue {
    ["name": .string(name), "sentence": .string(sentence), "advice": .string(advice)]
  }
}
