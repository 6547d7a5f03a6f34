extension JSONObject: ExpressibleByDictionaryLiteral {
  /// A member whose value is nil is absent; write `.null` for null.
  package init(dictionaryLiteral elements: (String, JSONValue?)...) {
    self.init(elements.compactMap { name, value in value.map { (name, $0) } })
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// A member whose value is nil is absent; write `.null` for null.
  package init(dictionaryLiteral elements: (String, JSONValue?)...) {
    self = .object(JSONObject(elements.compactMap { name, value in value.map { (name, $0) } }))
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
