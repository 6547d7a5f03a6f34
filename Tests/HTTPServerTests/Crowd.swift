import HTTP
import HTTPServer
import TestSupport
import Testing
import WireCases

/// Connections side by side at a server of their own. What they send in one step is taken in by the
/// server before any of them takes the next: bytes that are cut arrive cut.
struct Crowd {
  /// What one of them does, and what it is to get.
  struct Script {
    enum Farewell {
      /// The server's turn to end the connection.
      case none
      case endOfSending
      case lastRequest
      case reset
    }

    let pieces: [ArraySlice<UInt8>]
    let farewell: Farewell
    let name: @Sendable () -> String
    let accepts: @Sendable ([String]) -> Bool
  }

  private static let size = 64

  private let server: TestServer
  private let pacer: RawClient

  init(_ limits: HTTPLimits) throws {
    server = try TestServer(limits: limits.withoutHaste)
    pacer = try server.connect()
  }

  func play(_ scripts: [Script]) throws {
    for start in stride(from: 0, to: scripts.count, by: Self.size) {
      try playTogether(scripts[start..<min(start + Self.size, scripts.count)])
    }
    #expect(waits { server.server.connectionCount == 1 }, "the server keeps none of them")
    #expect(try server.serves())
  }

  private func playTogether(_ scripts: ArraySlice<Script>) throws {
    let clients = try scripts.map { _ in try server.connect() }
    #expect(waits { server.server.connectionCount == 1 + clients.count })
    let steps = scripts.map(\.pieces.count).max() ?? 0
    for step in 0..<steps {
      for (client, script) in zip(clients, scripts) where step < script.pieces.count {
        try client.send(Array(script.pieces[step]))
      }
      // Of later pieces the kernel may put off the acknowledgement.
      if step == 0 { #expect(waits { clients.allSatisfy(\.isAcknowledged) }) }
      try pace()
    }
    for (client, script) in zip(clients, scripts) {
      switch script.farewell {
      case .none: break
      case .endOfSending: client.endSending()
      case .lastRequest:
        try client.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      case .reset: continue
      }
    }
    for (client, script) in zip(clients, scripts) {
      if script.farewell != .reset {
        let outcomes = client.readOutcomes()
        #expect(script.accepts(outcomes), "\(script.name()): \(outcomes)")
      }
      client.reset()
    }
  }

  /// Waits until the server has taken what it has got: a loop takes events in their order, so once it
  /// has answered a request, it has been at all sockets that had bytes before.
  private func pace() throws {
    try pacer.send("GET /pace HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try pacer.readResponse()?.body == "GET /pace")
  }
}

extension HTTPLimits {
  /// With no time so short that a busy machine would show it.
  fileprivate var withoutHaste: Self {
    var limits = self
    limits.firstByteTime = .seconds(3600)
    limits.headTime = .seconds(3600)
    limits.bodyTime = .seconds(3600)
    limits.idleTime = .seconds(3600)
    limits.drainTime = .seconds(3600)
    limits.lingerTime = .seconds(3600)
    return limits
  }
}

extension RawClient {
  /// What comes until the end of the connection, in the words of `WireCase.outcomes`.
  fileprivate func readOutcomes() -> [String] {
    var outcomes: [String] = []
    do {
      while let answer = try readResponse(isHead: true) {
        outcomes.append(try readOutcome(of: answer))
      }
      let rest = try readToEnd()
      return rest.isEmpty ? outcomes : outcomes + [rest]
    } catch {
      return outcomes + ["\(error)"]
    }
  }

  /// Reads the body of an answer, if it has one, and holds all to what every answer must be.
  private func readOutcome(of answer: Response) throws -> String {
    if answer.status == 100 { return "100" }
    let length = answer.field("Content-Length").flatMap { Int($0) } ?? -1
    let connection = answer.field("Connection")
    var outcome: String
    var count: Int
    if answer.field("X-Refused") != nil {
      // It is the last.
      count = try readToEnd().utf8.count
      outcome = (count == 0 ? "HEAD " : "") + "\(answer.status)"
      if count == 0 { count = length }
      if connection != "close" { outcome += ", not closed" }
    } else {
      let echo = try answer.field("X-Echo") ?? read(length)
      count = echo.utf8.count
      let parts = echo.split(separator: " = ", maxSplits: 1)
      outcome = (parts.first ?? "") + (connection.map { " " + $0 } ?? "")
      if parts.count > 1 { outcome += " = " + parts[1] }
    }
    if length != count { outcome += ", of another length" }
    if answer.field("Date") == nil { outcome += ", not dated" }
    return outcome
  }
}

extension RawClient.Response {
  fileprivate func field(_ name: String) -> String? {
    let line = head.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }
    return line.map { String($0.dropFirst(name.utf8.count + 2)) }
  }
}
