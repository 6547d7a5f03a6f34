import BrevoStore
import CivilTime
import HTTP
import Synchronization

/// The journals of all accounts: each bounded, and all together. What they forget stays counted.
///
/// What nobody's key came with stands under the empty key.
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

  /// A class, so that it is changed where it stands. It belongs to the state, and to its lock.
  private final class Book {
    var ring = Ring()
    var tally = Tally()
  }

  private struct State {
    var books: [String: Book] = [:]
    var bytes = 0
    var number: Int64 = 0

    /// The book of a key, which is opened if need be.
    mutating func book(of key: String) -> Book {
      if let book = books[key] { return book }
      let book = Book()
      books[key] = book
      return book
    }
  }

  private let limits: JournalLimits
  private let state = Mutex(State())

  init(limits: JournalLimits) { self.limits = limits }

  /// Notes what became of requests; they get to know their numbers.
  func record(_ exchanges: [Exchange], of key: String) {
    for exchange in exchanges { exchange.lints = Lint.names(in: exchange) }
    let now = Clock().now
    state.withLock { state in
      let book = state.book(of: key)
      state.bytes -= book.ring.bytes
      for exchange in exchanges {
        state.number += 1
        exchange.number = state.number
        book.ring.append(JournalEntry(exchange, number: state.number, at: now))
        book.tally.count(exchange)
      }
      book.ring.trim(to: limits)
      state.bytes += book.ring.bytes
      if state.bytes > limits.bytesInAll { trimAll(&state) }
    }
  }

  func entries(of key: String) -> [JournalEntry] {
    state.withLock { state in
      state.books[key].map { Array($0.ring.entries[$0.ring.start...]) } ?? []
    }
  }

  /// What is kept of all accounts, with their keys, in the order of its numbers.
  var allEntries: [(key: String, entry: JournalEntry)] {
    let all = state.withLock { state in
      state.books.flatMap { key, book in
        book.ring.entries[book.ring.start...].map { (key: key, entry: $0) }
      }
    }
    return all.sorted { $0.entry.number < $1.entry.number }
  }

  /// Forgets the entries of one account, or of all; what was counted stays.
  func empty(_ key: String?) {
    state.withLock { state in
      for name in key.map({ [$0] }) ?? Array(state.books.keys) {
        state.bytes -= state.books[name]?.ring.bytes ?? 0
        state.books[name]?.ring = Ring()
      }
    }
  }

  /// Notes for the report that the outbox of an account is not as somebody expected.
  func noteUnmet(_ sentence: String, of key: String) {
    state.withLock { $0.book(of: key).tally.noteUnmet(Mask.text(sentence)) }
  }

  /// What was counted of one account, or of all.
  func tally(of key: String?) -> Tally {
    state.withLock { state in
      if let key { return state.books[key]?.tally ?? Tally() }
      return state.books.values.reduce(into: Tally()) { $0.merge($1.tally) }
    }
  }

  /// What all entries cost.
  var bytes: Int { state.withLock { $0.bytes } }

  /// Drops the oldest entries of all, a tenth more than need be: it looks at every account.
  private func trimAll(_ state: inout State) {
    while state.bytes > limits.bytesInAll / 10 * 9 {
      let oldest = state.books.lazy.map { (key: $0.key, ring: $0.value.ring) }
        .filter { $0.ring.count > 0 }
        .min { $0.ring.entries[$0.ring.start].number < $1.ring.entries[$1.ring.start].number }
      guard let key = oldest?.key else { return }
      state.bytes -= state.books[key]?.ring.removeFirst() ?? 0
    }
  }
}
