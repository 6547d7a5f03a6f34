import JSON

/// What a template consists of, in order.
enum Piece {
  case text(String)
  /// `{{ ... }}`
  case output(Mark)
  /// `{% ... %}`
  case tag(Mark)
}

/// The tokens between the braces, `end` last.
struct Mark {
  let offset: Int
  let tokens: [Token]
}

struct Token {
  enum Kind: Equatable {
    /// A variable or a word of the language: `params.items.0`, `and`.
    case path([String])
    case literal(JSONValue)
    case symbol(String)
    case end
  }

  let kind: Kind
  let range: Range<Int>
}
