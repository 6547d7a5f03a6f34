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
