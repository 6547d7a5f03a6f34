import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

/// A history that chance writes, told to the emulator and to the model.
struct History {
  let brevo: TestClient
  var model: Model
  var random: SeededGenerator
  /// What happened so far, for whoever reads a failure.
  private(set) var steps: [String] = []
  private var requests = 0

  static let addresses = [
    "ann@example.com", "Ann@Example.com", "bob@other.example", "hard-bounce@magic.test",
    "Hard-Bounce@magic.test", "spam+1@magic.test", "unsubscribed@magic.test",
    "clicked@magic.test", "opened@magic.test", "loaded-by-proxy@magic.test",
    "soft-bounce@magic.test", "deferred@magic.test", "invalid@magic.test",
    "blocked@magic.test", "error@magic.test",
  ]
  static let senders = ["shop@example.com", "news@example.com", Model.inactiveSender]
  static let tags = ["a", "b", "c"]
  static let domains = ["magic.test", "other.example", "example.com"]
  static let batches = [
    "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d", "6d7d0b15-ffea-43d3-9c6d-7e581ea89fae",
  ]

  init(_ brevo: TestClient, seed: UInt64, offset: UTCOffset, credits: Int) throws {
    self.brevo = brevo
    random = SeededGenerator(seed: seed)
    let start = try Instant.text("2026-03-01T06:00:00.250Z")
    model = Model(at: start, offset: offset, credits: credits)
    try brevo.freeze(at: start)
  }

  /// Lets one more thing happen.
  mutating func step() throws {
    switch chance(100) {
    case ..<38: try send()
    case ..<58: try move()
    case ..<66: try happen()
    case ..<71: try unsubscribe()
    case ..<77: try cancel()
    case ..<84: try deleteLog()
    case ..<90: try unblock()
    case ..<95: try deleteHardBounces()
    default: try toggleDomain()
    }
  }

  mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[chance(elements.count)]
  }

  private mutating func note(_ text: String) { steps.append("\(model.now.milliseconds): \(text)") }

  func fail(_ text: String) -> TestFailure { TestFailure(text) }

  private func expect(_ reply: TestReply, _ status: Int) throws {
    guard reply.status == status else { throw fail("\(status) was expected, not \(reply)") }
  }

  // MARK: Steps

  private mutating func send() throws {
    let versions = chance(6) == 0 ? 2 : 1
    let groups = (0..<versions).map { _ in (0...chance(3)).map { _ in pick(Self.addresses) } }
    let tags = (0..<chance(3)).map { _ in pick(Self.tags) }
    let isSandbox = chance(20) == 0
    let key = chance(8) == 0 ? pick(["k", "l"]) : nil
    var scheduledAt: Instant?
    if chance(3) == 0 {
      let reach = pick([2, 2_000, 3_600_000, 86_400_000, 72 * 3_600_000])
      scheduledAt = model.now + .milliseconds(Int64(1 + chance(reach)))
    }
    let batch = chance(2) == 0 ? pick(Self.batches) : nil
    let sender = pick(Self.senders)

    let lists = groups.map { group in JSONValue.array(group.map { ["email": .string($0)] }) }
    var headers: JSONObject = [:]
    headers["idempotencyKey"] = key.map { .string($0) }
    headers["X-Sib-Sandbox"] = isSandbox ? "drop" : nil
    let mail = Mail.with([
      "sender": ["email": .string(sender)], "to": lists[0],
      "messageVersions": versions > 1 ? .array(lists.map { ["to": $0] }) : .null,
      "tags": tags.isEmpty ? .null : .array(tags.map { .string($0) }),
      "headers": headers.members.isEmpty ? .null : .object(headers),
      "scheduledAt": scheduledAt.map { .string($0.formatted(.milliseconds(.utc))) } ?? .null,
      "batchId": scheduledAt == nil ? .null : batch.map { .string($0) } ?? .null,
    ])
    note("send \(mail.text)")
    let reply = try brevo.post("/smtp/email", mail)
    if isSandbox { return try expect(reply, 201) }
    guard groups.reduce(0, { $0 + $1.count }) <= model.credits else {
      return try expect(reply, 400)
    }
    if let key {
      if let expiry = model.keys[key], expiry > model.now { return try expect(reply, 400) }
      model.keys[key] = model.now + .minutes(30)
    }
    try expect(reply, scheduledAt == nil ? 201 : 202)
    requests += 1
    let ids = reply["messageIds"]?.array?.compactMap(\.string) ?? [reply["messageId"]?.string ?? ""]
    for (id, group) in zip(ids, groups) {
      model.accept(
        Model.Message(
          id: id, request: requests, sender: sender, tags: tags, createdAt: model.now,
          scheduledAt: scheduledAt, batch: reply["batchId"]?.string,
          mails: group.map { Model.Mail(address: $0) }))
    }
  }

  private mutating func move() throws {
    let reach = pick([2, 1_500, 3_600_000, 30 * 3_600_000, 60 * 3_600_000])
    let instant = model.now + .milliseconds(Int64(1 + chance(reach)))
    note("the clock moves to \(instant.formatted(.milliseconds(.utc)))")
    let now = JSONValue.string(instant.formatted(.milliseconds(.utc)))
    try expect(try brevo.control(.put, "/clock", ["now": now]), 200)
    model.move(to: instant)
  }

  /// A mail that has left and is still in the log, and its unique id.
  private mutating func anyMail() throws -> (message: Int, position: Int, uuid: String)? {
    let mails = model.messages.indices.flatMap { index in
      model.messages[index].mails.indices
        .filter { position in
          let mail = model.messages[index].mails[position]
          return !mail.isDeleted && !mail.events.isEmpty
        }
        .map { (message: index, position: $0) }
    }
    guard !mails.isEmpty else { return nil }
    let (message, position) = pick(mails)
    let left = model.messages[message].mails[...position].count { !$0.isDeleted } - 1
    let id = PercentEncoding.encode(model.messages[message].id)
    let rows = try emailRows("messageId=\(id)")
    guard rows.indices.contains(left), let uuid = rows[left]["uuid"]?.string else {
      throw fail("the log has no mail \(position) of \(model.messages[message].id)")
    }
    return (message, position, uuid)
  }

  private mutating func happen() throws {
    guard let (message, position, uuid) = try anyMail() else { return }
    let kinds: [(BrevoStore.Event.Kind, String)] = [
      (.opened, "opened"), (.opened, "opened"), (.clicks, "clicks"), (.spam, "spam"),
      (.loadedByProxy, "loadedByProxy"), (.delivered, "delivered"), (.deferred, "deferred"),
      (.hardBounces, "hardBounces"), (.softBounces, "softBounces"), (.error, "error"),
    ]
    let (kind, name) = pick(kinds)
    note("\(name) of \(model.messages[message].mails[position].address)")
    let expected = model.admits(name, message, position)
    guard try brevo.happen(kind, to: uuid) == expected else { throw fail("\(!expected)") }
    if expected { record(name, message, position) }
  }

  private mutating func unsubscribe() throws {
    guard let (message, position, uuid) = try anyMail() else { return }
    let mail = model.messages[message].mails[position]
    note("\(mail.address) follows the link")
    let isDone = mail.events.contains { $0.kind == "unsubscribed" }
    let admits = model.admits("unsubscribed", message, position)
    let status = try brevo.open("/_mock/u/\(uuid)").status
    guard status == (admits ? .ok : .badRequest) else { throw fail("\(status)") }
    if admits && !isDone { record("unsubscribed", message, position) }
  }

  private mutating func record(_ kind: String, _ message: Int, _ position: Int) {
    let last = model.messages[message].mails[position].events.last?.at ?? model.now
    model.record(kind, at: max(model.now, last), message, position)
  }

  private mutating func cancel() throws {
    let waiting = model.messages.indices.filter { model.messages[$0].state == .waiting }
    guard !model.messages.isEmpty else { return }
    let message = model.messages[
      waiting.isEmpty || chance(4) == 0 ? chance(model.messages.count) : pick(waiting)]
    let isBatch = chance(2) == 0 && message.batch != nil
    let identifier = isBatch ? message.batch ?? "" : message.id
    note("cancel \(identifier)")
    let named = waiting.filter {
      let other = model.messages[$0]
      return isBatch ? other.batch == message.batch : other.id == message.id
    }
    try expect(try brevo.cancel(identifier), named.isEmpty ? 404 : 204)
    for index in named {
      model.messages[index].state = .cancelled
      model.credits += model.messages[index].mails.count
    }
  }

  private mutating func deleteLog() throws {
    guard !model.messages.isEmpty else { return }
    let id = pick(model.messages).id
    let address = pick(Self.addresses)
    let isByID = chance(2) == 0
    note("delete the log of \(isByID ? id : address)")
    var count = 0
    for (index, message) in model.messages.enumerated() {
      for (position, mail) in message.mails.enumerated()
      where !mail.isDeleted && !mail.events.isEmpty {
        let isNamed =
          isByID ? message.id == id : mail.address.lowercased() == address.lowercased()
        guard isNamed else { continue }
        model.messages[index].mails[position].isDeleted = true
        count += 1
      }
    }
    try expect(try brevo.deleteLog(isByID ? id : address), count > 0 ? 204 : 404)
  }

  private mutating func unblock() throws {
    let address =
      model.blocks.isEmpty || chance(3) == 0 ? pick(Self.addresses) : pick(model.blocks).address
    note("unblock \(address)")
    let count = model.blocks.count
    model.blocks.removeAll { $0.address.lowercased() == address.lowercased() }
    let path = "/smtp/blockedContacts/\(PercentEncoding.encode(address))"
    try expect(try brevo.delete(path), model.blocks.count < count ? 204 : 404)
  }

  private mutating func deleteHardBounces() throws {
    let days = (0..<3).map { model.now.day(at: model.offset) - $0 }
    var (first, last) = (chance(3) == 0 ? pick(days) : nil, chance(3) == 0 ? pick(days) : nil)
    if let start = first, let end = last, start > end { (first, last) = (end, start) }
    let address = chance(3) == 0 ? pick(Self.addresses) : nil
    var body: JSONObject = [:]
    body["startDate"] = first.map { .string($0.formatted) }
    body["endDate"] = last.map { .string($0.formatted) }
    body["contactEmail"] = address.map { .string($0) }
    note("delete hard bounces \(JSONValue.object(body).text)")
    try expect(try brevo.post("/smtp/deleteHardbounces", .object(body)), 204)
    let offset = model.offset
    model.blocks.removeAll { block in
      let day = block.at.day(at: offset)
      return block.reason == "hardBounce"
        && address.map { $0.lowercased() == block.address.lowercased() } ?? true
        && first.map { $0 <= day } ?? true && last.map { $0 >= day } ?? true
    }
  }

  private mutating func toggleDomain() throws {
    let domain = pick(Self.domains)
    note("block or unblock \(domain)")
    if let index = model.domains.firstIndex(of: domain) {
      model.domains.remove(at: index)
      try expect(try brevo.delete("/smtp/blockedDomains/\(domain)"), 204)
    } else {
      model.domains.append(domain)
      let body: JSONValue = ["domain": .string(domain.uppercased())]
      try expect(try brevo.post("/smtp/blockedDomains", body), 201)
    }
  }

  /// The rows of the list of mails, oldest first.
  func emailRows(_ query: String) throws -> [JSONObject] {
    try brevo.rows("\(query)&\(periodQuery)&limit=1000")
  }

  var periodQuery: String {
    "startDate=\(model.period.lowerBound.formatted)&endDate=\(model.period.upperBound.formatted)"
  }
}
