import APIContract
import BrevoStore
import CivilTime
import JSON

/// A part of a world: what may be written there, how it gets into an account, and how it is read from
/// one.
///
/// What an export writes must be inserted as it was: an account that is made of it exports the same.
struct WorldPart: Sendable {
  let name: String
  private let schema: Schema
  private let insertion: @Sendable (JSONValue, Transaction) throws -> Void
  private let reading: @Sendable (Transaction) throws -> JSONValue

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

  /// What an account holds of it.
  func export(_ store: Transaction) throws -> JSONValue { try reading(store) }

  /// The part as a member of a body.
  var member: Member { .optional(name, schema) }

  /// A part that is one value.
  static func value<Value>(
    _ name: String, _ shape: Shape<Value>,
    insert: @escaping @Sendable (Value, Transaction) throws -> Void,
    export: @escaping @Sendable (Transaction) throws -> JSONValue
  ) -> WorldPart {
    WorldPart(
      name: name, schema: shape.schema,
      insertion: { value, store in
        if let value = shape.read(value) { try insert(value, store) }
      }, reading: export)
  }

  /// A part that is an array of rows. A row is exported without the members that have their defaults.
  static func rows<Row>(
    _ name: String, _ shape: Shape<Row>,
    insert: @escaping @Sendable (Row, Transaction) throws -> Void,
    export: @escaping @Sendable (Transaction) throws -> [JSONValue]
  ) -> WorldPart {
    WorldPart(
      name: name, schema: .array(shape.schema),
      insertion: { value, store in
        for (index, row) in (value.array ?? []).compactMap(shape.read).enumerated() {
          do { try insert(row, store) } catch {
            throw World.Failure(
              description: "\(name)[\(index)]: \(Transaction.words(for: error))")
          }
        }
      }, reading: { .array(try export($0)) })
  }
}
