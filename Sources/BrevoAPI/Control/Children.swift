import APIContract
import BrevoStore
import HTTP
import JSON

extension Control {
  /// What the operations for resellers did: the documented API only writes.
  static let listChildren = BrevoEndpoint(
    .get, "/children", "listChildren",
    summary: "List the accounts that a reseller acts for",
    responses: [.ok("the children", .object(.required("children", .array(schema))))]
  ) { _, store in
    .ok(["children": .array(try store.children.all().map(store.json))])
  }

  private static let schema = Schema.object(
    .required("id", .integer), .required("key", .text), .optional("email", .text(.email)),
    .optional("companyName", .text),
    .required(
      "domains",
      .array(
        .object(
          .required("domain", .text),
          .required("active", .boolean, "Whether the domain is verified.")))),
    .required("ips", .array(.text)))
}

extension Transaction {
  fileprivate func json(_ child: Child) throws -> JSONValue {
    let domains = try domains(of: child).all()
    return [
      "id": .int(child.id), "key": .string(child.key), "email": child.email.map { .string($0) },
      "companyName": child.companyName.map { .string($0) },
      "domains": .array(
        domains.map { ["domain": .string($0.name), "active": .bool($0.isActive)] }),
      "ips": .array(try ips(of: child).all().map { .string($0) }),
    ]
  }
}
