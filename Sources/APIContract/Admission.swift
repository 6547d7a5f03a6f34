package import HTTP
import JSON

extension Endpoint {
  /// Checks `request` against the contract: path, query and headers, then the body. Refuses it by
  /// the first clause that is not met.
  ///
  /// `path` tells where the values of the path's parameters stand; they are still percent-encoded.
  package func admit(
    _ request: HTTPRequest, path: PathPlaces, at moment: Moment
  ) throws(APIError) -> Call {
    let check = Check(moment: moment)
    func admitted(
      _ fields: Fields, _ read: () throws(APIError) -> JSONObject
    ) throws(APIError) -> Inputs {
      do throws(APIError) {
        let object = try read()
        let inputs =
          object.count == 0 ? fields.absent : Inputs(object: object, clauses: fields.clauses)
        try check.members(of: inputs)
        return inputs
      } catch {
        throw fields.words(for: error)
      }
    }
    let path = try admitted(pathFields) { () throws(APIError) in try pathObject(of: request, path) }
    let query = try admitted(self.query) { () throws(APIError) in try queryObject(of: request) }
    let headers = try admitted(self.headers) { headerObject(of: request) }
    let body = try admitted(self.body.fields ?? .none) { () throws(APIError) in
      self.body.fields == nil ? JSONObject() : try bodyObject(of: request)
    }
    var file: [UInt8] = []
    if case .file = self.body {
      guard !request.body.isEmpty else { throw .noInput }
      file = request.body
    }
    return Call(path: path, query: query, headers: headers, body: body, file: file)
  }

  private func pathObject(
    of request: HTTPRequest, _ places: PathPlaces
  ) throws(APIError) -> JSONObject {
    var object = JSONObject()
    let path = request.path.utf8.span
    for index in 0..<places.count {
      let name = parameters[index]
      guard let text = PercentEncoding.decode(path.extracting(places[index])) else {
        throw .invalid(name)
      }
      pathFields.lift(text, as: name, into: &object)
    }
    return object
  }

  private func queryObject(of request: HTTPRequest) throws(APIError) -> JSONObject {
    var object = JSONObject()
    do throws(HTTPParseError) {
      for (name, value) in try QueryItems(request.queryText) {
        query.lift(value, as: name, into: &object)
      }
    } catch {
      throw .malformed(text: error.sentence)
    }
    return object
  }

  private func headerObject(of request: HTTPRequest) -> JSONObject {
    var object = JSONObject()
    for member in headers.members {
      if let text = request.fields[member.name] {
        headers.lift(text, as: member.name, into: &object)
      }
    }
    return object
  }

  private func bodyObject(of request: HTTPRequest) throws(APIError) -> JSONObject {
    guard !request.body.isEmpty else {
      if case .optional = body { return JSONObject() }
      throw .noInput
    }
    guard request.hasJSONBody else { throw .wrongContentType }
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONValue(parsing: request.body)
    } catch {
      // The service says the same of text that it cannot decode as of none at all.
      guard String(validating: request.body, as: UTF8.self) != nil else { throw .noInput }
      throw .malformed(text: "Invalid JSON")
        .explained("\(error)")
    }
    guard let object = value.object else {
      throw .malformed(text: "Input must be a valid JSON object")
    }
    return object
  }
}

extension HTTPRequest {
  /// Whether the body is said to be JSON: `application/json` or `application/…+json`.
  fileprivate var hasJSONBody: Bool {
    // Most say just that.
    if fields.has("content-type", "application/json") { return true }
    guard let type = fields["content-type"]?.split(separator: ";").first else { return false }
    let name = type.trimmingBlanks.lowercased()
    return name == "application/json" || name.hasPrefix("application/") && name.hasSuffix("+json")
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
    return self[...last].drop(while: isBlank)
  }
}

extension Fields {
  /// What the client is told of `error`. Media types are judged before there is anything to tell
  /// of fields.
  fileprivate func words(for error: APIError) -> APIError {
    guard let refusal, error.status == .badRequest else { return error }
    return refusal.explained(error.explanation.map { "\(error.message): \($0)" } ?? error.message)
  }

  /// Adds what a text from a URL or a head says under the schemas of these fields, unless `object` has
  /// that name already: of a name that comes twice, the first value counts.
  func lift(_ text: String, as name: String, into object: inout JSONObject) {
    guard object.index(of: name) == nil else { return }
    object[name] = members.first { $0.name == name }?.schema.lifted(text) ?? .string(text)
  }
}

extension Schema {
  func lifted(_ text: String) -> JSONValue {
    switch self {
    case .integer: return Int64(text).map { .int($0) } ?? .string(text)
    case .boolean:
      // Generated clients write True and False with a capital.
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return .string(text)
      }
    case .array(let item, _) where !text.isEmpty:
      let items = text.split(separator: ",", omittingEmptySubsequences: false)
      return .array(items.map { item.lifted(String($0)) })
    default: return .string(text)
    }
  }
}
