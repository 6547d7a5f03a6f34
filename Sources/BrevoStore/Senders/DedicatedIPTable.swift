package import SQLite

/// An IP from which nobody else sends.
package struct DedicatedIP: Sendable, Equatable {
  package var id: Int64
  package var ip: String
  package var domain: String
  package var isActive: Bool
}

/// The account's dedicated IPs; they and their domains are kept in lower case.
package struct DedicatedIPTable {
  let database: Database

  @discardableResult
  package func insert(
    id: Int64? = nil, ip: String, domain: String, isActive: Bool = true
  ) throws(DatabaseError) -> DedicatedIP {
    let (ip, domain) = (ip.lowercased(), domain.lowercased())
    try database.run(
      "INSERT INTO dedicated_ip (id, ip, domain, is_active) VALUES (?, ?, ?, ?)",
      .int(id), .text(ip), .text(domain), .bool(isActive))
    return DedicatedIP(id: database.lastInsertedRow, ip: ip, domain: domain, isActive: isActive)
  }

  /// By their numbers.
  package func all() throws(DatabaseError) -> [DedicatedIP] {
    try database.rows(
      "SELECT id, ip, domain, is_active FROM dedicated_ip ORDER BY id", read: Self.read)
  }

  package func isEmpty() throws(DatabaseError) -> Bool {
    try database.first("SELECT 1 FROM dedicated_ip LIMIT 1") { _ in false } ?? true
  }

  package func dedicatedIP(_ ip: String) throws(DatabaseError) -> DedicatedIP? {
    try database.first(
      "SELECT id, ip, domain, is_active FROM dedicated_ip WHERE ip = ?", .text(ip.lowercased()),
      read: Self.read)
  }

  private static func read(_ row: borrowing Row) -> DedicatedIP {
    DedicatedIP(id: row.int(0), ip: row.text(1), domain: row.text(2), isActive: row.bool(3))
  }
}

/// A dedicated IP that a sender uses, and its share of the sender's mail in percent.
package struct SenderIP: Sendable, Equatable {
  package var dedicatedIP: DedicatedIP
  package var weight: Int64

  package init(_ dedicatedIP: DedicatedIP, weight: Int64) {
    self.dedicatedIP = dedicatedIP
    self.weight = weight
  }
}

package struct SenderIPTable {
  let database: Database

  /// In the order in which they were given.
  package func ips(ofSender sender: Int64) throws(DatabaseError) -> [SenderIP] {
    try database.rows(
      """
      SELECT dedicated_ip.id, dedicated_ip.ip, domain, is_active, weight
      FROM sender_ip JOIN dedicated_ip ON dedicated_ip.id = sender_ip.ip
      WHERE sender = ? ORDER BY position
      """, .int(sender)
    ) { row in
      SenderIP(
        DedicatedIP(id: row.int(0), ip: row.text(1), domain: row.text(2), isActive: row.bool(3)),
        weight: row.int(4))
    }
  }

  /// Lets a sender use these, and no others.
  package func replace(ofSender sender: Int64, with ips: [SenderIP]) throws(DatabaseError) {
    try database.run("DELETE FROM sender_ip WHERE sender = ?", .int(sender))
    for (position, link) in ips.enumerated() {
      try database.run(
        "INSERT INTO sender_ip (sender, position, ip, weight) VALUES (?, ?, ?, ?)", .int(sender),
        .int(position), .int(link.dedicatedIP.id), .int(link.weight))
    }
  }
}
