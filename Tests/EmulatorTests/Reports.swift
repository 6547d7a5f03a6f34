import CivilTime
import Emulator
import HTTP
import JSON
import Testing

/// What the tests read of an account's history.
extension TestClient {
  /// Speaks to the emulator itself: a request for a path below `/_mock`.
  func control(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil
  ) throws -> TestReply {
    var fields: HTTPFields = ["api-key": key]
    if body != nil { fields.append("Content-Type", "application/json") }
    return try TestReply(
      answer(
        to: HTTPRequest(
          method, Emulator.controlPath + path, fields: fields, body: body?.bytes ?? [])))
  }

  /// Opens a link of a mail, as a browser does: without a key.
  func open(_ path: String) throws -> HTTPResponse {
    try answer(to: HTTPRequest(.get, path, fields: ["Accept": "text/html, */*"], body: []))
  }

  /// Moves the account's clock on, as the author of a test does.
  func advance(seconds: Int64) throws {
    let reply = try control(.put, "/clock", ["advanceSeconds": .int(seconds)])
    #expect(reply.status == 200, "\(reply)")
  }

  /// The events that a filter finds, oldest first.
  func eventRows(_ query: String = "days=90") throws -> [JSONObject] {
    try get("/smtp/statistics/events?\(query)&sort=asc")["events"]?.array?
      .compactMap(\.object) ?? []
  }

  /// The kinds of these events.
  func eventKinds(_ query: String = "days=90") throws -> [String] {
    try eventRows(query).compactMap { $0["event"]?.string }
  }

  /// The kinds of the events of the mail to an address.
  func eventKinds(to address: String) throws -> [String] {
    try eventKinds("days=90&email=\(PercentEncoding.encode(address))")
  }

  /// The blocked addresses, oldest block first; behind a blank the sender, if it is of one.
  func blocked(_ query: String = "") throws -> [String] {
    let contacts = try get("/smtp/blockedContacts?sort=asc&\(query)")["contacts"]?.array ?? []
    return contacts.compactMap(\.object).map { contact in
      [contact["email"]?.string, contact["senderEmail"]?.string].compactMap(\.self)
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// The figures of a period that are not zero.
  func figures(_ query: String = "") throws -> [String: Int64] {
    Self.figures(of: try get("/smtp/statistics/aggregatedReport?\(query)").body?.object ?? [:])
  }

  /// The figures of single days that are not zero, by day.
  func days(_ query: String = "days=30&limit=30") throws -> [String: [String: Int64]] {
    let rows = try get("/smtp/statistics/reports?\(query)")["reports"]?.array ?? []
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap(\.object).map {
        ($0["date"]?.string ?? "", Self.figures(of: $0))
      })
  }

  static func figures(of object: JSONObject) -> [String: Int64] {
    var figures: [String: Int64] = [:]
    for (name, value) in object.members {
      if let count = value.int, count != 0 { figures[name] = count }
    }
    return figures
  }

  /// What the schedule says of a message or a batch.
  func status(of identifier: String, _ query: String = "") throws -> TestReply {
    try get("/smtp/emailStatus/\(PercentEncoding.encode(identifier))?\(query)")
  }

  /// Takes back a message or a batch.
  func cancel(_ identifier: String) throws -> TestReply {
    try delete("/smtp/email/\(PercentEncoding.encode(identifier))")
  }

  func deleteLog(_ identifier: String) throws -> TestReply {
    try delete("/smtp/log/\(PercentEncoding.encode(identifier))")
  }

  /// The unique ids of the mails to an address, oldest first.
  func uuids(to address: String) throws -> [String] {
    try rows(to: address).compactMap { $0["uuid"]?.string }
  }
}

extension JSONObject {
  /// Recipients: `["to": .addresses("ann@example.com")]`.
  static func mail(to addresses: String...) -> JSONObject {
    ["to": .array(addresses.map { ["email": .string($0)] })]
  }
}
