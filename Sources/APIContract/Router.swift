package import HTTP

/// A parameter of a path, and its text as it stands in the request.
package typealias PathValue = (name: String, value: Substring)

/// Finds the route that a request line means. Literal segments win over parameters.
///
/// A route is known by its index in the list that the router was made of.
package struct Router: Sendable {
  package enum Match: Sendable {
    case found(Int, [PathValue])
    /// The path is known, but not with this method; these it has.
    case otherMethods([HTTPMethod])
    case notFound
  }

  /// A place in the tree of paths; children are known by their index in `nodes`.
  private struct Node: Sendable {
    var literals: [Substring: Int] = [:]
    var parameter: (name: String, child: Int)?
    var routes: [(method: HTTPMethod, route: Int)] = []
  }

  private var nodes = [Node()]
  /// The places of paths without parameters, which need no walk.
  private var literals: [String: Int] = [:]

  /// Two routes that cannot be told apart are a mistake of the program, and stop it.
  package init(_ routes: [(method: HTTPMethod, path: String)]) {
    for (number, route) in routes.enumerated() {
      var index = 0
      for segment in Self.segments(of: route.path) { index = child(of: index, for: segment) }
      precondition(
        !nodes[index].routes.contains { $0.method == route.method },
        "two endpoints claim \(route.method.rawValue) \(route.path)")
      nodes[index].routes.append((method: route.method, route: number))
      if !route.path.contains("{") { literals[route.path] = index }
    }
  }

  package func match(_ method: HTTPMethod, _ path: String) -> Match {
    if let index = literals[path] { return match(method, at: index, []) }
    var index = 0
    var values: [PathValue] = []
    for segment in Self.segments(of: path) {
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
    for (known, route) in nodes[index].routes where known == method {
      return .found(route, values)
    }
    let methods = nodes[index].routes.map(\.method)
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
  private static func segments(of path: String) -> [Substring] {
    var segments: [Substring] = []
    var start = path.startIndex
    for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
      segments.append(path[start..<index])
      start = path.utf8.index(after: index)
    }
    segments.append(path[start...])
    return segments
  }
}
