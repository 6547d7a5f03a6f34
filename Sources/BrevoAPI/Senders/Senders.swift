import APIContract
import BrevoStore

/// The `/senders` operations, in the contract's order.
package enum Senders {
  package static let endpoints: [BrevoEndpoint] = [
    list, create, listIPs, delete, update, getIPs, validate,
  ]

  static let id = Field.required("senderId", .identifier, "Number of the sender.")
    .refused(missing: .senderIDInvalid, invalid: .senderIDInvalid)
}

extension Transaction {
  func sender(_ path: Inputs) throws -> Sender {
    guard let sender = try senders.sender(id: path[Senders.id]) else {
      throw APIError.senderUnknown
    }
    return sender
  }
}
