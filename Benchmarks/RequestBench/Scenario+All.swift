import HTTP
import JSON

extension Scenario {
  static let all = [
    Scenario(name: "GET /livez") { _ in { _ in request(.get, "/livez") } },
    Scenario(name: "GET /v3/smtp/emails/{uuid}") { client in
      client.send(sending(Mail.plain))
      client.pass()
      let uuid = try client.newestMail()
      return { _ in request(.get, "/v3/smtp/emails/\(uuid)") }
    },
    Scenario(name: "GET /v3/smtp/emails, 50 of 500") { client in
      client.fill()
      return { _ in request(.get, "/v3/smtp/emails?email=\(Mail.address)&limit=50") }
    },
    Scenario(name: "GET /v3/smtp/statistics/events, 50 of 1,000") { client in
      client.fill()
      return { _ in request(.get, "/v3/smtp/statistics/events?limit=50") }
    },
    Scenario(name: "POST /v3/smtp/email, 1 KB") { _ in { _ in sending(Mail.plain) } },
    Scenario(name: "POST /v3/smtp/email, 1 KB, rounds of 16", roundSize: 16) { _ in
      { _ in sending(Mail.plain) }
    },
    Scenario(name: "POST /v3/smtp/email, template and params") { client in
      let template = try client.json(request(.post, "/v3/smtp/templates", Mail.template))
      let id = template["id"] ?? .null
      return { number in sending(Mail.made(from: id, number: number)) }
    },
    Scenario(name: "POST /v3/smtp/email, 50 versions") { _ in
      { _ in sending(Mail.versions(50)) }
    },
    Scenario(name: "POST /v3/crm/tasks") { client in
      let type = try client.taskType()
      return { number in request(.post, "/v3/crm/tasks", task(number, ofType: type)) }
    },
    Scenario(name: "PATCH /v3/crm/tasks/{id}") { client in
      let type = try client.taskType()
      let created = try client.json(request(.post, "/v3/crm/tasks", task(0, ofType: type)))
      let id = created["id"]?.string ?? ""
      return { number in
        request(.patch, "/v3/crm/tasks/\(id)", ["name": .string("Call \(number)")])
      }
    },
    Scenario(name: "GET /_mock/journal, 10 of 100") { client in
      for _ in 0..<100 { client.send(sending(Mail.plain)) }
      return { _ in request(.get, "/_mock/journal?limit=10") }
    },
    Scenario(name: "PUT /_mock/world") { _ in { _ in request(.put, "/_mock/world", world) } },
    Scenario(name: "POST /_mock/accounts/{key}/reset") { client in
      client.send(sending(Mail.plain))
      return { _ in request(.post, "/_mock/accounts/xkeysib-bench/reset") }
    },
    Scenario(name: "GET /v3/senders, a new account each") { _ in
      { number in request(.get, "/v3/senders", key: "xkeysib-\(number)") }
    },
  ]
}

/// What scenarios prepare.
extension Client {
  /// Sends 500 mails, and lets what becomes of them happen.
  fileprivate mutating func fill() {
    send(sending(Mail.versions(500)))
    pass()
  }

  /// Moves the account's clock on by a minute.
  fileprivate mutating func pass() {
    send(request(.put, "/_mock/clock", ["advanceSeconds": 60]))
  }

  fileprivate mutating func newestMail() throws -> String {
    let list = try json(request(.get, "/v3/smtp/emails?email=\(Mail.address)"))
    return list["transactionalEmails"]?.array?.first?.object?["uuid"]?.string ?? ""
  }

  fileprivate mutating func taskType() throws -> String {
    let list = send(request(.get, "/v3/crm/tasktypes"))
    return try JSONValue(parsing: list[0].body).array?.first?.object?["id"]?.string ?? ""
  }
}
