/// Where a text stops being JSON, and why.
package struct JSONSyntaxError: Error, Equatable {
  /// The first byte that is wrong, counted from 0; the number of bytes when the text ends too early.
  package let offset: Int
  /// A clause for people: "a comma or ] must follow".
  package let reason: String
}

extension JSONSyntaxError: CustomStringConvertible {
  package var description: String { "not JSON at byte \(offset): \(reason)" }
}
