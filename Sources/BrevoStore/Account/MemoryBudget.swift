package import CivilTime
import SQLite
import Synchronization

/// What accounts in memory may cost. Those of a folder cost a file each.
package struct AccountLimits: Sendable {
  /// After how long without use an account is dropped, by the system's clock.
  package var idleTime: TimeSpan?
  /// How many bytes all accounts may hold together.
  package var bytes: Int?

  package init() {}
}

/// How many bytes the accounts in memory hold: the pages of their databases, used or free, the images
/// that they began with if those are their own, and their snapshots.
///
/// The process needs somewhat more: for itself, for requests under way, and for the journals, which
/// have limits of their own. SQLite's own count is not used, as keeping it costs every allocation.
final class MemoryBudget: Sendable {
  let limit: Int?
  private let held = Atomic<Int>(0)

  init(limit: Int?) { self.limit = limit }

  func change(by count: Int) { held.add(count, ordering: .relaxed) }

  /// What begins below the limit may end above it; nothing begins above it.
  func requireRoom() throws(DatabaseError) {
    guard let limit, held.load(ordering: .relaxed) >= limit else { return }
    throw DatabaseError(
      kind: .full,
      message:
        "The accounts hold \(held.load(ordering: .relaxed)) bytes, of \(limit) that they may: delete or reset some"
    )
  }
}
