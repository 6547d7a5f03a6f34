import CivilTime
import SQLite

/// Objects of the CRM are known by ids of their own, which a world may give them.
extension AccountState {
  /// `given`, as ids are stored; or an id that no object of the account has, or ever had.
  func objectID(_ given: String?, at now: Instant) throws(DatabaseError) -> String {
    if let given { return given.lowercased() }
    let number = try database.first(
      "UPDATE account SET next_object = next_object + 1 RETURNING next_object - 1"
    ) { $0.int(0) }
    guard let number else { throw .unreadable("account.next_object") }
    return identifiers.objectID(number, at: now)
  }
}
