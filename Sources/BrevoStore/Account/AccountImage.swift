package import CivilTime
import SQLite

/// What a new account holds, as the bytes of a database: faster to copy than to fill in anew.
package struct AccountImage: Sendable {
  private let bytes: [UInt8]

  /// An image of what `fill` writes: what every new account begins with.
  package init(at now: Instant, _ fill: (Transaction) throws -> Void) throws {
    let state = try AccountState()
    try fill(Transaction(state: state, now: now))
    bytes = try state.database.serialized()
  }

  func write(to database: Database) throws(DatabaseError) {
    try database.copy(from: Database(deserializing: bytes))
  }
}
