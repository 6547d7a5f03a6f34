import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let now = Field.optional("now", .dateTime, "What the clock is to show.")
private let advance = Field.optional(
  "advanceSeconds", .integer(0...10_000_000_000), "How far the clock is to be moved on.")
private let isFrozen = Field.optional("frozen", .boolean, "Whether the clock stands still.")
private let one = Rule.atMostOneOf(
  [now.member.name, advance.member.name],
  else: .invalid(text: "Only one of now or advanceSeconds can be passed"))

extension Control {
  static let getClock = BrevoEndpoint(
    .get, "/clock", "getClock",
    summary: "Tell what the account's clock shows",
    responses: [.ok("the clock", Clock.schema)]
  ) { _, store in
    .ok(store.clock.json)
  }

  /// Everything that becomes due happens before the answer: a day is run, not skipped.
  static let setClock = BrevoEndpoint(
    .put, "/clock", "setClock",
    summary: "Set, move, freeze or thaw the account's clock",
    body: .required(one, now, advance, isFrozen),
    responses: [.ok("the clock as it is now", Clock.schema), .badRequest]
  ) { call, store in
    var clock = store.clock
    switch call.body[isFrozen] {
    case true?: clock.freeze()
    case false?: clock.thaw()
    case nil: break
    }
    if let instant = call.body[now] { clock.set(to: instant) }
    if let seconds = call.body[advance] {
      let instant = clock.now + .seconds(seconds)
      guard Instant.writable.contains(instant) else { throw APIError.invalid(advance.member.name) }
      clock.set(to: instant)
    }
    try store.set(clock)
    return .ok(clock.json)
  }
}

extension Clock {
  fileprivate static let schema = Schema.object(
    .required("now", .text(.dateTime)), .required("frozen", .boolean))

  fileprivate var json: JSONValue {
    ["now": .string(now.formatted(.milliseconds(.utc))), "frozen": .bool(frozenAt != nil)]
  }
}
