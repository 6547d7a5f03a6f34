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
      _ fields: Fields, _ read: () throws(APIError) -> Inputs
    ) throws(APIError) -> Inputs {
      do throws(APIError) {
        let inputs = try read()
        try check.members(of: inputs)
        return inputs
      } catch {
        throw fields.words(for: error)
      }
    }
    let path = try admitted(pathFields) { () throws(APIError) in try pathInputs(of: request, path) }
    let query = try admitted(self.query) { () throws(APIError) in try queryInputs(of: request) }
    let headers = try admitted(self.headers) { headerInputs(of: request) }
    let body = try admitted(self.body.fields ?? .none) { () throws(APIError) in
      try bodyInputs(of: request)
    }
    var file: [UInt8] = []
    if case .file = self.body {
      guard !request.body.isEmpty else { throw .noInput }
      file = request.body
    }
    return Call(path: path, query: query, headers: headers, body: body, file: file)
  }

  private func pathInputs(
    of request: HTTPRequest, _ places: PathPlaces
  ) throws(APIError) -> Inputs {
    guard places.count > 0 else { return pathFields.absent }
    var object = JSONObject()
    let path = request.path.utf8.span
    for index in 0..<places.count {
      let name = parameters[index]
      guard let text = PercentEncoding.decode(path.extracting(places[index])) else {
        throw .invalid(name)
      }
      pathFields.lift(text, as: name, into: &object)
    }
    return pathFields.inputs(object)
  }

  private func queryInputs(of request: HTTPRequest) throws(APIError) -> Inputs {
    guard request.queryText != nil else { return query.absent }
    var object = JSONObject()
    do throws(HTTPParseError) {
      for (name, value) in try QueryItems(request.queryText) {
        query.lift(value, as: name, into: &object)
      }
    } catch {
      throw .malformed(text: error.sentence)
    }
    return query.inputs(object)
  }

  private func headerInputs(of request: HTTPRequest) -> Inputs {
    var object = JSONObject()
    for member in headers.members {
      if let text = request.fields[member.name] {
        headers.lift(text, as: member.name, into: &object)
      }
    }
    return headers.inputs(object)
  }

  private func bodyInputs(of request: HTTPRequest) throws(APIError) -> Inputs {
    guard let fields = body.fields else { return Fields.none.absent }
    guard !request.body.isEmpty else {
      if case .optional = body { return fields.absent }
      throw .noInput
    }
    guard request.hasJSONBody else { throw .wrongContentType }
    let inputs: Inputs?
    do throws(JSONSyntaxError) {
      inputs = try Inputs.parsed(request.body, by: fields.clauses)
    } catch {
      // The service says the same of text that it cannot decode as of none at all.
      guard String(validating: request.body, as: UTF8.self) != nil else { throw .noInput }
      throw .malformed(text: "Invalid JSON")
        .explained("\(error)")
    }
    guard let inputs else { throw .malformed(text: "Input must be a valid JSON object") }
    return inputs
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

  /// What a part with these members says.
  fileprivate func inputs(_ object: JSONObject) -> Inputs {
    object.count == 0 ? absent : Inputs(object: object, clauses: clauses)
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
