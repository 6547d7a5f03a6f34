extension JSONValue {
  /// Nested deeper than this, a text is refused: the parser recurses.
  package static let maximumDepth = 128

  /// Accepts exactly RFC 8259 in UTF-8, with these choices: whole numbers that fit are exact `int`s,
  /// others doubles; numbers that overflow a double are refused; the last of equal names counts.
  package init(parsing bytes: [UInt8], maximumDepth: Int = JSONValue.maximumDepth)
    throws(JSONSyntaxError)
  {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
      var parser = JSONParser(bytes, maximumDepth: maximumDepth)
      let value = try parser.value()
      try parser.finish()
      return value
    }
  }

  package init(parsing text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// A recursive descent over the bytes; strings and numbers have files of their own.
///
/// It makes whole values, or hands out the members of an object and the items of an array one by one,
/// to who knows what they become. A copy goes on from where the parser was when it was made.
package struct JSONParser {
  /// Live as long as the parser.
  let bytes: UnsafeBufferPointer<UInt8>
  /// How many bytes have been read.
  package internal(set) var position = 0
  private var depthLeft: Int

  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = JSONValue.maximumDepth
  ) {
    self.bytes = bytes
    depthLeft = maximumDepth
  }

  /// Throws unless nothing follows but blanks.
  package mutating func finish() throws(JSONSyntaxError) {
    skipBlanks()
    guard position == bytes.count else { throw error("nothing may follow the value") }
  }

  /// The next byte, or 0 at the end: no grammar accepts 0.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  // What every value needs several times is faster where no call is made for it.
  @inline(__always)
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func error(_ reason: String, at offset: Int? = nil) -> JSONSyntaxError {
    let offset = offset ?? position
    return JSONSyntaxError(
      offset: offset, reason: offset < bytes.count ? reason : "the text ends too early: \(reason)")
  }

  @inline(__always)
  private mutating func skipBlanks() {
    while true {
      switch next {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// The value that stands next.
  package mutating func value() throws(JSONSyntaxError) -> JSONValue {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try keyword("true", .bool(true))
    case UInt8(ascii: "f"): return try keyword("false", .bool(false))
    case UInt8(ascii: "n"): return try keyword("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw error("a value must stand here")
    }
  }

  private mutating func keyword(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[index] else { throw error("\(word) is misspelt") }
      position += 1
    }
    return value
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONObject {
    guard try open(.object) else { return JSONObject() }
    var members: [JSONObject.Member] = []
    // An array that grows by itself begins with room for one member; most objects have some.
    members.reserveCapacity(6)
    repeat {
      try beginName()
      let name = try string()
      try endName()
      members.append((name, try value()))
    } while try continues(.object)
    return JSONObject(members)
  }

  private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
    guard try open(.array) else { return [] }
    var items: [JSONValue] = []
    repeat { items.append(try value()) } while try continues(.array)
    return items
  }

  @inline(__always)
  private mutating func beginName() throws(JSONSyntaxError) {
    skipBlanks()
    guard next == UInt8(ascii: "\"") else {
      throw error("a member's name must stand here, in double quotes")
    }
  }

  @inline(__always)
  private mutating func endName() throws(JSONSyntaxError) {
    skipBlanks()
    guard skip(":") else { throw error("a colon must follow the name") }
  }
}

/// Members and items one by one: after `open`, as long as that or `continues` says that there is one,
/// its name, if it is a member, and its value are to be read.
extension JSONParser {
  /// What a value consists of other values as.
  package enum Container: Sendable {
    case object, array

    fileprivate var opening: UInt8 { self == .object ? UInt8(ascii: "{") : UInt8(ascii: "[") }
    fileprivate var closing: Unicode.Scalar { self == .object ? "}" : "]" }
  }

  /// Whether the value that stands next is of that kind, as far as its first byte says.
  package mutating func isBefore(_ container: Container) -> Bool {
    skipBlanks()
    return next == container.opening
  }

  /// Continues behind the bracket that opens, and says whether anything stands between it and the other
  /// one; if not, continues behind that.
  package mutating func open(_ container: Container) throws(JSONSyntaxError) -> Bool {
    guard depthLeft > 0 else { throw error("values are nested too deep") }
    position += 1
    skipBlanks()
    if skip(container.closing) { return false }
    depthLeft -= 1
    return true
  }

  /// Whether another member or item follows the one that ends here; if not, continues behind the
  /// bracket.
  package mutating func continues(_ container: Container) throws(JSONSyntaxError) -> Bool {
    skipBlanks()
    if skip(",") { return true }
    guard skip(container.closing) else {
      throw error("a comma or \(container.closing) must follow")
    }
    depthLeft += 1
    return false
  }

  /// Reads a member's name, and answers the bytes that spell it. They live as long as those that are
  /// parsed.
  ///
  /// Nil where the name is not ASCII without escapes: then other bytes may spell the same name.
  package mutating func name() throws(JSONSyntaxError) -> UnsafeBufferPointer<UInt8>? {
    try beginName()
    let start = position + 1
    var end = start
    while end < bytes.count, isPlain(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else {
      _ = try string()
      try endName()
      return nil
    }
    position = end + 1
    try endName()
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }

  /// Whether a byte is an ASCII character that stands for itself in a string.
  private func isPlain(_ byte: UInt8) -> Bool {
    byte &- 0x20 < 0x60 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
