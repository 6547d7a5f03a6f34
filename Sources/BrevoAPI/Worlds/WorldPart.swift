import APIContract
import BrevoStore
import CivilTime
import JSON

/// A part of a world: what may be written there, and how it gets into an account.
struct WorldPart: Sendable {
  let name: String
  private let schema: Schema
  private let insertion: @Sendable (JSONValue, Transaction) throws -> Void

  /// In the order in which they are written: what is referred to comes first.
  static let all = [
    settings, emailCredits, smsCredits, domains, dedicatedIPs, senders, lists, contacts, templates,
    smsCampaigns, blockedContacts, blockedDomains, users, companies, deals, taskTypes, tasks,
    children, webhooks,
  ]

  /// What is wrong with a value for this part, and in which row; nil if nothing is.
  func fault(in value: JSONValue) -> String? {
    if case .array(let item, _) = schema, let rows = value.array {
      for (index, row) in rows.enumerated() {
        let place = "\(name)[\(index)]"
        guard let fault = item.fault(in: row, named: place) else { continue }
        // A fault deep inside names only what is around it.
        return fault.contains(place) ? fault : "\(fault) of \(place)"
      }
    }
    return schema.fault(in: value, named: name)
  }

  /// Inserts a value that has no fault.
  func insert(_ value: JSONValue, _ store: Transaction) throws { try insertion(value, store) }

  /// A part that is one value.
  static func value<Value>(
    _ name: String, _ shape: Shape<Value>,
    insertion: @escaping @Sendable (Value, Transaction) throws -> Void
  ) -> WorldPart {
    WorldPart(name: name, schema: shape.schema) { value, store in
      if let value = shape.read(value) { try insertion(value, store) }
    }
  }

  /// A part that is an array of rows.
  static func rows<Row>(
    _ name: String, _ shape: Shape<Row>,
    insertion: @escaping @Sendable (Row, Transaction) throws -> Void
  ) -> WorldPart {
    WorldPart(name: name, schema: .array(shape.schema)) { value, store in
      for (index, row) in (value.array ?? []).compactMap(shape.read).enumerated() {
        do { try insertion(row, store) } catch {
          throw World.Failure(description: "\(name)[\(index)]: \(error)")
        }
      }
    }
  }
}
