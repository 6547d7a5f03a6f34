import APIContract
import BrevoStore

/// The dedicated IPs of a sender, as the bodies that create and update one have them.
enum SenderIPFields {
  static let ip = Field.required("ip", .text(.ip), "A dedicated IP of the account.")
  static let domain = Field.required("domain", .text(.hostname), "Domain of the IP.")
  static let weight = Field.optional(
    "weight", .integer(1...100), "Its share of the sender's mail, in percent.")

  static let all = Field.optional(
    "ips", .list(of: .object(ip, domain, weight), count: 0...100),
    "Dedicated IPs that the sender uses; mandatory for a new sender of an account that has any.")

  static let rule = Rule(
    "No IP is given twice in `ips`; each has a `weight`, or none has; the weights sum to 100."
  ) { inputs, _ throws(APIError) in
    let rows = inputs[all] ?? []
    guard Set(rows.map { $0[ip].lowercased() }).count == rows.count else { throw .ipRepeated }
    _ = try weights(rows.map { $0[weight] })
  }

  /// The weights that are given, or equal ones where none is: whole numbers that sum to 100.
  static func weights(_ given: [Int64?]) throws(APIError) -> [Int64] {
    let weights = given.compactMap(\.self)
    if weights.isEmpty {
      let count = Int64(given.count)
      // Assumed: what is left over goes to the first.
      return given.indices.map { 100 / count + ($0 == 0 ? 100 % count : 0) }
    }
    guard weights.count == given.count else { throw .weightsIncomplete }
    guard weights.reduce(0, +) == 100 else { throw .weightSumWrong }
    return weights
  }
}

extension Transaction {
  /// What rows of `ips` mean in this account.
  func senderIPs(_ rows: [Inputs]) throws -> [SenderIP] {
    let weights = try SenderIPFields.weights(rows.map { $0[SenderIPFields.weight] })
    return try zip(rows, weights).map { row, weight in
      SenderIP(
        try dedicatedIP(row[SenderIPFields.ip], domain: row[SenderIPFields.domain]),
        weight: weight)
    }
  }

  /// The dedicated IP that a request names; one that is not there is added if references are lenient.
  private func dedicatedIP(_ ip: String, domain: String) throws -> DedicatedIP {
    guard let known = try dedicatedIPs.dedicatedIP(ip) else {
      guard settings.hasLenientReferences else { throw APIError.dedicatedIPUnknown }
      return try dedicatedIPs.insert(ip: ip, domain: domain)
    }
    guard known.domain == domain.lowercased() || settings.hasLenientReferences else {
      throw APIError.dedicatedIPDomainWrong
    }
    return known
  }
}
