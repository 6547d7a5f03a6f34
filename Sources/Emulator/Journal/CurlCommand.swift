import HTTP

/// A line for a shell that makes a call again.
struct CurlCommand {
  /// What curl says by itself, or what holds for one connection only.
  private static let ownFields: Set = [
    "host", "content-length", "connection", "transfer-encoding", "expect", "accept-encoding",
    "keep-alive", "te", "upgrade",
  ]

  let request: HTTPRequest
  /// Whether keys, addresses and numbers are shown.
  let reveals: Bool

  var line: String {
    var words = ["curl"]
    switch request.method {
    case .get where request.body.isEmpty: break
    case .head: words.append("--head")
    default: words.append("-X \(request.method.rawValue)")
    }
    words.append(shown(url).quotedForShell)
    for (name, value) in request.fields where !Self.ownFields.contains(name.lowercased()) {
      let isSecret = Mask.secretFields.contains(name.lowercased())
      let value = isSecret && !reveals ? Mask.key(value) : shown(value)
      words.append("-H " + "\(name): \(value)".quotedForShell)
    }
    guard !request.body.isEmpty else { return words.joined(separator: " ") }
    guard let text else {
      guard reveals else { return (words + ["--data-binary '***'"]).joined(separator: " ") }
      return "printf '\(octal)' | " + (words + ["--data-binary @-"]).joined(separator: " ")
    }
    words.append("--data-binary " + shown(text).quotedForShell)
    return words.joined(separator: " ")
  }

  /// The body, if a shell can say it.
  private var text: String? {
    guard !request.body.contains(0) else { return nil }
    return String(validating: request.body, as: UTF8.self)
  }

  private var url: String {
    guard request.target.hasPrefix("/") else { return request.target }
    return "http://\(request.authority ?? "127.0.0.1:2738")\(request.target)"
  }

  /// Bytes that are no text, as printf takes them: those that are letters or digits as they are.
  private var octal: String {
    request.body.map { byte in
      let scalar = Character(Unicode.Scalar(byte))
      if scalar.isASCII, scalar.isLetter || scalar.isNumber { return String(scalar) }
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }.joined()
  }

  private func shown(_ text: String) -> String { reveals ? text : Mask.text(text) }
}

extension String {
  /// One word for a shell, whatever it holds.
  var quotedForShell: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
