package import JSON
import SQLite

extension JSONValue {
  /// A value that this program wrote into a column.
  init(stored text: String) throws(DatabaseError) {
    do throws(JSONSyntaxError) {
      self = try JSONValue(parsing: Array(text.utf8))
    } catch {
      throw .unreadable(text)
    }
  }
}

extension JSONValue {
  /// An amount of credits: without a fraction where it has none.
  package static func amount(_ number: Double) -> JSONValue {
    Int64(exactly: number).map { .int($0) } ?? .double(number)
  }
}

extension DatabaseError {
  /// A column holds what this program never writes.
  static func unreadable(_ what: String) -> Self {
    Self(kind: .corrupt, message: "a column cannot be read: \(what)")
  }
}

extension Transaction {
  /// What is said of an error to whoever wrote down what could not be stored.
  package static func words(for error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(error)"
  }
}

extension Value {
  /// Texts for `json_each(?)`: a list of any length is one value of one statement.
  static func texts(_ texts: [String]) -> Value {
    .text(JSONValue.array(texts.map { .string($0) }).text)
  }

  static func numbers(_ numbers: [Int64]) -> Value {
    .text(JSONValue.array(numbers.map { .int($0) }).text)
  }
}
