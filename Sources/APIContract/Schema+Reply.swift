import CivilTime
package import JSON

extension Schema {
  /// What is wrong with `value`, which is called `name`, as something of this shape, or nil.
  package func fault(in value: JSONValue, named name: String = "reply") -> String? {
    let member = Member.required(name, self)
    let check = Check(moment: Moment(now: Instant(milliseconds: 0), offset: .utc))
    do throws(APIError) {
      try check.members(of: Inputs(object: [name: value], clauses: [.member(member)]))
    } catch {
      return error.message
    }
    let extra = undeclared(in: value)
    return extra.isEmpty ? nil : "\(extra.joined(separator: ", ")) is not declared in \(name)"
  }

  /// The paths of the object members in `value` that this shape does not name.
  package func undeclared(in value: JSONValue) -> [String] {
    var paths: [String] = []
    findUndeclared(in: value, at: "", &paths)
    return paths
  }

  private func findUndeclared(in value: JSONValue, at path: String, _ paths: inout [String]) {
    switch (self, value) {
    case (.object(let clauses), .object(let object)):
      Self.findUndeclared(in: object, by: clauses, at: path, &paths)
    case (.array(let item, _), .array(let items)):
      guard item.isObject else { return }
      for (index, element) in items.enumerated() {
        item.findUndeclared(in: element, at: "\(path)\(index).", &paths)
      }
    case (.oneOf(let schemas), _):
      let found = schemas.map { $0.undeclared(in: value) }.min { $0.count < $1.count } ?? []
      paths += found.map { path + $0 }
    default: break
    }
  }

  static func findUndeclared(
    in object: JSONObject, by clauses: Clauses, at path: String, _ paths: inout [String]
  ) {
    for index in 0..<object.count {
      let name = object.name(at: index)
      guard let place = clauses.place(of: name), case .member(let member) = clauses[place] else {
        paths.append(path + name)
        continue
      }
      // Most members are plain values, which have nothing to find.
      let value = object.value(at: index)
      switch value {
      case .object, .array: member.schema.findUndeclared(in: value, at: "\(path)\(name).", &paths)
      default: break
      }
    }
  }

  private var isObject: Bool {
    switch self {
    case .object, .oneOf: true
    default: false
    }
  }
}
