package import CivilTime
package import SQLite

package struct IdempotencyKeyTable {
  let database: Database

  /// Claims `key` until `expiry`; answers false if an earlier claim still holds.
  package func claim(
    _ key: String, until expiry: Instant, at now: Instant
  ) throws(DatabaseError) -> Bool {
    try database.run(
      "DELETE FROM idempotency_key WHERE expires_at <= ?", .int(now.milliseconds))
    return try database.run(
      "INSERT OR IGNORE INTO idempotency_key (key, expires_at) VALUES (?, ?)",
      .text(key), .int(expiry.milliseconds)) == 1
  }
}
