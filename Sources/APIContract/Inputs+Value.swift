import JSON

extension Inputs {
  /// What is given for a clause.
  enum Value: Sendable {
    /// What consists of nothing that clauses know, or of something else than its own clause says.
    case whole(JSONValue)
    case object(Inputs)
    case list([Inputs])
    case texts([String])

    var json: JSONValue {
      switch self {
      case .whole(let value): value
      case .object(let inputs): .object(inputs.object)
      case .list(let items): .array(items.map { .object($0.object) })
      case .texts(let texts): .array(texts.map { .string($0) })
      }
    }

    /// Made of what `content` says, if it is all that. A list with an item that lacks what it must have
    /// stays whole: if it is long, and a check refuses it at once, more is not worth the memory.
    init(_ value: JSONValue, by content: Clauses.Content) {
      self = .whole(value)
      switch (content, value) {
      case (.object(let clauses), .object(let object)):
        self = .object(Inputs(object: object, clauses: clauses))
      case (.list(let clauses), .array(let values)):
        var items: [Inputs] = []
        items.reserveCapacity(values.count)
        for case .object(let object) in values {
          let inputs = Inputs(object: object, clauses: clauses)
          guard inputs.isComplete else { return }
          items.append(inputs)
        }
        if items.count == values.count { self = .list(items) }
      case (.texts, .array(let values)):
        let texts = values.compactMap(\.string)
        if texts.count == values.count { self = .texts(texts) }
      default: break
      }
    }

    /// The same of the value that stands next in `text`.
    init(
      _ parser: inout JSONParser, of text: [UInt8], by clauses: Clauses, at place: Int
    ) throws(JSONSyntaxError) {
      let start = parser
      switch clauses.content(at: place) {
      case .object(let clauses) where parser.isBefore(.object):
        self = .object(try Inputs(&parser, of: text, by: clauses))
        return
      case .list(let clauses) where parser.isBefore(.array):
        if let items = try Self.items(&parser, of: text, by: clauses) {
          self = .list(items)
          return
        }
      case .texts where parser.isBefore(.array):
        if let texts = try Self.texts(&parser) {
          self = .texts(texts)
          return
        }
      default: break
      }
      parser = start
      self = .whole(try parser.value())
    }

    private static func items(
      _ parser: inout JSONParser, of text: [UInt8], by clauses: Clauses
    ) throws(JSONSyntaxError) -> [Inputs]? {
      guard try parser.open(.array) else { return [] }
      var items: [Inputs] = []
      repeat {
        guard parser.isBefore(.object) else { return nil }
        let inputs = try Inputs(&parser, of: text, by: clauses)
        guard inputs.isComplete else { return nil }
        items.append(inputs)
      } while try parser.continues(.array)
      return items
    }

    private static func texts(_ parser: inout JSONParser) throws(JSONSyntaxError) -> [String]? {
      guard try parser.open(.array) else { return [] }
      var texts: [String] = []
      repeat {
        guard case .string(let text) = try parser.value() else { return nil }
        texts.append(text)
      } while try parser.continues(.array)
      return texts
    }

    var isNull: Bool { if case .whole(.null) = self { true } else { false } }

    /// Whether it may say what no clause names.
    var mayHaveUndeclared: Bool {
      switch self {
      case .whole: true
      case .object(let inputs): inputs.mayHaveUndeclared
      case .list(let items): items.contains(where: \.mayHaveUndeclared)
      case .texts: false
      }
    }
  }
}
