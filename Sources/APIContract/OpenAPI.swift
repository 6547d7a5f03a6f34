import HTTP
package import JSON

/// Writes endpoints as an OpenAPI 3.1 document.
package struct OpenAPI: Sendable {
  /// A group of operations, which the document shows under one heading.
  package struct Section: Sendable {
    package var title: String
    /// What stands before the paths of its endpoints.
    package var basePath: String
    package var operations: [JSONOperation]

    package init<Context>(_ title: String, basePath: String, _ endpoints: [Endpoint<Context>]) {
      self.title = title
      self.basePath = basePath
      operations = endpoints.map { JSONOperation($0, tag: title, basePath: basePath) }
    }
  }

  /// One endpoint, written down.
  package struct JSONOperation: Sendable {
    let path: String
    let method: String
    let body: JSONValue
  }

  package var title: String
  package var version: String
  package var description: String
  package var sections: [Section]

  package init(title: String, version: String, description: String, sections: [Section]) {
    self.title = title
    self.version = version
    self.description = description
    self.sections = sections
  }

  package var document: JSONValue {
    [
      "openapi": "3.1.0",
      "info": [
        "title": .string(title), "version": .string(version),
        "description": .string(description),
        "license": ["name": "MIT", "identifier": "MIT"],
      ],
      "servers": [["url": "/"]],
      "security": [["api-key": []]],
      "tags": .array(sections.map { ["name": .string($0.title)] }),
      "paths": .object(paths),
      "components": [
        "securitySchemes": [
          "api-key": ["type": "apiKey", "in": "header", "name": "api-key"]
        ],
        "schemas": ["Error": Schema.error.openAPI],
        "responses": [
          "Error": [
            "description":
              "Any other refusal: of the key (401), the media types (406), the wire (408, 413, 414, 431), the rate limit (429), or for want of room (507).",
            "content": ["application/json": ["schema": Schema.errorReference]],
          ]
        ],
      ],
    ]
  }

  private var paths: JSONObject {
    var paths = JSONObject()
    for operation in sections.flatMap(\.operations) {
      var item = paths[operation.path]?.object ?? JSONObject()
      item[operation.method] = operation.body
      paths[operation.path] = .object(item)
    }
    return paths
  }
}

extension OpenAPI.JSONOperation {
  init<Context>(_ endpoint: Endpoint<Context>, tag: String, basePath: String) {
    path = basePath + endpoint.path
    method = endpoint.method.rawValue.lowercased()
    let parameters =
      endpoint.pathFields.parameters(in: "path") + endpoint.query.parameters(in: "query")
      + endpoint.headers.parameters(in: "header")
    let rules = endpoint.query.ruleNotes + (endpoint.body.fields?.ruleNotes ?? [])
    body = [
      "operationId": .string(endpoint.name),
      "summary": .string(endpoint.summary),
      "description": rules.isEmpty ? nil : .string(rules.joined(separator: " ")),
      "tags": [.string(tag)],
      "parameters": parameters.isEmpty ? nil : .array(parameters),
      "requestBody": endpoint.body.openAPI,
      "responses": .object(endpoint.responses.openAPI),
    ]
  }
}

extension Fields {
  fileprivate var ruleNotes: [String] { clauses.compactMap(\.ruleNote) }

  fileprivate func parameters(in place: String) -> [JSONValue] {
    members.map { member in
      var isList: Bool { if case .array = member.schema { true } else { false } }
      return [
        "name": .string(member.name), "in": .string(place),
        "description": member.fullNote,
        "required": member.presence == .required ? true : nil,
        "explode": isList ? false : nil,
        "schema": member.schema.openAPI,
      ]
    }
  }
}

extension Body {
  fileprivate var openAPI: JSONValue? {
    if case .file = self {
      return [
        "required": true,
        "content": ["application/octet-stream": ["schema": ["type": "string"]]],
      ]
    }
    guard let fields else { return nil }
    var isRequired: Bool { if case .required = self { true } else { false } }
    return [
      "required": .bool(isRequired),
      "content": ["application/json": ["schema": Schema.object(fields.clauses).openAPI]],
    ]
  }
}

