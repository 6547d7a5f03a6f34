package import HTTP

/// A parameter of a path, and its text as it stands in the request.
package typealias PathValue = (name: String, value: Substring)

/// Finds the endpoint that a request line means. Literal segments win over parameters.
package struct Router<Value: Sendable>: Sendable {
  package enum Match {
    case found(Value, [PathValue])
    /// The path is known, but not with this method; these it has.
    case otherMethods([HTTPMethod])
    case notFound
  }

  /// A place in the tree of paths; children are known by their index in `nodes`.
  private struct Node: Sendable {
    var literals: [Substring: Int] = [:]
    var parameter: (name: String, child: Int)?
    var values: [(method: HTTPMethod, value: Value)] = []
  }

  private var nodes = [Node()]
  /// The places of paths without parameters, which need no walk.
  private var literals: [String: Int] = [:]

  /// Two routes that cannot be told apart are a mistake of the program, and stop it.
  package init(_ routes: [(method: HTTPMethod, path: String, value: Value)]) {
    for route in routes {
      var index = 0
      for segment in Self.segments(of: route.path[...]) { index = child(of: index, for: segment) }
      precondition(
        !nodes[index].values.contains { $0.method == route.method },
        "two endpoints claim \(route.method.rawValue) \(route.path)")
      nodes[index].values.append((method: route.method, value: route.value))
      if !route.path.contains("{") { literals[route.path] = index }
    }
  }

  package func match(_ method: HTTPMethod, _ path: String) -> Match {
    if let index = literals[path] { return match(method, at: index, []) }
    var index = 0
    var values: [PathValue] = []
    for segment in Self.segments(of: path[...]) {
      if let child = nodes[index].literals[segment] {
        index = child
      } else if let parameter = nodes[index].parameter, !segment.isEmpty {
        values.append((name: parameter.name, value: segment))
        index = parameter.child
      } else {
        return .notFound
      }
    }
    return match(method, at: index, values)
  }

  private func match(_ method: HTTPMethod, at index: Int, _ values: [PathValue]) -> Match {
    if let route = nodes[index].values.first(where: { $0.method == method }) {
      return .found(route.value, values)
    }
    let methods = nodes[index].values.map(\.method)
    return methods.isEmpty ? .notFound : .otherMethods(methods)
  }

  private mutating func child(of index: Int, for segment: Substring) -> Int {
    if segment.hasPrefix("{") {
      let name = String(segment.dropFirst().dropLast())
      if let (known, child) = nodes[index].parameter {
        precondition(known == name, "{\(known)} and {\(name)} stand at one place")
        return child
      }
      nodes[index].parameter = (name: name, child: nodes.count)
    } else {
      if let child = nodes[index].literals[segment] { return child }
      nodes[index].literals[segment] = nodes.count
    }
    nodes.append(Node())
    return nodes.count - 1
  }

  /// Empty segments are kept: a doubled or trailing slash makes another path.
  private static func segments(of path: Substring) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }
}
