/// Where a template is broken, what is wrong, and what to write instead.
package struct TemplateSyntaxError: Error, Equatable {
  /// Counted from 1.
  package let line: Int
  /// Counted from 1, in characters of Unicode.
  package let column: Int
  package let reason: String

  init(_ reason: String, at offset: Int, in source: [UInt8]) {
    let before = source[..<offset]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
    self.reason = reason
  }
}

extension TemplateSyntaxError: CustomStringConvertible {
  package var description: String { "line \(line), column \(column): \(reason)" }
}
