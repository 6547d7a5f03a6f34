import APIContract
import BrevoStore
import JSON

/// What the rows about senders and resellers are made of.
private enum Row {
  static let id = Field.optional("id", .identifier)
  static let name = Field.required("name", .text)
  static let email = Field.required("email", .email)
  static let isActive = Field.optional("active", .boolean, default: true)
  static let ip = Field.required("ip", .text(.ip))
  static let domain = Field.required("domain", .text(.hostname))
  static let weight = SenderIPFields.weight
  static let weights = Field.optional(
    "ips", .list(of: .object(ip, weight), count: 0...100), default: [])
  static let key = Field.required("key", .text)
  static let childEmail = Field.optional("email", .email)
  static let companyName = Field.optional("companyName", .text)
  static let domains = Field.optional(
    "domains", .list(of: .object(domain, isActive), count: 0 ... .max), default: [])
  static let ips = Field.optional("ips", .list(of: .text(.ip), count: 0 ... .max), default: [])
}

extension WorldPart {
  static let domains = rows("domains", .text(.hostname)) { domain, store in
    try store.domains.insert(domain)
  }

  static let dedicatedIPs = rows(
    "dedicatedIps", .object(Row.id, Row.ip, Row.domain, Row.isActive)
  ) { row, store in
    try store.dedicatedIPs.insert(
      id: row[Row.id], ip: row[Row.ip], domain: row[Row.domain], isActive: row[Row.isActive])
  }

  static let senders = rows(
    "senders", .object(Row.id, Row.name, Row.email, Row.isActive, Row.weights)
  ) { row, store in
    let id = try store.senders.insert(
      id: row[Row.id], name: row[Row.name], email: row[Row.email], isActive: row[Row.isActive])
    try store.senderIPs.replace(ofSender: id, with: store.senderIPs(inWorld: row[Row.weights]))
  }

  static let children = rows(
    "children",
    .object(Row.id, Row.key, Row.childEmail, Row.companyName, Row.domains, Row.ips)
  ) { row, store in
    let id = try store.children.insert(
      id: row[Row.id], key: row[Row.key], email: row[Row.childEmail],
      companyName: row[Row.companyName])
    let child = Child(id: id, key: row[Row.key])
    for domain in row[Row.domains] {
      _ = try store.domains(of: child).insert(domain[Row.domain], isActive: domain[Row.isActive])
    }
    for ip in row[Row.ips] {
      _ = try store.ips(of: child).insert(store.dedicatedIP(inWorld: ip).ip)
    }
  }
}

extension Transaction {
  fileprivate func senderIPs(inWorld rows: [Inputs]) throws -> [SenderIP] {
    do {
      let weights = try SenderIPFields.weights(rows.map { $0[Row.weight] })
      return try zip(rows, weights).map { row, weight in
        SenderIP(try dedicatedIP(inWorld: row[Row.ip]), weight: weight)
      }
    } catch let error as APIError {
      throw World.Failure(description: error.message)
    }
  }

  fileprivate func dedicatedIP(inWorld ip: String) throws -> DedicatedIP {
    guard let dedicatedIP = try dedicatedIPs.dedicatedIP(ip) else {
      throw World.Failure(description: "dedicated IP \(ip) is not in the world")
    }
    return dedicatedIP
  }
}
