extension JSONValue {
  /// Nested deeper than this, a text is refused: the parser recurses.
  package static let maximumDepth = 128

  /// Accepts exactly RFC 8259 in UTF-8, with these choices: whole numbers that fit are exact `int`s,
  /// others doubles; numbers that overflow a double are refused; the last of equal names counts.
  package init(parsing bytes: [UInt8], maximumDepth: Int = JSONValue.maximumDepth)
    throws(JSONSyntaxError)
  {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
      var parser = JSONParser(bytes: bytes, depthLeft: maximumDepth)
      return try parser.document()
    }
  }

  package init(parsing text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// A recursive descent over the bytes; strings and numbers have files of their own.
struct JSONParser {
  /// Live as long as the parser.
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  private var depthLeft: Int

  init(bytes: UnsafeBufferPointer<UInt8>, depthLeft: Int) {
    self.bytes = bytes
    self.depthLeft = depthLeft
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw error("nothing may follow the value") }
    return value
  }

  /// The next byte, or 0 at the end: no grammar accepts 0.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

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

  private mutating func skipBlanks() {
    while true {
      switch next {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
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
    guard try openList(closedBy: "}") else { return JSONObject() }
    var members: [JSONObject.Member] = []
    // An array that grows by itself begins with room for one member; most objects have some.
    members.reserveCapacity(6)
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else {
        throw error("a member's name must stand here, in double quotes")
      }
      let name = try string()
      skipBlanks()
      guard skip(":") else { throw error("a colon must follow the name") }
      members.append((name, try value()))
    } while try continueList(closedBy: "}")
    return JSONObject(members)
  }

  private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
    guard try openList(closedBy: "]") else { return [] }
    var items: [JSONValue] = []
    repeat { items.append(try value()) } while try continueList(closedBy: "]")
    return items
  }

  /// Whether anything stands between the bracket here and `bracket`; if not, continues behind that.
  private mutating func openList(
    closedBy bracket: Unicode.Scalar
  ) throws(JSONSyntaxError) -> Bool {
    guard depthLeft > 0 else { throw error("values are nested too deep") }
    position += 1
    skipBlanks()
    if skip(bracket) { return false }
    depthLeft -= 1
    return true
  }

  /// Whether another item follows the one that ends here; if not, continues behind `bracket`.
  private mutating func continueList(
    closedBy bracket: Unicode.Scalar
  ) throws(JSONSyntaxError) -> Bool {
    skipBlanks()
    if skip(",") { return true }
    guard skip(bracket) else { throw error("a comma or \(bracket) must follow") }
    depthLeft += 1
    return false
  }
}
