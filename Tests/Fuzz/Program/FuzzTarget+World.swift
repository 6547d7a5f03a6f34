import HTTP

extension FuzzTarget {
  /// A world that an account is given: it is taken whole, or refused whole.
  static let world = FuzzTarget(name: "world") { bytes in
    let emulator = TestEmulator()
    let before = State(of: emulator)
    let answer = emulator.answer(.put, "/_mock/world", body: bytes)
    let after = State(of: emulator)
    if answer.status == .noContent {
      let again = emulator.answer(.put, "/_mock/world", body: after.world)
      require(again.status == .noContent, "what it exports is refused with \(again)")
      require(State(of: emulator) == after, "what it exports is another world")
    } else {
      require(answer.status == .badRequest, "it answers \(answer)")
      require(after == before, "it was refused, and yet it left something")
    }
    for list in lists {
      let response = emulator.answer(.get, list)
      require(response.status == .ok, "afterwards \(list) answers \(response)")
    }
    emulator.requireService()
  }

  private static let lists = [
    "/v3/senders", "/v3/smtp/templates", "/v3/smtp/blockedContacts", "/v3/smtp/blockedDomains",
    "/v3/smsCampaigns", "/v3/crm/tasks", "/v3/crm/tasktypes",
  ]

  /// What an account holds, but for its clock.
  private struct State: Equatable {
    let world: [UInt8]
    let mail: [UInt8]

    init(of emulator: TestEmulator) {
      world = emulator.answer(.get, "/_mock/world").body
      mail = emulator.answer(.get, "/_mock/messages").body
    }
  }
}
