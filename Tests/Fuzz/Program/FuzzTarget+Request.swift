import Emulator
import HTTP

extension FuzzTarget {
  /// Requests to one emulator, one after the other, with lines of `===` between them.
  ///
  /// Each is a method and a target on a line, fields on lines of their own, an empty line and a body;
  /// what every request needs is added where it is not said.
  static let request = FuzzTarget(name: "request") { bytes in
    let requests = bytes.parts(between: Array("\n===\n".utf8)).prefix(16).compactMap(read)
    let emulator = TestEmulator()
    var mayBeFaulty = false
    let answers = requests.map { request in
      mayBeFaulty = mayBeFaulty || request.asksForFaults
      guard let response = emulator.answers(to: [request])[0] else {
        require(request.path.hasPrefix("/_mock/"), "\(request) is to be waited for")
        return nil as HTTPResponse?
      }
      Declaration.check(response, to: request, mayBeFaulty: mayBeFaulty)
      return response
    }
    emulator.requireService()

    // What one turn of the loop hands over together is answered as it would be alone. Requests to
    // the emulator itself are answered behind the others.
    guard requests.count > 1, requests.allSatisfy({ $0.path.hasPrefix("/v3/") }) else { return }
    let together = TestEmulator().answers(to: requests)
    for (index, (alone, together)) in zip(answers, together).enumerated() {
      require(
        alone?.status == together?.status && alone?.body == together?.body,
        "\(requests[index]) is answered alone with \(alone as Any), in a round with \(together as Any)"
      )
    }
  }

  /// Takes a request through the parser, as one from a socket; what that refuses is answered, too.
  private static func read(_ part: ArraySlice<UInt8>) -> HTTPRequest? {
    let parts = part.parts(between: Array("\n\n".utf8), atMost: 2)
    let lines = parts[0].split(separator: UInt8(ascii: "\n"))
    guard let line = lines.first else { return nil }
    let body = parts.count == 2 ? parts[1] : []
    var bytes = line + Array(" HTTP/1.1\r\n".utf8)
    for field in lines.dropFirst() { bytes += field + Array("\r\n".utf8) }
    let defaults = [
      "host: localhost", "api-key: xkeysib-fuzz", "content-type: application/json",
      "content-length: \(body.count)",
    ]
    for field in defaults {
      let name = Array(field.utf8).prefix { $0 != UInt8(ascii: ":") }
      let isGiven = lines.dropFirst().contains { $0.starts(with: name) }
      if !isGiven { bytes += Array("\(field)\r\n".utf8) }
    }
    bytes += Array("\r\n".utf8) + body
    var parser = HTTPRequestParser()
    var position = 0
    switch parser.parse(Array(bytes).span, from: &position) {
    case .partial: return nil
    case .request(let request): return request
    case .failure(let error):
      Declaration.checkRefusal(TestEmulator.idle.emulator.refuse(error), of: error)
      return nil
    }
  }
}

extension HTTPRequest {
  fileprivate var asksForFaults: Bool {
    fields["x-mock-fault"] != nil || path.hasPrefix("/_mock/faults")
  }
}

extension RandomAccessCollection<UInt8> {
  /// What stands between a mark; one part more than there are marks.
  fileprivate func parts(between mark: [UInt8], atMost count: Int = .max) -> [SubSequence] {
    var parts: [SubSequence] = []
    var rest = self[...]
    while parts.count + 1 < count, let place = rest.firstRange(of: mark) {
      parts.append(rest[..<place.lowerBound])
      rest = rest[place.upperBound...]
    }
    return parts + [rest]
  }
}
