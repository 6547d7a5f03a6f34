import BrevoStore
import CivilTime
import Foundation
import HTTP
import JSON
import TestSupport
import Testing

/// Random histories against a model: send, bounce, open, block, unblock, move the clock, cancel,
/// delete. After every step events, blocks and figures are compared whole, and one of the other lists
/// that chance picks: this is what a debug build has the time for. After the last step all lists and
/// statuses are, and some of the filters.
///
/// A failure names its seed. `HISTORY_SEED=17 swift test --filter HistoryTests` plays that history
/// again; `HISTORIES=20000` plays more of them.
@Suite("Random histories") struct HistoryTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["HISTORIES"].flatMap { UInt64($0) } ?? 2000
  private static let size: UInt64 = 50

  /// The seeds, in portions that each have an emulator of their own.
  static let portions: [ClosedRange<UInt64>] = {
    if let seed = environment["HISTORY_SEED"].flatMap({ UInt64($0) }) { return [seed...seed] }
    return stride(from: 1, through: count, by: Int(size)).map { $0...min($0 + size - 1, count) }
  }()

  @Test(arguments: portions)
  func `are told alike by all lists, statuses and reports`(seeds: ClosedRange<UInt64>) throws {
    // Few credits, so that they are spent now and then.
    let accounts = [("Z", 30), ("+05:30", 6), ("-08:00", 12)]
    for (index, (name, credits)) in accounts.enumerated() {
      let offset = try #require(UTCOffset(name))
      let own = seeds.filter { $0 % 3 == index }
      if own.isEmpty { continue }
      var brevo = try TestClient(
        world: [
          "emailCredits": .int(Int64(credits)),
          "senders": [
            [
              "id": 1, "name": "New", "email": .string(Model.inactiveSender), "active": false,
            ]
          ],
        ]
      ) { $0.offset = offset }
      brevo.checksReplies = false
      for seed in own {
        var history = try History(
          brevo.other("history \(seed)"), seed: seed, offset: offset, credits: credits)
        do {
          for _ in 0..<(3 + history.chance(8)) {
            try history.step()
            try history.compareSome()
          }
          try history.compareAll()
        } catch {
          let steps = history.steps.joined(separator: "\n  ")
          Issue.record("seed \(seed): \(error)\n  \(steps)")
        }
      }
    }
  }
}

extension History {
  /// What is compared after every step.
  mutating func compareSome() throws {
    try compareEvents("", model.events)
    try compareBlocks()
    let sum = model.days(tag: "").values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    try compare(try brevo.figures(periodQuery), sum, "figures")
    guard !model.messages.isEmpty else { return }
    let message = model.messages[chance(model.messages.count)]
    switch chance(4) {
    case 0: try compareDays(tag: message.tags.first ?? "")
    case 1: try compareStatus(message)
    case 2: try compareBatch(message.batch ?? Self.batches[0])
    default: try compareEmails(to: message.mails[0].address)
    }
  }

  /// What is compared at the end besides.
  mutating func compareAll() throws {
    let addresses = Set(model.messages.flatMap { $0.mails.map { $0.address.lowercased() } })
    let mails = try addresses.sorted().reduce(0) { try $0 + compareEmails(to: $1) }
    for tag in [""] + Self.tags where model.figures[tag] != nil { try compareDays(tag: tag) }
    for batch in Self.batches { try compareBatch(batch) }
    for message in model.messages where message.scheduledAt != nil { try compareStatus(message) }
    let domains = try brevo.get("/smtp/blockedDomains")["domains"]?.array?.compactMap(\.string)
    try compare(domains, model.domains, "blocked domains")

    if let message = model.messages.last {
      let id = PercentEncoding.encode(message.id)
      let rows = try emailRows("messageId=\(id)").map(Self.emailText)
      try compare(rows, model.emails { other, _ in other.id == message.id }, "mails of \(id)")
      try compareEvents("&messageId=\(id)", model.events.filter { $0.contains(message.id) })
      let address = message.mails[0].address
      try compareEvents(
        "&email=\(PercentEncoding.encode(address))",
        model.events.filter { $0.lowercased().contains(" \(address.lowercased()) ") })
    }
    let kind = ["requests", "delivered", "blocked", "opened", "unsubscribed"][chance(5)]
    try compareEvents("&event=\(kind)", model.events.filter { $0.contains(" \(kind) ") })
    try compareWithEachOther(mails: mails)
  }

