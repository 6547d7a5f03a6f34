import APIContract
import HTTP
import JSON

extension Operations {
  static let listFaults = ControlEndpoint(
    .get, "/faults", "listFaults",
    summary: "List what is to go wrong, and what has",
    responses: [.ok("the faults", CountedFault.listSchema)]
  ) { _, operation in
    .ok(CountedFault.json(operation.emulator.faults.list(of: try operation.faultedKey)))
  }
}

extension Operation {
  /// The key of the account whose faults are meant.
  var faultedKey: String {
    get throws(APIError) {
      guard let key else { throw .noKey }
      return key
    }
  }
}

extension CountedFault {
  static let schema = Schema.object(
    [Member.required("id", .integer).clause] + Fields(Fault.clauses).members.map(\.clause)
      + [
        Member.required("seen", .integer, "The requests that it was for.").clause,
        Member.required("struck", .integer, "Those of them that it struck.").clause,
        Member.required(
          "next", .array(.integer),
          "Which of the requests that it is for it strikes next, counted from the first one; three at most."
        ).clause,
      ])

  static let listSchema = Schema.object(.required("faults", .array(schema)))

  static func json(_ faults: [CountedFault]) -> JSONValue {
    ["faults": .array(faults.map(\.json))]
  }

  var json: JSONValue {
    var object: JSONObject = ["id": .int(id)]
    for (name, value) in fault.given.members { object[name] = value }
    object["phase"] = .string(fault.phase.rawValue)
    object["seen"] = .int(seen)
    object["struck"] = .int(struck)
    object["next"] = .array(fault.occasion.next(after: seen).map { .int($0) })
    return .object(object)
  }
}
