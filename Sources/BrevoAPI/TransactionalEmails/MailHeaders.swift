/// The `headers` of a mail: fields of its head, and words to the service.
struct MailHeaders: Sendable {
  static let sandbox = "X-Sib-Sandbox"

  /// In the spelling of mail heads.
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var idempotencyKey: String?
  private(set) var asksForSandbox = false
  /// A single tag, which counts where the mail has no `tags`.
  private(set) var tag: String?

  init(_ members: [(name: String, value: String)] = []) { merge(members) }

  /// Lays `members` over the headers that are there.
  mutating func merge(_ members: [(name: String, value: String)]) {
    for (name, value) in members {
      switch name.lowercased() {
      // Three spellings stand in the vendor's pages, its document and its client.
      case "idempotencykey", "idempotency-key": idempotencyKey = value
      case Self.sandbox.lowercased(): asksForSandbox = Self.isSandbox(value)
      case "x-mailin-tag":
        tag = value
        set(name, value)
      default: set(name, value)
      }
    }
  }

  static func isSandbox(_ value: String?) -> Bool { value?.lowercased() == "drop" }

  private mutating func set(_ name: String, _ value: String) {
    let name = Self.titleCased(name)
    if let index = fields.firstIndex(where: { $0.name == name }) {
      fields[index].value = value
    } else {
      fields.append((name: name, value: value))
    }
  }

  /// `list-unsubscribe` as `List-Unsubscribe`: the service writes names so.
  private static func titleCased(_ name: String) -> String {
    name.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
      .joined(separator: "-")
  }
}
