/// A statement whose text depends on what was asked, put together from literal parts.
///
/// Parts are `StaticString`s, so text from outside can only be a value, never SQL.
package struct Query {
  package private(set) var sql: String
  package private(set) var values: [Value]

  package var isEmpty: Bool { sql.isEmpty }

  package init(_ sql: StaticString, _ values: Value...) {
    self.sql = sql.description
    self.values = values
  }

  package init(pragma: StaticString, _ number: Int64) {
    sql = "PRAGMA \(pragma) = \(number)"
    values = []
  }

  package mutating func append(_ sql: StaticString, _ values: Value...) {
    self.sql += " "
    self.sql += sql.description
    self.values += values
  }

  /// Adds the text and the values of another query.
  package mutating func append(_ other: Query) {
    sql += " "
    sql += other.sql
    values += other.values
  }
}
