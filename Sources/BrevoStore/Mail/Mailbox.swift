package import JSON

/// An address, and the name shown beside it.
package struct Mailbox: Sendable, Equatable {
  package var email: String
  package var name: String?

  package init(email: String, name: String? = nil) {
    self.email = email
    self.name = name
  }

  package var json: JSONValue { ["email": .string(email), "name": name.map { .string($0) }] }
}
