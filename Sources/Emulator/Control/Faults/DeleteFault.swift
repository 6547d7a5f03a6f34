import APIContract
import HTTP

private let id = Field.required("id", .identifier, "Number of the fault.")

extension Operations {
  static let deleteFault = ControlEndpoint(
    .delete, "/faults/{id}", "deleteFault",
    summary: "Let one thing not go wrong any more",
    path: Fields(id),
    responses: [
      .noContent("the fault is gone"), .badRequest,
      Response(.notFound, "no fault has this id", .error),
    ]
  ) { call, operation in
    let key = try operation.faultedKey
    guard operation.emulator.faults.remove(call.path[id], of: key) else {
      let ids = operation.emulator.faults.list(of: key).map { "\($0.id)" }
      let known = ids.isEmpty ? "there is none" : "there are \(ids.joined(separator: ", "))"
      throw APIError.notFound(text: "No fault has this id; \(known)")
    }
    return .noContent
  }
}
