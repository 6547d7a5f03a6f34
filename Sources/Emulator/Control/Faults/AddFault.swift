import APIContract
import HTTP
import JSON

extension Operations {
  static let addFault = ControlEndpoint(
    .post, "/faults", "addFault",
    summary: "Let one more thing go wrong",
    body: .required(Fields(Fault.clauses)),
    responses: [
      .created("the fault", CountedFault.schema), .badRequest, .faultNameUnknown,
    ]
  ) { call, operation in
    let fault = try Fault(call.body)
    guard let counted = operation.emulator.faults.add(fault, of: try operation.faultedKey) else {
      throw APIError.outOfRange(text: "An account has at most \(Faults.limit) faults")
    }
    return .created(counted.json)
  }
}

extension Response {
  static let faultNameUnknown = Response(
    .notFound, "an operation or an error is called so that is not known", .error)
}