  private func compare<Value: Equatable>(
    _ actual: Value, _ expected: Value, _ what: String
  ) throws {
    guard actual == expected else {
      throw fail("\(what) are\n  \(actual)\nbut should be\n  \(expected)")
    }
  }

  private func compareEvents(_ filter: String, _ expected: [String]) throws {
    let rows = try brevo.eventRows("\(periodQuery)\(filter)").map { row in
      ["date", "event", "email", "messageId", "tag"].compactMap { row[$0]?.string }
        .joined(separator: " ")
    }
    try compare(rows, expected, "events\(filter)")
  }

  @discardableResult
  private func compareEmails(to address: String) throws -> Int {
    let rows = try emailRows("email=\(PercentEncoding.encode(address))").map(Self.emailText)
    let expected = model.emails { $1.address.lowercased() == address.lowercased() }
    try compare(rows, expected, "mails to \(address)")
    return rows.count
  }

  private static func emailText(_ row: JSONObject) -> String {
    let tags = row["tags"]?.array?.compactMap(\.string).joined(separator: ",") ?? "none"
    return ["date", "email", "messageId"].map { row[$0]?.string ?? "" }.joined(separator: " ")
      + " \(tags)"
  }

  private func compareBlocks() throws {
    let reply = try brevo.get("/smtp/blockedContacts?sort=asc&limit=100")
    let rows = reply["contacts"]?.array?.compactMap(\.object).map { row in
      "\(row["email"]?.string ?? "") \(row["senderEmail"]?.string ?? "")"
        + " \(row["reason"]?.object?["code"]?.string ?? "") \(row["blockedAt"]?.string ?? "")"
    }
    let expected = model.blocks.map {
      "\($0.address) \($0.sender) \($0.reason) \($0.at.formatted(.seconds))"
    }
    try compare(rows, expected, "blocks")
    try compare(reply["count"]?.int, Int64(expected.count), "blocks in number")
  }

  /// The reports of single days and their sum, with the aggregated report and with the model.
  private func compareDays(tag: String) throws {
    let filter = tag.isEmpty ? "" : "&tag=\(tag)"
    let expected = model.days(tag: tag)
    var days = try brevo.days("\(periodQuery)\(filter)&limit=30")
    if days.count == 30 {
      days.merge(try brevo.days("\(periodQuery)\(filter)&limit=30&offset=30")) { $1 }
    }
    let named = Dictionary(uniqueKeysWithValues: expected.map { ($0.key.formatted, $0.value) })
    try compare(days, named, "days\(filter)")
    let sum = days.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    try compare(try brevo.figures("\(periodQuery)\(filter)"), sum, "figures\(filter)")
  }

  private func compareStatus(_ message: Model.Message) throws {
    let reply = try brevo.status(of: message.id)
    let expected = model.status(of: message)
    try compare(reply["status"]?.string, expected, "the statuses of \(message.id)")
    try compare(reply.status, expected == nil ? 404 : 200, "the answers about \(message.id)")
  }

  private func compareBatch(_ batch: String) throws {
    let reply = try brevo.status(of: batch, "sort=asc&limit=500")
    let expected = model.statuses(ofBatch: batch)
    let statuses = reply["batches"]?.array?.compactMap { $0.object?["status"]?.string }
    try compare(statuses ?? [], expected, "the statuses of \(batch)")
    try compare(reply.status, expected.isEmpty ? 404 : 200, "the answers about \(batch)")
  }

  /// What must hold whatever the model says; `mails` are all that the lists show.
  private func compareWithEachOther(mails: Int) throws {
    let ascending = try brevo.eventRows(periodQuery)
    let reply = try brevo.get("/smtp/statistics/events?\(periodQuery)")
    let descending = reply["events"]?.array?.compactMap(\.object) ?? []
    try compare(descending, ascending.reversed(), "events, the last one first,")
    let requests = ascending.count { $0["event"] == "requests" }
    try compare(requests, mails, "requests")
    let counted = try brevo.figures(periodQuery)["requests"] ?? 0
    let isWhole = !model.messages.contains { $0.mails.contains(where: \.isDeleted) }
    guard isWhole ? counted == requests : counted >= requests else {
      throw fail("\(counted) requests are counted, \(requests) are listed")
    }
  }
}
