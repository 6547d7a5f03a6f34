import APIContract
import BrevoStore
import HTTP
import JSON
import Synchronization

/// Turns outcomes into HTTP responses, with the fields that the service sends.
final class AnswerWriter: Sendable {
  private let identifiers: Identifiers
  private let count = Atomic<Int64>(0)

  /// - Parameter seed: What the ids of answers come from; nil to draw it.
  init(seed: UInt64?) { identifiers = Identifiers(seed: seed ?? Identifiers.randomSeed()) }

  /// Captured mail is shown, but none of its scripts run and none of its forms are sent; a file is
  /// what it says it is.
  private static func fields(ofDocument mediaType: String, _ sharing: Sharing) -> HTTPFields {
    var fields = sharing.fields
    fields.append("Content-Type", mediaType)
    fields.append("Content-Security-Policy", "sandbox")
    fields.append("X-Content-Type-Options", "nosniff")
    return fields
  }

  /// At least what the fields take that tell one answer from another, but for `Allow`.
  private static let room = 320

  func response(to exchange: Exchange) -> HTTPResponse {
    var response = bareResponse(to: exchange)
    let allowed =
      exchange.allowed.isEmpty
      ? "" : exchange.allowed.map(\.rawValue).sorted().joined(separator: ", ")
    response.fields.append(room: Self.room + allowed.utf8.count) { fields in
      if !exchange.isAnsweredByPage { appendIdentifier(to: &fields) }
      if !allowed.isEmpty { fields.append(literal: "Allow", allowed) }
      exchange.rateLimit?.append(to: &fields)
      if exchange.number > 0 { fields.append(literal: "x-mock-journal", exchange.number) }
    }
    exchange.fault?.fault.effect.shape(&response)
    return response
  }

  func response(to reply: Reply, _ sharing: Sharing) -> HTTPResponse {
    identified(bareResponse(to: reply, sharing))
  }

  func response(to error: APIError, _ sharing: Sharing = .everybody) -> HTTPResponse {
    identified(bareResponse(to: error, sharing))
  }

  private func bareResponse(to exchange: Exchange) -> HTTPResponse {
    let sharing = exchange.sharing
    switch exchange.outcome {
    case .page(let response): return response
    case .reply(let reply): return bareResponse(to: reply, sharing)
    case .refusedAtGateway(let error):
      return HTTPResponse(error.status, fields: sharing.jsonFields, body: error.gatewayBody)
    case .refused(let error): return bareResponse(to: error, sharing)
    case nil: return bareResponse(to: .internalError, sharing)
    }
  }

  private func bareResponse(to reply: Reply, _ sharing: Sharing) -> HTTPResponse {
    guard let body = reply.body else { return HTTPResponse(reply.status, fields: sharing.fields) }
    let fields =
      reply.mediaType.map { Self.fields(ofDocument: $0, sharing) } ?? sharing.jsonFields
    return HTTPResponse(reply.status, fields: fields, body: body)
  }

  private func bareResponse(to error: APIError, _ sharing: Sharing) -> HTTPResponse {
    HTTPResponse(error.status, fields: sharing.jsonFields, body: error.body.bytes)
  }

  private func identified(_ response: HTTPResponse) -> HTTPResponse {
    var response = response
    response.fields.append(room: Self.room) { appendIdentifier(to: &$0) }
    return response
  }

  private func appendIdentifier(to fields: inout FieldWriter) {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    identifiers.withUUID(.answer, number) { fields.append(literal: "sib-request-id", utf8: $0) }
  }
}

extension APIError {
  /// The gateway writes the message first, and a line end behind.
  fileprivate var gatewayBody: [UInt8] {
    let value: JSONValue = ["message": .string(message), "code": .string(code.rawValue)]
    return value.bytes + [UInt8(ascii: "\n")]
  }
}
