import APIContract
package import BrevoStore
import CivilTime
package import JSON

/// What accounts begin with, as people write it down: settings, and rows such as senders, contact
/// lists, contacts and templates.
///
/// A part that a world does not name is as in `newAccount`.
package struct World: Sendable {
  let object: JSONObject

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
    "users": [["email": "owner@example.com", "name": "Olivia Owner"]],
  ]

  /// A world with these parts; without any it is `newAccount`.
  package init(_ object: JSONObject = JSONObject()) throws(Failure) {
    var merged = Self.newAccount
    for (name, value) in object.members { merged[name] = value }
    self.object = merged
    for (name, value) in object.members {
      guard let part = WorldPart.all.first(where: { $0.name == name }) else {
        let known = WorldPart.all.map(\.name).joined(separator: ", ")
        throw Failure(description: "\(name) is no part of a world: it has \(known)")
      }
      if let fault = part.fault(in: value) { throw Failure(description: fault) }
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

  /// This world, with webhooks at these URLs besides its own, for all events.
  package func adding(webhooks urls: [String]) throws(Failure) -> World {
    guard !urls.isEmpty else { return self }
    var parts = object
    parts["webhooks"] = .array(
      (parts["webhooks"]?.array ?? []) + urls.map { ["url": .string($0)] })
    return try World(parts)
  }

  /// The worlds that the program brings along, by name: the files of `fixtures/worlds`.
  package static let builtIn: [String: [UInt8]] = ["demo": PackageResources.demo_json]

  /// What an account holds, but for its mail and its clock: every part is named, so that nothing is
  /// added when it is read again.
  package init(of store: Transaction) throws {
    object = JSONObject(try WorldPart.all.map { ($0.name, try $0.export(store)) })
  }

  /// As people review it: a member a line, in the order of the parts.
  package var text: String { JSONValue.object(object).prettyText }

  /// Writes the world into an account that holds nothing.
  package func fill(_ store: Transaction) throws {
    for part in WorldPart.all {
      if let value = object[part.name] { try part.insert(value, store) }
    }
  }
}
