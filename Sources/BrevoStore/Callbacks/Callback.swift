package import CivilTime
package import JSON
package import SQLite

/// A call to the outside that the account owes somebody: a POST of JSON.
package struct Callback: Sendable, Equatable {
  /// Why it is made. Stored as numbers, which never change.
  package enum Occasion: Int64, Sendable, CaseIterable {
    case webhook = 0
    case notifyURL = 1
    case webURL = 2
  }

  package var occasion: Occasion
  package var url: String
  package var body: JSONValue

  package init(_ occasion: Occasion, to url: String, _ body: JSONValue) {
    self.occasion = occasion
    self.url = url
    self.body = body
  }
}

package struct CallbackTable {
  let state: AccountState

  private var database: Database { state.database }

  /// Owes a call, which is made once the transaction is committed.
  package func insert(_ callback: Callback, at now: Instant) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO callback (occasion, url, fields, body, created_at, due_at)
      VALUES (?, ?, '{}', ?, ?, ?)
      """,
      .int(callback.occasion.rawValue), .text(callback.url), .text(callback.body.text),
      .int(now.milliseconds), .int(now.milliseconds))
    state.ledger.owe(at: now)
  }
}
