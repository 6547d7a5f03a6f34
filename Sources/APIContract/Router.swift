package import HTTP

/// Where the values of a path's parameters stand in the path of a request, in bytes and in order: what
/// a request that is routed costs is nothing but these.
package struct PathPlaces: Sendable {
  private typealias Places = InlineArray<4, Range<Int>>

  /// The most parameters that a path has.
  static let limit = Places.count

  private var places = Places(repeating: 0..<0)
  package private(set) var count = 0

  package init() {}

  mutating func append(_ place: Range<Int>) {
    places[count] = place
    count += 1
  }

  package subscript(index: Int) -> Range<Int> { places[index] }
}

/// Finds the route that a request line means. Literal segments win over parameters.
///
/// A route is known by its index in the list that the router was made of.
package struct Router: Sendable {
  package enum Match: Sendable {
    case found(Int, PathPlaces)
    /// The path is known, but not with this method; these it has.
    case otherMethods([HTTPMethod])
    case notFound
  }

  /// A place in the tree of paths; children are known by their index in `nodes`.
  private struct Node: Sendable {
    /// Few at each place, so that they are looked through one after the other.
    var literals: [(text: [UInt8], child: Int)] = []
    var parameter: (name: String, child: Int)?
    /// How many parameters the path has that ends here.
    var parameterCount = 0
    var routes: [(method: HTTPMethod, route: Int)] = []

    func child(named segment: Span<UInt8>) -> Int? {
      let literals = literals.span
      for index in literals.indices where literals[index].text.span.isEqual(to: segment) {
        return literals[index].child
      }
      return nil
    }
  }

  private var nodes = [Node()]

  /// Two routes that cannot be told apart are a mistake of the program, and stop it.
  package init(_ routes: [(method: HTTPMethod, path: String)]) {
    for (number, route) in routes.enumerated() {
      var index = 0
      for segment in route.path.split(separator: "/", omittingEmptySubsequences: false) {
        index = child(of: index, for: segment)
      }
      precondition(
        !nodes[index].routes.contains { $0.method == route.method },
        "two endpoints claim \(route.method.rawValue) \(route.path)")
      nodes[index].routes.append((method: route.method, route: number))
    }
  }

  /// Empty segments count: a doubled or trailing slash makes another path.
  package func match(_ method: HTTPMethod, _ path: String) -> Match {
    let bytes = path.utf8.span
    let nodes = nodes.span
    var index = 0
    var places = PathPlaces()
    var start = 0
    while start <= bytes.count {
      let end = bytes.endOfSegment(from: start)
      if let child = nodes[index].child(named: bytes.extracting(start..<end)) {
        index = child
      } else if let parameter = nodes[index].parameter, start < end {
        places.append(start..<end)
        index = parameter.child
      } else {
        return .notFound
      }
      start = end + 1
    }
    for (known, route) in nodes[index].routes where known == method {
      return .found(route, places)
    }
    let methods = nodes[index].routes.map(\.method)
    return methods.isEmpty ? .notFound : .otherMethods(methods)
  }

  private mutating func child(of index: Int, for segment: Substring) -> Int {
    var node = Node()
    node.parameterCount = nodes[index].parameterCount
    if segment.hasPrefix("{") {
      let name = String(segment.dropFirst().dropLast())
      if let (known, child) = nodes[index].parameter {
        precondition(known == name, "{\(known)} and {\(name)} stand at one place")
        return child
      }
      nodes[index].parameter = (name: name, child: nodes.count)
      node.parameterCount += 1
      precondition(node.parameterCount <= PathPlaces.limit, "a path has too many parameters")
    } else {
      let text = Array(segment.utf8)
      if let (_, child) = nodes[index].literals.first(where: { $0.text == text }) { return child }
      nodes[index].literals.append((text: text, child: nodes.count))
    }
    nodes.append(node)
    return nodes.count - 1
  }
}

extension Span<UInt8> {
  fileprivate func endOfSegment(from start: Int) -> Int {
    var index = start
    while index < count, self[index] != UInt8(ascii: "/") { index += 1 }
    return index
  }

  fileprivate func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }
}
