import APIContract
import BrevoAPI
import HTTP

/// Knows every route that is answered, and which of them a request for none may have meant.
enum RouteGuide {
  private typealias Route = (method: HTTPMethod, path: String)

  private static let routes: [Route] =
    Catalogue.endpoints.map { ($0.method, Emulator.basePath + $0.path) }
    + Control.endpoints.map { ($0.method, Emulator.controlPath + $0.path) }
    + Operations.endpoints.map { ($0.method, Emulator.controlPath + $0.path) }

  private static let router = Router(routes)

  /// Whether there is something at a path, for one method or another.
  static func knows(_ path: String) -> Bool {
    if case .notFound = router.match(.get, path) { false } else { true }
  }

  /// Up to three routes, the nearest first; none if nothing is near.
  static func nearest(to method: HTTPMethod, _ path: String) -> [String] {
    let path = repaired(path)
    let method = method == .head ? .get : method
    if case .found(let route, _) = router.match(method, path) { return [name(routes[route])] }
    let isKnown = knows(path)
    let near = routes.map { route in
      (route: route, distance: distance(from: path, to: route.path))
    }.filter { isKnown ? $0.distance == 0 : $0.distance <= max(2, path.utf8.count / 4) }
    guard let least = near.map(\.distance).min() else { return [] }
    let nearest = near.filter { $0.distance == least }.map(\.route)
    let ofMethod = nearest.filter { $0.method == method }
    return (ofMethod.isEmpty ? nearest : ofMethod).prefix(3).map(name)
  }

  private static func name(_ route: Route) -> String { "\(route.method.rawValue) \(route.path)" }

  /// The path without what a wrong base URL does to it.
  private static func repaired(_ path: String) -> String {
    var path = "/" + path.split(separator: "/").joined(separator: "/")
    while path.hasPrefix("/v3/v3/") { path.removeFirst(3) }
    let prefixes = [Emulator.basePath, Emulator.controlPath]
    if !prefixes.contains(where: { path.hasPrefix($0 + "/") }) { path = Emulator.basePath + path }
    return path
  }

  /// How many letters must be changed to make one path of the other, whatever its parameters are.
  private static func distance(from path: String, to route: String) -> Int {
    let given = path.lowercased().split(separator: "/")
    let wanted = route.lowercased().split(separator: "/")
    let filled = wanted.enumerated().map { index, segment in
      segment.hasPrefix("{") && index < given.count ? given[index] : segment
    }
    return distance(
      Array(given.joined(separator: "/").utf8), Array(filled.joined(separator: "/").utf8))
  }

  /// The edit distance of Levenshtein.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, byte) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (byte == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
