import SQLite

package enum SortOrder: String, Sendable, CaseIterable {
  case ascending = "asc"
  case descending = "desc"
}

/// Which rows of a list are wanted.
package struct Page: Sendable {
  package var limit: Int64
  /// The index of the first row, not the number of a page.
  package var offset: Int64
  package var sort: SortOrder

  package init(limit: Int64, offset: Int64, sort: SortOrder) {
    self.limit = limit
    self.offset = offset
    self.sort = sort
  }
}

extension Query {
  mutating func append(_ page: Page) {
    append("LIMIT ? OFFSET ?", .int(page.limit), .int(page.offset))
  }
}

extension Database {
  /// A page of the rows that `source`, from its FROM on, has; and how many it has in all.
  ///
  /// They are ordered by their id, which is the order of their creation.
  func page<Element>(
    _ columns: StaticString, _ source: Query, _ page: Page,
    read: (borrowing Row) throws(DatabaseError) -> Element
  ) throws(DatabaseError) -> (count: Int64, rows: [Element]) {
    var count = Query("SELECT count(*)")
    count.append(source)
    var rows = Query("SELECT")
    rows.append(columns)
    rows.append(source)
    rows.append(page.sort == .ascending ? "ORDER BY id" : "ORDER BY id DESC")
    rows.append(page)
    return (try first(count) { $0.int(0) } ?? 0, try self.rows(rows, read: read))
  }
}
