/// A JSON value as it is written, in UTF-8.
///
/// It is made of a value, or member by member, without one: whatever is done then, the result is
/// JSON.
package struct JSONText: Sendable, Equatable {
  package let bytes: [UInt8]

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  package init(_ value: JSONValue) { self.init(value.bytes) }

  /// An object with the members that `write` writes. Up to `capacity` bytes are written without being
  /// moved.
  package static func object(
    capacity: Int = 512, _ write: (inout JSONObjectWriter) throws -> Void
  ) rethrows -> JSONText {
    var output = JSONOutput(capacity: capacity)
    try output.appendObject(write)
    return JSONText(output.array)
  }

  /// An array of texts.
  package static func array(_ texts: [String]) -> JSONText {
    var output = JSONOutput(capacity: 128)
    output.appendArray { list in
      for text in texts { list.item(text) }
    }
    return JSONText(output.array)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Writes the members of one object, whose names must be distinct. A member whose value is nil is
/// absent.
package struct JSONObjectWriter: ~Copyable {
  /// Lives as long as the closure that this was given to.
  private let output: UnsafeMutablePointer<JSONOutput>

  fileprivate init(_ output: UnsafeMutablePointer<JSONOutput>) { self.output = output }

  package mutating func member(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    begin(name)
    output.pointee.appendJSON(text)
  }

  /// A member that is a text in UTF-8.
  package mutating func member(_ name: StaticString, utf8 text: Span<UInt8>) {
    begin(name)
    text.withUnsafeBytes { output.pointee.appendJSON($0) }
  }

  package mutating func member(_ name: StaticString, _ number: Int64?) {
    guard let number else { return }
    begin(name)
    output.pointee.append(number)
  }

  /// A member that is a list of texts.
  package mutating func member(_ name: StaticString, _ texts: [String]) {
    array(name) { list in
      for text in texts { list.item(text) }
    }
  }

  /// A member that is an array of the items that `write` writes.
  package mutating func array(
    _ name: StaticString, _ write: (inout JSONArrayWriter) throws -> Void
  ) rethrows {
    begin(name)
    try output.pointee.appendArray(write)
  }

  /// Adds the members of an object.
  package mutating func members(of object: JSONObject) {
    for (name, value) in object.members {
      output.pointee.separate()
      output.pointee.appendJSON(name)
      output.pointee.append(":")
      value.write(to: &output.pointee)
    }
  }

  private mutating func begin(_ name: StaticString) {
    assert(Self.isPlain(name), "a literal name has nothing to escape")
    output.pointee.append(memberNamed: name)
  }

  private static func isPlain(_ name: StaticString) -> Bool {
    let name = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return name.plainRun(from: 0).end == name.count
  }
}

/// Writes the items of one array.
package struct JSONArrayWriter: ~Copyable {
  /// Lives as long as the closure that this was given to.
  private let output: UnsafeMutablePointer<JSONOutput>

  fileprivate init(_ output: UnsafeMutablePointer<JSONOutput>) { self.output = output }

  package mutating func item(_ text: String) {
    output.pointee.separate()
    output.pointee.appendJSON(text)
  }

  /// An object with the members that `write` writes.
  package mutating func object(_ write: (inout JSONObjectWriter) throws -> Void) rethrows {
    output.pointee.separate()
    try output.pointee.appendObject(write)
  }
}

extension JSONOutput {
  fileprivate mutating func appendObject(
    _ write: (inout JSONObjectWriter) throws -> Void
  ) rethrows {
    try enclose("{", "}") { output in
      var members = JSONObjectWriter(output)
      try write(&members)
    }
  }

  fileprivate mutating func appendArray(
    _ write: (inout JSONArrayWriter) throws -> Void
  ) rethrows {
    try enclose("[", "]") { output in
      var items = JSONArrayWriter(output)
      try write(&items)
    }
  }

  private mutating func enclose(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar,
    _ write: (UnsafeMutablePointer<JSONOutput>) throws -> Void
  ) rethrows {
    append(open)
    try withUnsafeMutablePointer(to: &self) { try write($0) }
    append(close)
  }
}
