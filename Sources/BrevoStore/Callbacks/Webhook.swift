package import JSON

/// Somebody who is told of the events of the account's mail.
package struct Webhook: Sendable, Equatable {
  /// The events, by the names with which one subscribes to them. The reference document has none
  /// for errors and for what proxies load: those are told to whoever is told of all events.
  package enum Subscription: String, Sendable, CaseIterable {
    case sent
    /// Another word for `sent`.
    case request
    case delivered
    case hardBounce
    case softBounce
    case blocked
    case spam
    case invalid
    case deferred
    case click
    case opened
    case uniqueOpened
    case unsubscribed

    /// A first open is told as a unique one only.
    package func covers(_ kind: Event.Kind, isFirst: Bool) -> Bool {
      switch self {
      case .sent, .request: kind == .requests
      case .delivered: kind == .delivered
      case .hardBounce: kind == .hardBounces
      case .softBounce: kind == .softBounces
      case .blocked: kind == .blocked
      case .spam: kind == .spam
      case .invalid: kind == .invalid
      case .deferred: kind == .deferred
      case .click: kind == .clicks
      case .opened: kind == .opened && !isFirst
      case .uniqueOpened: kind == .opened && isFirst
      case .unsubscribed: kind == .unsubscribed
      }
    }
  }

  /// How a call says on whose behalf it comes.
  package enum Auth: Sendable, Equatable {
    case bearer(token: String)
    case basic(username: String, password: String)

    /// The value of the field `Authorization`.
    var credentials: String {
      switch self {
      case .bearer(let token): "Bearer \(token)"
      case .basic(let username, let password):
        "Basic \(Array("\(username):\(password)".utf8).base64)"
      }
    }
  }

  /// Most that an account may have.
  package static let maximumCount = 40

  /// 0 as long as it has none.
  package var id: Int64
  package var url: String
  /// Nil for all events.
  package var events: [Subscription]?
  /// Whether events that happen together are told in one call, as an array.
  package var isBatched: Bool
  package var auth: Auth?
  /// Further fields of each call.
  package var fields: JSONObject
  package var description: String?

  package init(
    id: Int64 = 0, url: String, events: [Subscription]? = nil, isBatched: Bool = false,
    auth: Auth? = nil, fields: JSONObject = JSONObject(), description: String? = nil
  ) {
    self.id = id
    self.url = url
    self.events = events
    self.isBatched = isBatched
    self.auth = auth
    self.fields = fields
    self.description = description
  }

  func covers(_ kind: Event.Kind, isFirst: Bool) -> Bool {
    events?.contains { $0.covers(kind, isFirst: isFirst) } ?? true
  }

  func callback(_ body: JSONValue) -> Callback {
    var all = fields
    if let auth { all["Authorization"] = .string(auth.credentials) }
    return Callback(.webhook, to: url, body, fields: all)
  }
}

extension [UInt8] {
  /// RFC 4648, section 4, with padding.
  fileprivate var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: count, by: 3) {
      let group = self[start..<Swift.min(start + 3, count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0...3 {
        text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : 0x3d)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
