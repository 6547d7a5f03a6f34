import APIContract
package import BrevoStore
import CivilTime
package import JSON

/// What accounts begin with, as people write it down: senders, contact lists, contacts, templates.
///
/// A kind that a world does not name is as in `newAccount`.
package struct World: Sendable {
  private let object: JSONObject

  /// What is wrong with a world, and where.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// What an account holds when nobody says otherwise: enough to send and to test a template.
  package static let newAccount: JSONObject = [
    "senders": [["id": 1, "name": "Olivia Owner", "email": "owner@example.com", "active": true]],
    "lists": [["id": 1, "name": "Test list"]],
    "contacts": [
      [
        "email": "owner@example.com", "lists": [1],
        "attributes": ["FIRSTNAME": "Olivia", "LASTNAME": "Owner"],
      ]
    ],
  ]

  /// - Parameter object: Kinds, each an array of rows; nil for a new account.
  package init(_ object: JSONObject = JSONObject()) throws(Failure) {
    var merged = Self.newAccount
    for (kind, rows) in object.members { merged[kind] = rows }
    self.object = merged
    let known = WorldKind.all.map(\.kind)
    for (kind, rows) in merged.members {
      guard let description = WorldKind.all.first(where: { $0.kind == kind }) else {
        throw Failure(
          description: "\(kind) is no kind of a world: it has \(known.joined(separator: ", "))")
      }
      guard let rows = rows.array else { throw Failure(description: "\(kind) is not an array") }
      for (index, row) in rows.enumerated() {
        if let fault = description.fault(in: row) {
          throw Failure(description: "\(kind)[\(index)]: \(fault)")
        }
      }
    }
  }

  /// Reads a world from the bytes of a JSON file.
  package init(parsing bytes: [UInt8]) throws(Failure) {
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONValue(parsing: bytes) } catch {
      throw Failure(description: "\(error)")
    }
    guard let object = value.object else {
      throw Failure(description: "a world is a JSON object")
    }
    try self.init(object)
  }

  /// Writes the rows into an account that has none.
  package func fill(_ store: Transaction) throws {
    for description in WorldKind.all {
      for (index, row) in (object[description.kind]?.array ?? []).enumerated() {
        do { try description.insert(row, store) } catch {
          throw Failure(description: "\(description.kind)[\(index)]: \(error)")
        }
      }
    }
  }
}
