import APIContract
import BrevoAPI
import HTTP
import JSON

/// What a test run did with the documented API: which of it was exercised, and what was odd.
struct Report: Sendable {
  /// An operation of the catalogue, and what was seen of it.
  struct Operation: Sendable {
    var name: String
    var method: String
    var path: String
    /// How often each status was answered.
    var seen: [(status: Int, count: Int)]
    /// The statuses that it declares, and that were not seen.
    var unseen: [Int]

    var calls: Int { seen.reduce(0) { $0 + $1.count } }
  }

  struct Refusal: Sendable {
    /// Empty if the call means none.
    var operation: String
    var status: Int
    var sentence: String
    var count: Int
  }

  struct Unread: Sendable {
    var operation: String
    var field: String
    var count: Int
  }

  let operations: [Operation]
  let refusals: [Refusal]
  let lints: [(lint: Lint, count: Int)]
  let unread: [Unread]
  /// What was expected and did not come, in a sentence each.
  let unmetExpectations: [String]
  /// Calls that meant no operation.
  let strayCalls: Int

  init(_ tally: Tally) {
    let known = Set(Catalogue.endpoints.map(\.name))
    operations = Catalogue.endpoints.map { endpoint in
      let seen = tally.calls.filter { $0.key.operation == endpoint.name }
        .map { (status: $0.key.status, count: $0.value) }.sorted { $0.status < $1.status }
      let declared = Set(endpoint.responses.map(\.status.code))
      return Operation(
        name: endpoint.name, method: endpoint.method.rawValue,
        path: Emulator.basePath + endpoint.path, seen: seen,
        unseen: declared.subtracting(seen.map(\.status)).sorted())
    }
    strayCalls = tally.calls.reduce(0) { count, call in
      call.key.operation.map(known.contains) == true ? count : count + call.value
    }
    refusals = tally.refusals.map { kind, count in
      Refusal(
        operation: kind.outcome.operation ?? "", status: kind.outcome.status,
        sentence: kind.sentence, count: count)
    }.sorted { ($0.operation, $0.status, $0.sentence) < ($1.operation, $1.status, $1.sentence) }
    lints = Lint.all.compactMap { lint in tally.lints[lint.name].map { (lint: lint, count: $0) } }
    unread = tally.unread.map { kind, count in
      Unread(operation: kind.operation, field: kind.field, count: count)
    }.sorted { ($0.operation, $0.field) < ($1.operation, $1.field) }
    unmetExpectations = tally.unmetExpectations
  }

  var exercised: [Operation] { operations.filter { $0.calls > 0 } }
  var calls: Int { operations.reduce(strayCalls) { $0 + $1.calls } }
  var serverErrors: Int {
    operations.flatMap(\.seen).filter { $0.status >= 500 }.reduce(0) { $0 + $1.count }
  }

  /// The figures, by name.
  var summary: [(name: String, count: Int)] {
    [
      ("calls", calls), ("operations", operations.count),
      ("operationsExercised", exercised.count),
      ("statuses", operations.reduce(0) { $0 + $1.unseen.count + $1.seen.count }),
      ("statusesSeen", operations.reduce(0) { $0 + $1.seen.count }),
      ("strayCalls", strayCalls), ("refusals", refusals.reduce(0) { $0 + $1.count }),
      ("serverErrors", serverErrors), ("lints", lints.reduce(0) { $0 + $1.count }),
      ("unread", unread.reduce(0) { $0 + $1.count }),
      ("unmetExpectations", unmetExpectations.count),
    ]
  }
}

extension Report {
  static let schema = Schema.object(
    .required(
      "summary",
      .object(Report(Tally()).summary.map { Member.required($0.name, .integer).clause })),
    .required(
      "operations",
      .array(
        .object(
          .required("operation", .text), .required("method", .text), .required("path", .text),
          .required("calls", .integer), .required("statuses", .array(count("status", .integer))),
          .required("unseen", .array(.integer), "Declared statuses that were not answered.")))),
    .required(
      "refusals",
      .array(
        .object(
          .optional("operation", .text), .required("status", .integer),
          .required("sentence", .text), .required("count", .integer)))),
    .required(
      "lints",
      .array(
        .object(
          .required("name", .text), .required("sentence", .text), .required("advice", .text),
          .required("count", .integer)))),
    .required(
      "unread",
      .array(
        .object(
          .required("operation", .text), .required("field", .text),
          .required("count", .integer)))),
    .required("unmetExpectations", .array(.text)))

  private static func count(_ name: String, _ schema: Schema) -> Schema {
    .object(.required(name, schema), .required("count", .integer))
  }

  var json: JSONValue {
    [
      "summary": .object(JSONObject(summary.map { ($0.name, .int(Int64($0.count))) })),
      "operations": .array(operations.map(\.json)),
      "refusals": .array(
        refusals.map {
          [
            "operation": $0.operation.isEmpty ? nil : .string($0.operation),
            "status": .int(Int64($0.status)), "sentence": .string($0.sentence),
            "count": .int(Int64($0.count)),
          ]
        }),
      "lints": .array(
        lints.map { lint, count in
          [
            "name": .string(lint.name), "sentence": .string(lint.sentence),
            "advice": .string(lint.advice), "count": .int(Int64(count)),
          ]
        }),
      "unread": .array(
        unread.map {
          [
            "operation": .string($0.operation), "field": .string($0.field),
            "count": .int(Int64($0.count)),
          ]
        }),
      "unmetExpectations": .array(unmetExpectations.map { .string($0) }),
    ]
  }
}

extension Report.Operation {
  fileprivate var json: JSONValue {
    [
      "operation": .string(name), "method": .string(method), "path": .string(path),
      "calls": .int(Int64(calls)),
      "statuses": .array(
        seen.map { ["status": .int(Int64($0.status)), "count": .int(Int64($0.count))] }),
      "unseen": .array(unseen.map { .int(Int64($0)) }),
    ]
  }
}
