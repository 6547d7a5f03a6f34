import APIContract
import HTTP

/// Whom the emulator answers to: a page of a foreign site must not reach it through somebody's
/// browser, neither by a name that it lets point here (DNS rebinding) nor by a request across sites.
package struct HostPolicy: Sendable {
  /// Beyond those that pass anyway; `null` stands for pages without a site, such as files.
  private let allowed: Set<String>

  /// The service's own names, which nobody else can let point here: for clients that reach the
  /// emulator through their hosts file or a proxy.
  private static let ofService: Set = ["api.brevo.com", "api.sendinblue.com"]

  package init(allowed: [String] = []) {
    self.allowed = Set(allowed.map { Host($0).name })
  }

  /// Whether `text` may be allowed: a name or an address, with a port or without.
  package static func isHost(_ text: String) -> Bool {
    let name = text.contains("/") ? "" : Host(text).name
    return !name.isEmpty && name.utf8.allSatisfy { Host.isOfName($0) || $0 == UInt8(ascii: ".") }
      || Host(text).isAddress
  }

  /// Why a request is not answered at all; nil if it is.
  func refusal(of exchange: Exchange) -> APIError? {
    if exchange.isProbe { return nil }
    let text = exchange.request.fields["origin"]
    if text == nil, exchange.isForThisMachine { return nil }
    let host = Host(exchange.authority)
    guard admits(host) else { return .foreignHost(host.name) }
    guard let text else { return nil }
    let origin = Host(ofOrigin: text)
    if origin.name == host.name || allowed.contains(origin.name) { return nil }
    guard !exchange.isControl, origin.isLoopback else { return .foreignOrigin(origin.name) }
    return nil
  }

  /// Who may read the answer: of the documented API everybody, as the service has it; of control
  /// only the pages of a host that was allowed by name.
  func sharing(of exchange: Exchange) -> Sharing {
    guard exchange.isControl else { return .everybody }
    guard let origin = exchange.request.fields["origin"],
      allowed.contains(Host(ofOrigin: origin).name)
    else { return .nobody }
    return .origin(origin)
  }

  /// Names without a dot have no site behind them that anybody could own.
  private func admits(_ host: Host) -> Bool {
    host.isPlainName || host.isAddress || Self.ofService.contains(host.name)
      || allowed.contains(host.name)
  }
}

/// The host of a `Host` field or of an origin, in lower case, without its port.
struct Host {
  let name: String

  init(_ authority: String) {
    var text = authority[...]
    if let end = text.utf8.lastIndex(of: UInt8(ascii: "]")) {
      text = text[...end]
    } else if let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) {
      text = text[..<colon]
    }
    // A dot at the end says that the name is whole; it is the same name.
    if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
    let isLowercase = text.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5a).contains($0) }
    name = isLowercase ? String(text) : text.lowercased()
  }

  /// Whether an authority names this machine as most requests do: they need no closer look.
  static func isThisMachine(_ authority: Span<UInt8>) -> Bool {
    authority.isHost("127.0.0.1") || authority.isHost("localhost")
  }

  /// `null` has no host; it is taken for the name.
  init(ofOrigin text: String) {
    self.init(text.firstRange(of: "://").map { String(text[$0.upperBound...]) } ?? text)
  }

  var isPlainName: Bool { name.utf8.allSatisfy(Self.isOfName) }

  var isAddress: Bool { isVersion4 || name.hasPrefix("[") && name.hasSuffix("]") }

  var isLoopback: Bool {
    name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
      || isVersion4 && name.hasPrefix("127.")
  }

  private var isVersion4: Bool {
    let groups = name.split(separator: ".", omittingEmptySubsequences: false)
    return groups.count == 4 && groups.allSatisfy { UInt8($0) != nil && $0.first != "+" }
  }

  static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension Span<UInt8> {
  /// Whether an authority is `name`, with a port or without.
  fileprivate func isHost(_ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    guard count >= length, count == length || self[length] == UInt8(ascii: ":") else {
      return false
    }
    for index in 0..<length where self[index] != name.utf8Start[index] { return false }
    return true
  }
}

extension Exchange {
  /// Whether it only asks if the server is there.
  fileprivate var isProbe: Bool {
    !isDocumented && !isControl && (request.path == "/livez" || request.path == "/readyz")
  }
}

extension APIError {
  fileprivate static func foreignHost(_ name: String) -> Self {
    permissionDenied(
      text: "Host \(name) is not served here: --allow-host \(name) would let it in")
  }

  fileprivate static func foreignOrigin(_ name: String) -> Self {
    permissionDenied(
      text: "Origin \(name) may not ask this: --allow-host \(name) would let it in")
  }
}
