import APIContract
import BrevoAPI
import BrevoStore
import CivilTime
import HTTP
import JSON

private let key = Field.optional(
  "key", .text, "The API key that is to name the account; drawn if it is not given.")
private let world = Field.optional(
  "world", .world, "What the account begins with, as a world file says it.")
private let now = Field.optional("now", .dateTime, "What its clock is to show.")
private let isFrozen = Field.optional("frozen", .boolean, "Whether its clock stands still.")
private let clock = Field.optional(
  "clock", .object(now, isFrozen), "Its clock; without it as those of all new accounts.")

extension Operations {
  /// The account goes back to this beginning when it is reset.
  static let createAccount = ControlEndpoint(
    .post, "/accounts", "createAccount",
    summary: "Create an account, with a world and a clock of its own if wanted",
    body: .optional(key, World.rule(of: world), world, clock),
    responses: [.created("the account", AccountSummary.schema), .badRequest]
  ) { call, operation in
    let accounts = operation.emulator.accounts
    let key = call.body[key] ?? Identifiers.randomKey()
    let standard = accounts.settings.clock
    let ownClock = call.body[clock]?.clock(from: standard)
    let ownImage = try call.body[world].map {
      try World($0).admittedImage(
        for: key, at: (ownClock ?? standard).now, accounts.settings)
    }
    let image = try ownImage ?? ownClock.map { _ in try accounts.beginning(of: key) }
    guard try accounts.create(key, as: image?.reserved(for: key, ownClock ?? standard)) else {
      throw APIError.accountKnown(key)
    }
    return .created(try operation.account(key).summary().json)
  }
}

extension Inputs {
  /// The clock that these say, where they say nothing as `standard`.
  fileprivate func clock(from standard: Clock) -> Clock {
    var clock = standard
    switch self[isFrozen] {
    case true?: clock.freeze()
    case false?: clock.thaw()
    case nil: break
    }
    if let instant = self[now] { clock.set(to: instant) }
    return clock
  }
}

extension APIError {
  fileprivate static func accountKnown(_ key: String) -> Self {
    duplicate(text: "There is an account \(key) already")
  }
}
