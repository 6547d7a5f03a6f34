import APIContract
import BrevoStore

/// Somebody in the head of a mail: `{"email": …, "name": …}`.
enum Party {
  static let email = Field.required("email", .email, "Address.")
  static let name = Field.optional("name", .text(length: 0...70), "Name shown beside it.")
  static let shape = Shape<Inputs>.object(email, name)
}

extension Mailbox {
  init(_ party: Inputs) {
    self.init(email: party[Party.email], name: party[Party.name])
  }
}

/// Who a mail comes from: a registered sender by its number, or an address.
struct SenderFields: Sendable {
  let id = Field.optional("id", .identifier, "Number of a registered sender.")
  let email = Field.optional("email", .email, "Address.")
    .refused(missing: .senderEmailInvalid, invalid: .senderEmailInvalid)
  let name: OptionalField<String>
  let shape: Shape<Inputs>

  /// `both` is the refusal of a sender with a number and an address. Mail ignores the name of a
  /// sender that has a number; templates take it.
  init(both: APIError, ignoresNameWithID: Bool) {
    let names = [id.member.name, email.member.name]
    let shown = Field.optional(
      "name", .text(length: 0...70), "Name shown beside the address."
    ).refused(missing: .senderNameMissing)
    name = ignoresNameWithID ? shown.ignored(with: id) : shown
    shape = .object(
      Rule.anyOf(names, else: .senderNeitherIDNorEmail), Rule.atMostOneOf(names, else: both),
      id, email, name)
  }
}

extension Transaction {
  /// The sender that a request names by number or address, if the account has it.
  func registered(_ fields: SenderFields, _ inputs: Inputs) throws -> Sender? {
    if let id = inputs[fields.id] { return try senders.sender(id: id) }
    return try inputs[fields.email].flatMap { try senders.sender(email: $0) }
  }
}
