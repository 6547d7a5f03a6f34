package import JSON
import SQLite

/// A company or a deal: nothing of it counts but that it is there.
package struct CRMRecord: Sendable, Equatable {
  package var id: String
  package var name: String
  package var attributes: JSONObject

  static func read(_ row: borrowing Row) throws(DatabaseError) -> CRMRecord {
    CRMRecord(
      id: row.text(0), name: row.text(1),
      attributes: try JSONValue(stored: row.text(2)).object ?? JSONObject())
  }
}
