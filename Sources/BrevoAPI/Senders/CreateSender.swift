import APIContract
import BrevoStore
import HTTP
import JSON

private let name = Field.required("name", .text, "Name shown beside the address.")
private let email = Field.required(
  "email", .email, "Address; a code to verify it is mailed there.")

extension Senders {
  static let create = BrevoEndpoint(
    .post, "/senders", "createSender",
    summary: "Create a new sender",
    rateLimit: .general,
    body: .required(name, email, SenderIPFields.all, SenderIPFields.rule),
    responses: [
      .created(
        "sender created",
        .object(
          .required("id", .integer),
          .required("spfError", .boolean, "Whether SPF is not set up for the domain."),
          .required("dkimError", .boolean, "Whether DKIM is not set up for the domain."))),
      .badRequest,
    ]
  ) { call, store in
    let email = call.body[email]
    guard try store.senders.sender(email: email) == nil else { throw APIError.senderExists }
    let ips = try store.senderIPs(store.demandedIPs(call.body))
    // An authenticated domain needs no code. It is also taken as set up well (assumed: the documents
    // also show one error without the other).
    let isAuthenticated = try store.domains.isAuthenticated(email)
    let id = try store.senders.insert(
      name: call.body[name], email: email, isActive: isAuthenticated,
      code: isAuthenticated ? nil : try store.mailCode(to: email))
    try store.senderIPs.replace(ofSender: id, with: ips)
    return .created([
      "id": .int(id), "spfError": .bool(!isAuthenticated), "dkimError": .bool(!isAuthenticated),
    ])
  }
}

extension Transaction {
  /// The rows of `ips`, of which there must be some where the account has dedicated IPs.
  fileprivate func demandedIPs(_ body: Inputs) throws -> [Inputs] {
    let rows = body[SenderIPFields.all] ?? []
    guard try !rows.isEmpty || settings.hasLenientReferences || dedicatedIPs.isEmpty() else {
      throw APIError.senderIPsMissing
    }
    return rows
  }
}
