package import HTTP
import JSON

/// What a request says that has no effect.
package struct Unread: Sendable {
  /// What no clause names.
  package var undeclared: [String] = []
  /// What a clause names, but does not look at, for what else is given.
  package var ignored: [String] = []

  package init() {}
}

extension Endpoint {
  /// What of the query and the body of `request` is not read, refused or not.
  package func unread(in request: HTTPRequest) -> Unread {
    var unread = Unread()
    let query = (try? QueryItems(request.queryText)).map(Array.init) ?? []
    note(JSONObject(query.map { ($0.name, .string($0.value)) }), self.query.clauses, in: &unread)
    if let clauses = body.fields?.clauses,
      let object = (try? JSONValue(parsing: request.body))?.object
    {
      note(object, clauses, in: &unread)
    }
    return unread
  }

  private func note(_ object: JSONObject, _ clauses: Clauses, in unread: inout Unread) {
    Schema.findUndeclared(in: object, by: clauses, at: "", &unread.undeclared)
    Schema.findIgnored(in: object, by: clauses, at: "", &unread.ignored)
  }
}

extension Schema {
  private func findIgnored(in value: JSONValue, at path: String, _ paths: inout [String]) {
    switch (self, value) {
    case (.object(let clauses), .object(let object)):
      Self.findIgnored(in: object, by: clauses, at: path, &paths)
    case (.array(let item, _), .array(let items)):
      for (index, element) in items.enumerated() {
        item.findIgnored(in: element, at: "\(path)\(index).", &paths)
      }
    default: break
    }
  }

  fileprivate static func findIgnored(
    in object: JSONObject, by clauses: Clauses, at path: String, _ paths: inout [String]
  ) {
    let inputs = Inputs(object: object, clauses: clauses)
    for place in clauses.indices {
      guard inputs.given.contains(place), case .member(let member) = clauses[place] else {
        continue
      }
      if inputs.ignores(at: place) {
        paths.append(path + member.name)
      } else {
        let value = inputs.givenValue(at: place).json
        member.schema.findIgnored(in: value, at: "\(path)\(member.name).", &paths)
      }
    }
  }
}
