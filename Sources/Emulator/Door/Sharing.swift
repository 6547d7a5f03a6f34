import HTTP

/// Which pages of other origins a browser lets read an answer.
enum Sharing: Sendable {
  case everybody
  case nobody
  case origin(String)

  /// What tells the browser.
  var fields: HTTPFields {
    switch self {
    case .everybody: Self.ofService
    case .nobody: [:]
    case .origin(let origin):
      [
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Headers": "api-key, content-type",
        "Access-Control-Allow-Methods": Self.methods,
        "Vary": "Origin",
      ]
    }
  }

  /// The same, for an answer in JSON.
  var jsonFields: HTTPFields {
    if case .everybody = self { return Self.jsonOfService }
    var fields = fields
    fields.append("Content-Type", "application/json")
    return fields
  }

  private static let methods = "PUT, POST, GET, DELETE, PATCH, OPTIONS"

  /// On every answer: https://github.com/getbrevo/brevo-python/issues/13.
  private static let ofService: HTTPFields = [
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": methods,
    "Access-Control-Allow-Credentials": "true",
  ]
  private static let jsonOfService: HTTPFields = {
    var fields = ofService
    fields.append("Content-Type", "application/json")
    return fields
  }()
}