extension Response {
  fileprivate func content(_ schema: JSONValue?) -> JSONValue? {
    var content = JSONObject()
    if let schema { content["application/json"] = ["schema": schema] }
    if let mediaType { content[mediaType] = ["schema": ["type": "string"]] }
    return content.members.isEmpty ? nil : .object(content)
  }
}

extension [Response] {
  fileprivate var openAPI: JSONObject {
    var object = JSONObject()
    for response in self {
      let schema =
        response.schema.map { $0.isErrorEnvelope ? Schema.errorReference : $0.openAPI }
      object["\(response.status.code)"] = [
        "description": .string(response.note),
        "content": response.content(schema),
      ]
    }
    object["default"] = ["$ref": "#/components/responses/Error"]
    return object
  }
}

extension Schema {
  fileprivate static let errorReference: JSONValue = ["$ref": "#/components/schemas/Error"]

  /// Whether this is the plain envelope, without members of its own.
  fileprivate var isErrorEnvelope: Bool {
    guard case .object(let clauses) = self else { return false }
    return clauses.compactMap(\.member).map(\.name) == ["code", "message"]
  }

  /// This shape as an OpenAPI schema object.
  package var openAPI: JSONValue {
    switch self {
    case .any: [:]
    case .boolean: ["type": "boolean"]
    case .number(let range):
      [
        "type": "number",
        "minimum": range.lowerBound.isFinite ? .double(range.lowerBound) : nil,
        "maximum": range.upperBound.isFinite ? .double(range.upperBound) : nil,
      ]
    case .integer(let range):
      [
        "type": "integer", "format": "int64",
        "minimum": range.lowerBound == .min ? nil : .int(range.lowerBound),
        "maximum": range.upperBound == .max ? nil : .int(range.upperBound),
      ]
    case .text(let text):
      [
        "type": "string", "format": text.format.map { .string($0.rawValue) },
        "minLength": text.mayBeBlank ? nil : .int(Int64(max(text.length.lowerBound, 1))),
        "maxLength": text.length.upperBound == .max ? nil : .int(Int64(text.length.upperBound)),
      ]
    case .enumeration(let cases): ["type": "string", "enum": .array(cases.map { .string($0) })]
    case .array(let item, let count):
      [
        "type": "array", "items": item.openAPI,
        "minItems": count.lowerBound == 0 ? nil : .int(Int64(count.lowerBound)),
        "maxItems": count.upperBound == .max ? nil : .int(Int64(count.upperBound)),
      ]
    case .dictionary(let item, let mayBeEmpty):
      [
        "type": "object", "additionalProperties": item.openAPI,
        "minProperties": mayBeEmpty ? nil : 1,
      ]
    case .object(let clauses): Self.openAPI(clauses)
    case .oneOf(let schemas): ["oneOf": .array(schemas.map(\.openAPI))]
    }
  }

  private static func openAPI(_ clauses: Clauses) -> JSONValue {
    let members = clauses.compactMap(\.member)
    let required = members.filter { $0.presence == .required }
    let rules = clauses.compactMap(\.ruleNote)
    return [
      "type": "object",
      "description": rules.isEmpty ? nil : .string(rules.joined(separator: " ")),
      "required": required.isEmpty ? nil : .array(required.map { .string($0.name) }),
      "properties": .object(JSONObject(members.map { ($0.name, $0.described) })),
    ]
  }
}

extension Clause {
  fileprivate var ruleNote: String? { if case .rule(let rule) = self { rule.note } else { nil } }
}

extension Member {
  /// The note, and what the presence and the default add to it.
  fileprivate var fullNote: JSONValue? {
    var sentences = note.isEmpty ? [] : [note]
    switch presence {
    case .optional, .required: break
    case .demanded: sentences.append("Mandatory in fact, though not in the documented schema.")
    case .requiredUnless(let other): sentences.append("Mandatory unless `\(other)` is given.")
    }
    if let ignoredWith { sentences.append("Ignored if `\(ignoredWith)` is given.") }
    if let ignoredWithout { sentences.append("Ignored without `\(ignoredWithout)`.") }
    if let defaultNote { sentences.append("Default: \(defaultNote()).") }
    return sentences.isEmpty ? nil : .string(sentences.joined(separator: " "))
  }

  fileprivate var described: JSONValue {
    guard let fullNote, var object = schema.openAPI.object else { return schema.openAPI }
    object["description"] = fullNote
    return .object(object)
  }
}
