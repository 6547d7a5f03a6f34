import APIContract
import BrevoStore
import HTTP
import JSON

private let limit = Field.optional(
  "limit", .integer(0...1000), default: 100, "Number of accounts per page.")
private let offset = Field.optional(
  "offset", .integer(0 ... .max), default: 0, "Index of the first account of the page.")

extension Operations {
  static let listAccounts = ControlEndpoint(
    .get, "/accounts", "listAccounts",
    summary: "List the accounts that there are",
    query: Fields(limit, offset),
    responses: [
      .ok(
        "the accounts, by their keys",
        .object(
          .required("count", .integer, "Accounts, on this page or not."),
          .required("accounts", .array(AccountSummary.schema)))),
      .badRequest,
    ]
  ) { call, operation in
    let accounts = operation.emulator.accounts
    let keys = try accounts.keys()
    let start = Int(min(call.query[offset], Int64(keys.count)))
    // One whose file cannot be used hides no other; whoever asks for it is told why.
    let page = keys[start...].prefix(Int(call.query[limit])).compactMap { key in
      try? accounts.existing(key)?.summary()
    }
    return .ok([
      "count": .int(Int64(keys.count)),
      "accounts": .array(page.map(\.json)),
    ])
  }
}
