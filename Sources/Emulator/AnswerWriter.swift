import APIContract
import BrevoStore
import HTTP
import JSON
import Synchronization

/// Turns outcomes into HTTP responses, with the fields that the service sends.
final class AnswerWriter: Sendable {
  private let identifiers = Identifiers(seed: Identifiers.randomSeed())
  private let count = Atomic<Int64>(0)

  /// On every answer: https://github.com/getbrevo/brevo-python/issues/13.
  private static let common: HTTPFields = [
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

  func response(to exchange: Exchange) -> HTTPResponse {
    switch exchange.outcome {
    case .page(let response): return response
    case .reply(let reply): return response(reply.status, body: reply.body?.bytes)
    case .refusedAtGateway(let error): return response(error.status, body: error.gatewayBody)
    case .refused(let error):
      var response = response(to: error)
      if !exchange.allowed.isEmpty {
        let methods = exchange.allowed.map(\.rawValue).sorted().joined(separator: ", ")
        response.fields.append("Allow", methods)
      }
      return response
    case nil: return response(to: .internalError)
    }
  }

  func response(to error: APIError) -> HTTPResponse {
    response(error.status, body: error.body.bytes)
  }

  private func response(_ status: HTTPStatus, body: [UInt8]?) -> HTTPResponse {
    var response = HTTPResponse(
      status, fields: body == nil ? Self.common : Self.json, body: body ?? [])
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
