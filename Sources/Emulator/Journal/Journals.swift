import BrevoStore
import CivilTime
import HTTP
import Synchronization

/// The journals of all accounts: each bounded, and all together. What they forget stays counted.
///
/// What nobody's key came with stands under the empty key.
final class Journals: Sendable {
  /// A class, so that it is changed where it stands. It belongs to the state, and to its lock.
  private final class Book {
    var ring = JournalRing()
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
        book.ring.trim(to: limits)
        book.tally.count(exchange)
      }
      state.bytes += book.ring.bytes
      if state.bytes > limits.bytesInAll { trimAll(&state) }
    }
  }

  func entries(of key: String) -> [JournalEntry] {
    state.withLock { state in
      state.books[key]?.ring.entries ?? []
    }
  }

  /// What is kept of all accounts, with their keys, in the order of its numbers.
  var allEntries: [(key: String, entry: JournalEntry)] {
    let all = state.withLock { state in
      state.books.flatMap { key, book in
        book.ring.entries.map { (key: key, entry: $0) }
      }
    }
    return all.sorted { $0.entry.number < $1.entry.number }
  }

  /// Forgets the entries of one account, or of all; what was counted stays.
  func empty(_ key: String?) {
    state.withLock { state in
      for name in key.map({ [$0] }) ?? Array(state.books.keys) {
        state.bytes -= state.books[name]?.ring.bytes ?? 0
        state.books[name]?.ring = JournalRing()
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
      let oldest = state.books.compactMap { key, book in
        book.ring.oldest.map { (key: key, number: $0.number) }
      }
      guard let key = oldest.min(by: { $0.number < $1.number })?.key else { return }
      state.bytes -= state.books[key]?.ring.removeFirst() ?? 0
    }
  }
}
