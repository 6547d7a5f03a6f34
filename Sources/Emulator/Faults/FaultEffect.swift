import APIContract
import CivilTime
import HTTP
import JSON

/// What a fault does: the answer that it gives, and how that leaves.
struct FaultEffect: Sendable {
  /// The answer in the place of the request's own.
  private let answer: Exchange.Outcome?
  /// Whether the answer says that no request is left of the rate limit.
  private let exhaustsLimit: Bool
  /// Whether the body is cut short so that nobody can read it as JSON.
  private let isMalformed: Bool
  private let delivery: Delivery?
  let standardPhase: Fault.Phase

  private static let error = Field.optional(
    "error", .text,
    "An error of the service, by name: "
      + ReadyMadeError.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + ".")
  private static let status = Field.optional(
    "status", .integer(400...599), "Status of the error that is answered.")
  private static let code = Field.optional("code", .text, "Its code.")
  private static let message = Field.optional("message", .text, "Its message.")
  private static let delay = Field.optional(
    "delay", .timeSpan, "How long the answer waits: milliseconds, or `250ms`, `2s`.")
  private static let drip = Field.optional(
    "drip", .object(bytes, interval), "The answer leaves bit by bit.")
  private static let bytes = Field.required("bytes", .integer(1 ... .max), "Bytes at a time.")
  private static let interval = Field.required("interval", .timeSpan, "The pause after each.")
  private static let stall = Field.optional(
    "stall", .integer(0 ... .max),
    "After so many bytes of the answer, head included, nothing more comes.")
  private static let truncate = Field.optional(
    "truncate", .integer(0 ... .max), "After so many bytes of the body the connection is closed.")
  private static let reset = Field.optional(
    "reset", .boolean, "The connection is reset: at once, or where `truncate` says.")
  private static let malformedJSON = Field.optional(
    "malformedJSON", .boolean, "The body is no JSON: its end is missing.")
  private static let wrongContentLength = Field.optional(
    "wrongContentLength", .integer(-1_000_000...1_000_000),
    "How many bytes more than it has the body is said to have; fewer, if negative.")

  /// With these there is nothing left of the answer that the request itself would get.
  static let replacing = [error.member, status.member, stall.member, reset.member].map(\.name)
  private static let names =
    replacing
    + [
      delay.member, drip.member, truncate.member, malformedJSON.member, wrongContentLength.member,
    ].map(\.name)

  static let shape = Shape.object(
    Rule.anyOf(names, else: .invalid(text: "what says nothing to do")),
    Rule.atMostOneOf(
      [error.member.name, status.member.name],
      else: .invalid(text: "Only one of error or status can be passed in what")),
    Rule("`code` and `message` go with `status`.") { inputs, _ throws(APIError) in
      guard !inputs.has("status"), inputs.has("code") || inputs.has("message") else { return }
      throw .missing(text: "status is missing in what")
    },
    Rule("`stall` goes with neither `truncate` nor `reset`.") { inputs, _ throws(APIError) in
      guard inputs.has("stall"), inputs.has("truncate") || inputs.has("reset") else { return }
      throw .invalid(text: "stall cannot be passed with truncate or reset")
    },
    error, status, code, message, delay, drip, stall, truncate, reset, malformedJSON,
    wrongContentLength)

  /// - Throws: An error that names the known ones, if it names an error that is not.
  init(_ inputs: Inputs) throws(APIError) {
    let readyMade = try inputs[Self.error].map { (name) throws(APIError) in
      try ReadyMadeError(named: name)
    }
    let resets = inputs[Self.reset] ?? false
    if let readyMade {
      answer = readyMade.outcome
    } else if let code = inputs[Self.status] {
      answer = .reply(
        .injected(HTTPStatus(Int(code)), code: inputs[Self.code], message: inputs[Self.message]))
    } else {
      answer = nil
    }
    exhaustsLimit = readyMade == .rateLimit
    isMalformed = inputs[Self.malformedJSON] ?? false
    standardPhase = answer != nil || resets || inputs.has("stall") ? .before : .after

    var delivery = Delivery()
    delivery.delay = .milliseconds(inputs[Self.delay]?.milliseconds ?? 0)
    delivery.drip = inputs[Self.drip].map {
      Delivery.Drip(
        bytes: Int($0[Self.bytes]), interval: .milliseconds($0[Self.interval].milliseconds))
    }
    delivery.lengthError = Int(inputs[Self.wrongContentLength] ?? 0)
    let truncation = inputs[Self.truncate].map { Int($0) }
    if resets {
      delivery.end = .reset(afterBody: truncation)
    } else if let truncation {
      delivery.end = .closed(afterBody: truncation)
    } else if let count = inputs[Self.stall] {
      delivery.end = .stalled(after: Int(count))
    }
    self.delivery = delivery == Delivery() ? nil : delivery
  }

  /// Puts its answer in the place of the exchange's, which must have one afterwards.
  func answer(_ exchange: Exchange) {
    guard let outcome = answer ?? (exchange.outcome == nil ? .refused(.internalError) : nil) else {
      return
    }
    exchange.outcome = outcome
    if exhaustsLimit { exchange.rateLimit?.exhaust() }
    // The gateway tells of no limit.
    if case .refusedAtGateway = outcome { exchange.rateLimit = nil }
  }

  /// Makes an answer what it is on the wire.
  func shape(_ response: inout HTTPResponse) {
    if isMalformed {
      // The gateway writes a line end behind its objects.
      let isLine = response.body.last == UInt8(ascii: "\n")
      response.body = response.body.dropLast(isLine ? 2 : 1)
      if response.body.isEmpty { response.body = Array("{".utf8) }
    }
    response.delivery = delivery
  }
}

extension Reply {
  /// An error as somebody wants it, with the words that go with its status where nothing is said.
  fileprivate static func injected(_ status: HTTPStatus, code: String?, message: String?) -> Reply {
    let reason = status.reason.isEmpty ? "Injected error" : status.reason
    return Reply(
      status,
      [
        "code": .string(code ?? status.usualCode?.rawValue ?? reason.snakeCased),
        "message": .string(message ?? reason),
      ])
  }
}

extension HTTPStatus {
  /// The code that errors of this status have, of those that have one.
  fileprivate var usualCode: APIError.Code? {
    switch self {
    case .badRequest: .badRequest
    case .unauthorized: .unauthorized
    case .paymentRequired: .notEnoughCredits
    case .forbidden: .permissionDenied
    case .notFound: .documentNotFound
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .tooManyRequests: .tooManyRequests
    case .internalServerError: .internalError
    default: nil
    }
  }
}

extension String {
  fileprivate var snakeCased: String { String(lowercased().map { $0 == " " ? "_" : $0 }) }
}
