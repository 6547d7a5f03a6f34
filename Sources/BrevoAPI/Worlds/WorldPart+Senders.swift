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
  static let code = Field.optional(
    "code", .object(codeNumber, codeExpiry), "What verifies an address that is not active.")
  static let codeNumber = Field.required("number", .integer(100_000...999_999))
  static let codeExpiry = Field.required("expiresAt", .dateTime)
}

extension WorldPart {
  static let domains = rows(
    "domains", .text(.hostname),
    insert: { domain, store in try store.domains.insert(domain) },
    export: { try $0.domains.all().map { .string($0) } })

  static let dedicatedIPs = rows(
    "dedicatedIps", .object(Row.id, Row.ip, Row.domain, Row.isActive),
    insert: { row, store in
      try store.dedicatedIPs.insert(
        id: row[Row.id], ip: row[Row.ip], domain: row[Row.domain], isActive: row[Row.isActive])
    },
    export: { store in
      try store.dedicatedIPs.all().map {
        [
          "id": .int($0.id), "ip": .string($0.ip), "domain": .string($0.domain),
          "active": $0.isActive ? nil : false,
        ]
      }
    })

  static let senders = rows(
    "senders", .object(Row.id, Row.name, Row.email, Row.isActive, Row.code, Row.weights),
    insert: { row, store in
      let code = row[Row.code].map {
        Sender.Code($0[Row.codeNumber], until: $0[Row.codeExpiry])
      }
      let id = try store.senders.insert(
        id: row[Row.id], name: row[Row.name], email: row[Row.email], isActive: row[Row.isActive],
        code: code)
      try store.senderIPs.replace(
        ofSender: id, with: store.senderIPs(inWorld: row[Row.weights]))
    },
    export: { store in
      try store.senders.all().map { sender in
        let ips = try store.senderIPs.ips(ofSender: sender.id)
        return [
          "id": .int(sender.id), "name": .string(sender.name), "email": .string(sender.email),
          "active": sender.isActive ? nil : false,
          "code": sender.code.map {
            ["number": .int($0.number), "expiresAt": .instant($0.expiresAt)]
          },
          "ips": .unlessEmpty(
            ips.map { ["ip": .string($0.dedicatedIP.ip), "weight": .int($0.weight)] }),
        ]
      }
    })

  static let children = rows(
    "children",
    .object(Row.id, Row.key, Row.childEmail, Row.companyName, Row.domains, Row.ips),
    insert: { row, store in
      let id = try store.children.insert(
        id: row[Row.id], key: row[Row.key], email: row[Row.childEmail],
        companyName: row[Row.companyName])
      let child = Child(id: id, key: row[Row.key])
      for domain in row[Row.domains] {
        _ = try store.domains(of: child).insert(domain[Row.domain], isActive: domain[Row.isActive])
      }
      for ip in row[Row.ips] {
        if !store.settings.hasLenientReferences { _ = try store.dedicatedIP(inWorld: ip) }
        _ = try store.ips(of: child).insert(ip)
      }
    },
    export: { store in
      try store.children.all().map { child in
        let domains = try store.domains(of: child).all().map { domain -> JSONValue in
          ["domain": .string(domain.name), "active": domain.isActive ? nil : false]
        }
        let ips = try store.ips(of: child).all()
        return [
          "id": .int(child.id), "key": .string(child.key),
          "email": child.email.map { .string($0) },
          "companyName": child.companyName.map { .string($0) },
          "domains": .unlessEmpty(domains), "ips": .unlessEmpty(ips.map { .string($0) }),
        ]
      }
    })
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
