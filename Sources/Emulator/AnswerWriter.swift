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

  func response(to exchange: Exchange) -> HTTPResponse {
    var response = bareResponse(to: exchange)
    if !exchange.allowed.isEmpty {
      let methods = exchange.allowed.map(\.rawValue).sorted().joined(separator: ", ")
      response.fields.append("Allow", methods)
    }
    exchange.rateLimit?.append(to: &response.fields)
    if exchange.number > 0 { response.fields.append(literal: "x-mock-journal", exchange.number) }
    exchange.fault?.fault.effect.shape(&response)
    return response
  }

  private func bareResponse(to exchange: Exchange) -> HTTPResponse {
    let sharing = exchange.sharing
    switch exchange.outcome {
    case .page(let response): return response
    case .reply(let reply): return response(to: reply, sharing)
    case .refusedAtGateway(let error):
      return response(error.status, fields: sharing.jsonFields, body: error.gatewayBody)
    case .refused(let error): return response(to: error, sharing)
    case nil: return response(to: .internalError, sharing)
    }
  }

  func response(to reply: Reply, _ sharing: Sharing) -> HTTPResponse {
    guard let body = reply.body else { return response(reply.status, fields: sharing.fields) }
    let fields =
      reply.mediaType.map { Self.fields(ofDocument: $0, sharing) } ?? sharing.jsonFields
    return response(reply.status, fields: fields, body: body)
  }

  func response(to error: APIError, _ sharing: Sharing = .everybody) -> HTTPResponse {
    response(error.status, fields: sharing.jsonFields, body: error.body.bytes)
  }

  private func response(
    _ status: HTTPStatus, fields: HTTPFields, body: [UInt8] = []
  ) -> HTTPResponse {
    // Room for all that an answer has, made once.
    var fields = HTTPFields(fields, room: 256)
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    fields.append(literal: "sib-request-id", identifiers.uuid(.answer, number))
    return HTTPResponse(status, fields: fields, body: body)
  }
}

extension APIError {
  /// The gateway writes the message first, and a line end behind.
  fileprivate var gatewayBody: [UInt8] {
    let value: JSONValue = ["message": .string(message), "code": .string(code.rawValue)]
    return value.bytes + [UInt8(ascii: "\n")]
  }
}
