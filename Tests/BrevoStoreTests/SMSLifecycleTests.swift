import BrevoStore
import Testing

@Suite("The way of a text message") struct SMSLifecycleTests {
  @Test func `has a row for each kind of event, with names of its own`() {
    let table = SMSLifecycle.table
    #expect(table.map(\.kind).count == SMSEvent.Kind.allCases.count)
    #expect(Set(table.map(\.kind)) == Set(SMSEvent.Kind.allCases))
    #expect(Set(table.map(\.name)).count == table.count)
    #expect(Set(table.map(\.nameInWebhook)).count == table.count)
    #expect(Set(table.compactMap(\.counter)).count == SMSCounter.allCases.count - 1)
  }

  @Test(arguments: MagicRecipient.table.map(\.address).filter { $0.hasPrefix("+") })
  func `is what magic numbers follow`(address: String) throws {
    let recipient = try #require(MagicRecipient.table.first { $0.address == address })
    guard case .sms(let kinds) = recipient.fate else {
      Issue.record("\(address) is no number")
      return
    }
    #expect(PhoneNumber(address)?.digits.hasPrefix("155501") == true)
    var last: SMSEvent.Kind?
    for kind in kinds {
      #expect(last.map(kind.lifecycle.follows.contains) ?? kind.lifecycle.follows.isEmpty)
      last = kind
    }
  }
}
