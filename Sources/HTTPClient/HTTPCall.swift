package import HTTP

/// A POST to the outside.
package struct HTTPCall: Sendable {
  package var url: HTTPURL
  /// What is sent besides the fields that frame the request.
  package var fields: HTTPFields
  package var body: [UInt8]

  package init(_ url: HTTPURL, fields: HTTPFields, body: [UInt8]) {
    self.url = url
    self.fields = fields
    self.body = body
  }

  /// The request as it stands on the wire.
  var bytes: [UInt8] {
    var head: HTTPFields = ["Host": url.authority]
    for (name, value) in fields where !HTTPFields.framing.contains(name.lowercased()) {
      head.append(name, value)
    }
    head.append("Content-Length", "\(body.count)")
    head.append("Connection", "close")
    var text = "POST \(url.target) HTTP/1.1\r\n"
    for (name, value) in head { text += "\(name): \(value)\r\n" }
    return Array((text + "\r\n").utf8) + body
  }
}

/// What became of a call.
package enum HTTPOutcome: Sendable, Equatable {
  /// The answer's status is all that is read of it.
  case answered(status: Int)
  /// No address of the host may be reached: none was.
  case notAdmitted
  case failed(HTTPClientError)
}

/// Why a call has no answer.
package enum HTTPClientError: Error, Sendable, Equatable {
  case unknownHost(String)
  /// With the system's word for it.
  case unreachable(String)
  case timedOut
  /// The connection ended before the head of an answer was there.
  case noAnswer
  case malformedAnswer
  case answerTooLong
}

extension HTTPClientError: CustomStringConvertible {
  /// One sentence.
  package var description: String {
    switch self {
    case .unknownHost(let host): "No address is known for \(host)."
    case .unreachable(let reason): "There was no connection: \(reason)."
    case .timedOut: "There was no answer in time."
    case .noAnswer: "The connection ended without an answer."
    case .malformedAnswer: "The answer is not HTTP/1."
    case .answerTooLong: "The head of the answer is too long."
    }
  }
}

/// What bounds a call. Assumed: nobody outside knows how long the emulated service waits.
package struct HTTPClientLimits: Sendable {
  /// For all of it, from the look-up of the host to the head of the answer.
  package var time = Duration.seconds(10)
  /// How long what follows the head is waited for, so that the peer can end in good order.
  package var drainTime = Duration.seconds(1)
  package var drainBytes = 256 << 10
  package var head = 64 << 10
  /// Calls under way at one time; the others wait.
  package var calls = 64

  package init() {}
}
