import APIContract
import BrevoAPI
import HTTP

extension Description {
  /// What the catalogue says of an operation.
  init(_ endpoint: BrevoEndpoint) {
    operation = "\(endpoint.method.rawValue) \(endpoint.path)"
    add(endpoint.pathFields.clauses, to: "path", "")
    add(endpoint.query.clauses, to: "query", "")
    add(endpoint.headers.clauses, to: "header", "")
    add(endpoint.body.fields?.clauses ?? [], to: "body", "")
    for response in endpoint.responses {
      if response.status.code < 300 {
        successes += 1
      } else {
        errors.insert(response.status.code)
      }
    }
  }

  private mutating func add(_ clauses: Clauses, to part: String, _ prefix: String) {
    for case .member(let member) in clauses {
      let presence = member.presence == .required ? "required" : "optional"
      inputs["\(part) \(prefix)\(member.name)"] = "\(presence) \(member.schema.typeInSeed)"
      add(member.schema.clauses, to: part, "\(prefix)\(member.name).")
    }
  }
}

extension Schema {
  /// As the seed's tables name types.
  fileprivate var typeInSeed: String {
    switch self {
    case .any, .oneOf: "any"
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .text, .enumeration: "string"
    case .array: "array"
    case .dictionary, .object: "object"
    }
  }

  /// Of an object, or of the objects in a list.
  fileprivate var clauses: Clauses {
    switch self {
    case .object(let clauses): clauses
    case .array(let item, _): item.clauses
    default: []
    }
  }
}
