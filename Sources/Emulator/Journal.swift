package import HTTP
import Synchronization

/// What was asked of an account, and what became of it.
package struct JournalEntry: Sendable {
  /// Counted over all accounts.
  package var number: Int64
  package var request: HTTPRequest
  /// Nil if the request means none.
  package var operation: String?
  package var status: HTTPStatus
  /// Why it was refused; nil if it was not.
  package var explanation: String?
  /// Paths of the body's members, and names of query parameters, that nothing read.
  package var unread: [String]

  /// What it costs to keep it, in bytes.
  var cost: Int {
    256 + request.target.utf8.count + request.body.count
      + unread.reduce(0) { $0 + 16 + $1.utf8.count }
  }
}

package struct JournalLimits: Sendable {
  package var entriesOfAccount = 1000
  package var bytesOfAccount = 4 << 20
  package var bytesInAll = 64 << 20

  package init() {}
}

/// The journals of all accounts: each bounded, and all together.
final class Journals: Sendable {
  private struct Ring {
    var entries: [JournalEntry] = []
    /// Entries before it are gone; they are cut off in one go, now and then.
    var start = 0
    var bytes = 0

    var count: Int { entries.count - start }

    mutating func append(_ entry: JournalEntry) {
      entries.append(entry)
      bytes += entry.cost
    }

    mutating func removeFirst() -> Int {
      let cost = entries[start].cost
      bytes -= cost
      start += 1
      if start > entries.count / 2 {
        entries.removeFirst(start)
        start = 0
      }
      return cost
    }

    /// Drops the oldest entries that are over the limits.
    mutating func trim(to limits: JournalLimits) {
      while count > limits.entriesOfAccount || bytes > limits.bytesOfAccount && count > 0 {
        _ = removeFirst()
      }
    }
  }

  private struct State {
    var rings: [String: Ring] = [:]
    var bytes = 0
    var number: Int64 = 0
  }

  private let limits: JournalLimits
  private let state = Mutex(State())

  init(limits: JournalLimits) { self.limits = limits }

  func record(_ exchanges: [Exchange], of key: String) {
    state.withLock { state in
      var ring = state.rings.removeValue(forKey: key) ?? Ring()
      state.bytes -= ring.bytes
      for exchange in exchanges {
        state.number += 1
        ring.append(JournalEntry(exchange, number: state.number))
      }
      ring.trim(to: limits)
      state.bytes += ring.bytes
      state.rings[key] = ring
      if state.bytes > limits.bytesInAll { trimAll(&state) }
    }
  }

  func entries(of key: String) -> [JournalEntry] {
    state.withLock { state in
      state.rings[key].map { Array($0.entries[$0.start...]) } ?? []
    }
  }

  func forget(_ key: String) {
    state.withLock { state in state.bytes -= state.rings.removeValue(forKey: key)?.bytes ?? 0 }
  }

  /// Drops the oldest entries of all, a tenth more than need be: it looks at every account.
  private func trimAll(_ state: inout State) {
    while state.bytes > limits.bytesInAll / 10 * 9 {
      let oldest = state.rings.filter { $0.value.count > 0 }
        .min { $0.value.entries[$0.value.start].number < $1.value.entries[$1.value.start].number }
      guard let key = oldest?.key else { return }
      state.bytes -= state.rings[key]?.removeFirst() ?? 0
    }
  }
}

extension JournalEntry {
  fileprivate init(_ exchange: Exchange, number: Int64) {
    self.init(
      number: number, request: exchange.request, operation: exchange.operation,
      status: exchange.status, explanation: exchange.explanation, unread: exchange.unread)
  }
}
