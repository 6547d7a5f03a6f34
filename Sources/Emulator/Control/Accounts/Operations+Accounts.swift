import APIContract
import BrevoStore
import CivilTime
import JSON

extension Operations {
  static let accounts: [ControlEndpoint] = [
    listAccounts, createAccount, getAccount, resetAccount, deleteAccount,
  ]

  static let accountKey = Field.required("key", .text, "The API key that names the account.")
}

extension Operation {
  /// The account of that key, which must be there.
  func account(_ key: String) throws -> Account {
    guard let account = try emulator.accounts.existing(key) else { throw try unknown(key) }
    return account
  }

  func unknown(_ key: String) throws -> APIError {
    .unknown("account", key, known: try emulator.accounts.keys())
  }
}

extension APIError {
  /// Says what there is, but not at any length.
  static func unknown(_ what: String, _ name: String, known: [String]) -> Self {
    let shown = known.prefix(10).joined(separator: ", ")
    let others = known.count > 10 ? " and \(known.count - 10) more" : ""
    let there = known.isEmpty ? "there is none" : "there are: \(shown)\(others)"
    return notFound(text: "There is no \(what) \(name); \(there)")
  }
}

extension AccountSummary {
  static let schema = Schema.object(
    .required("key", .text),
    .optional("createdAt", .text(.dateTime), "Absent if an earlier process made it."),
    .optional("lastUsedAt", .text(.dateTime), "By the system's clock, as `createdAt`."),
    .required("bytes", .integer, "Size of its database."), .required("emailCredits", .integer),
    .required("smsCredits", .number), .required("reseller", .boolean),
    .required(
      "clock",
      .object(.required("now", .text(.dateTime)), .required("frozen", .boolean))))

  var json: JSONValue {
    [
      "key": .string(key),
      "createdAt": createdAt.map { .string($0.formatted(.milliseconds(.utc))) },
      "lastUsedAt": lastUsedAt.map { .string($0.formatted(.milliseconds(.utc))) },
      "bytes": .int(Int64(byteCount)), "emailCredits": .int(emailCredits),
      "smsCredits": .amount(smsCredits), "reseller": .bool(isReseller),
      "clock": [
        "now": .string(clock.now.formatted(.milliseconds(.utc))),
        "frozen": .bool(clock.frozenAt != nil),
      ],
    ]
  }
}
