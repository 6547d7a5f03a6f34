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

  /// On every answer: https://github.com/getbrevo/brevo-python/issues/13.
  static let common: HTTPFields = [
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "PUT, POST, GET, DELETE, PATCH, OPTIONS",
    "Access-Control-Allow-Credentials": "true",
  ]
  private static let json: HTTPFields = {
    var fields = common
    fields.append("Content-Type", "application/json")
    return fields
  }()

  /// Captured mail is shown, but none of its scripts run and none of its forms are sent; a file is
  /// what it says it is.
  private static func fields(of document: Document) -> HTTPFields {
    var fields = common
    fields.append("Content-Type", document.mediaType)
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
    exchange.fault?.fault.effect.shape(&response)
    return response
  }

  private func bareResponse(to exchange: Exchange) -> HTTPResponse {
    switch exchange.outcome {
    case .page(let response): return response
    case .reply(let reply):
      if let document = reply.document {
        return response(reply.status, fields: Self.fields(of: document), body: document.bytes)
      }
      guard let body = reply.body else { return response(reply.status, fields: Self.common) }
      return response(reply.status, fields: Self.json, body: body.bytes)
    case .refusedAtGateway(let error):
      return response(error.status, fields: Self.json, body: error.gatewayBody)
    case .refused(let error): return response(to: error)
    case nil: return response(to: .internalError)
    }
  }

  func response(to error: APIError) -> HTTPResponse {
    response(error.status, fields: Self.json, body: error.body.bytes)
  }

  private func response(
    _ status: HTTPStatus, fields: HTTPFields, body: [UInt8] = []
  ) -> HTTPResponse {
    var response = HTTPResponse(status, fields: fields, body: body)
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    response.fields.append("sib-request-id", identifiers.uuid(.answer, number))
    return response
  }
}

extension APIError {
  /// The gateway writes the message first, and a line end behind.
  fileprivate var gatewayBody: [UInt8] {
    let value: JSONValue = ["message": .string(message), "code": .string(code.rawValue)]
    return value.bytes + [UInt8(ascii: "\n")]
  }
}
