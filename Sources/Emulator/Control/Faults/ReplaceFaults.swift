import APIContract
import HTTP
import JSON

private let faults = Field.required(
  "faults", .list(of: .object(Fault.clauses), count: 0...Faults.limit),
  "What is to go wrong, and nothing else; of those whose turn it is, the first strikes.")

extension Operations {
  static let replaceFaults = ControlEndpoint(
    .put, "/faults", "replaceFaults",
    summary: "Set what is to go wrong",
    body: .required(faults),
    responses: [
      .ok("the faults", CountedFault.listSchema), .badRequest, .faultNameUnknown,
    ]
  ) { call, operation in
    let wanted = try call.body[faults].map { try Fault($0) }
    let key = try operation.faultedKey
    return .ok(CountedFault.json(operation.emulator.faults.replace(with: wanted, of: key)))
  }
}
