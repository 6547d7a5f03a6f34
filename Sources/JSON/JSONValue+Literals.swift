extension JSONObject: ExpressibleByDictionaryLiteral {
  /// A member whose value is nil is absent; write `.null` for null.
  package init(dictionaryLiteral elements: (String, JSONValue?)...) {
    self.init(distinct: Self.present(elements))
  }
}

extension JSONObject {
  fileprivate static func present(_ elements: [(String, JSONValue?)]) -> [Member] {
    var members: [Member] = []
    members.reserveCapacity(elements.count)
    for (name, value) in elements {
      if let value { members.append((name, value)) }
    }
    return members
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// A member whose value is nil is absent; write `.null` for null.
  package init(dictionaryLiteral elements: (String, JSONValue?)...) {
    self = .object(JSONObject(distinct: JSONObject.present(elements)))
  }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) { self = .int(value) }
}

extension JSONValue: ExpressibleByFloatLiteral {
  package init(floatLiteral value: Double) { self = .double(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}
