import APIContract
import BrevoStore

/// `limit`, `offset` and `sort`, as the lists have them.
struct Paging: Sendable {
  let limit: Field<Int64>
  let offset = Field.optional(
    "offset", .integer(0 ... .max), default: 0, "Index of the first document of the page.")
  let sort: Field<SortOrder>

  /// - Parameters:
  ///   - standard: The limit of a request that names none.
  ///   - maximum: The largest limit; a larger one is refused, not clamped.
  ///   - order: The order of a request that names none.
  init(standard: Int64, maximum: Int64, order: SortOrder = .descending) {
    sort = Field.optional(
      "sort", .one(of: SortOrder.self), default: order, "Order of the results by their creation.")
    limit = Field.optional(
      "limit", .integer(0...maximum), default: standard, "Number of documents per page."
    ).refused(exceeded: .limitExceeded)
  }

  func page(_ query: Inputs) -> Page {
    Page(limit: query[limit], offset: query[offset], sort: query[sort])
  }
}
