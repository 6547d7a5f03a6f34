import APIContract
import BrevoStore

/// The `/reseller` operations, in the contract's order.
package enum Reseller {
  package static let endpoints: [BrevoEndpoint] = [
    addDomain, deleteDomain, updateDomain, associateIP, dissociateIP,
  ]

  static let child = Field.required(
    "childIdentifier", .text, "API key of the child, or its number.")
  static let domainName = Field.required(
    "domainName", .text(.hostname), "A domain that the child has.")
  static let domain = Field.demanded("domain", .text(.hostname), "Name of the domain.")
  static let ip = Field.demanded("ip", .text(.ip), "A dedicated IP of the reseller.")

  static let permission = Permission<Transaction>(else: .notReseller) { $0.settings.isReseller }
}

extension Transaction {
  /// The child that a path names. An account that is no reseller has none.
  func child(_ path: Inputs) throws -> Child {
    let identifier = path[Reseller.child]
    let isNumber = identifier.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    let child =
      isNumber
      ? try Int64(identifier).flatMap { try children.child(id: $0) }
      : try children.child(key: identifier)
    guard let child, settings.isReseller else { throw APIError.childUnknown }
    return child
  }
}
