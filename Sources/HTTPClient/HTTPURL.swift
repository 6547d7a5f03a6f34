import HTTP

/// Where a request goes: the parts of an absolute `http` URL.
package struct HTTPURL: Sendable, Equatable {
  /// Why a text is none.
  package enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    case malformed
    /// It is a URL, of a scheme that is not spoken here.
    case unsupported(scheme: String)

    /// One sentence.
    package var description: String {
      switch self {
      case .malformed: "This is not a URL that can be called."
      case .unsupported(let scheme): "\(scheme) is not supported; use http."
      }
    }
  }

  /// A name or an address, in lower case and without brackets.
  package let host: String
  package let port: UInt16
  /// The path and the query, as they stand in a request.
  package let target: String

  package init(_ text: String) throws(Failure) {
    guard let separator = text.utf8.firstRange(of: "://".utf8),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f })
    else { throw .malformed }
    let scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "http" else {
      throw scheme == "https" ? .unsupported(scheme: scheme) : .malformed
    }
    let rest = text[separator.upperBound...]
    let end = rest.utf8.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
    (host, port) = try Self.authority(rest[..<end])
    target = Self.target(rest[end...].prefix { $0 != "#" })
  }

  /// What stands in the field `Host`.
  package var authority: String {
    let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    return port == 80 ? name : "\(name):\(port)"
  }

  /// Splits `host:port`. A URL that carries a user's name is refused: secrets have fields.
  private static func authority(_ text: Substring) throws(Failure) -> (String, UInt16) {
    let (host, rest) = try split(text)
    if rest.isEmpty || rest == ":" { return (host, 80) }
    guard rest.first == ":", rest.dropFirst().utf8.allSatisfy(isDigit),
      let port = UInt16(rest.dropFirst()), port > 0
    else { throw .malformed }
    return (host, port)
  }

  private static func split(_ text: Substring) throws(Failure) -> (String, Substring) {
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]") else { throw .malformed }
      let literal = text[..<end].dropFirst()
      guard literal.contains(":"), literal.utf8.allSatisfy(isOfAddress) else { throw .malformed }
      return (literal.lowercased(), text[end...].dropFirst())
    }
    let name = text.prefix { $0 != ":" }
    guard !name.isEmpty, name.utf8.count <= 253, name.utf8.allSatisfy(isOfName) else {
      throw .malformed
    }
    return (name.lowercased(), text[name.endIndex...])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    isDigit(byte) || 0x61...0x66 ~= byte | 0x20 || ":.".utf8.contains(byte)
  }

  /// Names of containers may have an underscore.
  private static func isOfName(_ byte: UInt8) -> Bool {
    isDigit(byte) || 0x61...0x7a ~= byte | 0x20 || "-._".utf8.contains(byte)
  }

  /// Letters beyond ASCII are written as their bytes.
  private static func target(_ text: Substring) -> String {
    var target = text.first == "/" ? "" : "/"
    for byte in text.utf8 {
      if byte < 0x80 {
        target.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        target += "%" + String(byte, radix: 16, uppercase: true)
      }
    }
    return target
  }
}
