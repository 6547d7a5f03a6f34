import APIContract

/// Whose calls a control call asks about.
enum Scope {
  case all
  case account(String)
  /// Those that came with no key, or with one that is not admitted.
  case nobody

  static let field = Field.optional(
    "account", .text,
    "Key of the account, in the place of the field api-key; `*` means all accounts.")

  /// The query goes before the field that clients set everywhere.
  init(_ call: Call, _ operation: Operation) {
    switch call.query[Self.field] ?? operation.key {
    case "*"?: self = .all
    case let key?: self = .account(key)
    case nil: self = .nobody
    }
  }

  /// The key of the journal, which is empty for nobody's; nil for all of them.
  var key: String? {
    switch self {
    case .all: nil
    case .account(let key): key
    case .nobody: ""
    }
  }
}
