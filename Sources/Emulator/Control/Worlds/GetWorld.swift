import APIContract
import BrevoAPI
import BrevoStore
import HTTP

extension Operations {
  static let worlds: [ControlEndpoint] = [getWorld, putWorld]

  /// Fit for `--world`, and for a review: in a stable order, a member a line.
  static let getWorld = ControlEndpoint(
    .get, "/world", "getWorld",
    summary: "Write down what the account holds as a world, but for its mail and its clock",
    responses: [.ok("the world", World.schema)]
  ) { _, operation in
    let text = try operation.account.round { try World(of: $0.transaction).text }
    return .document(Document(mediaType: "application/json", bytes: Array(text.utf8)))
  }
}
