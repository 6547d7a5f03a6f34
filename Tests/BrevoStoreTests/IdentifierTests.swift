import BrevoStore
import CivilTime
import TestSupport
import Testing

@Suite("Identifiers") struct IdentifierTests {
  @Test(arguments: [0, 1, 0x1234_5678_9abc_def0, UInt64.max])
  func `a uuid leads back to its row`(seed: UInt64) throws {
    let identifiers = Identifiers(seed: seed)
    var seen: Set<String> = []
    for number in [0, 1, 2, 255, 1_000_000, (1 << 40) - 1] as [Int64] {
      for position in [0, 1, 1999, 65_535] as [Int64] {
        let uuid = identifiers.uuid(.email, number, position)
        #expect(
          uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
            != nil, "\(uuid)")
        #expect(seen.insert(uuid).inserted)
        let row = try #require(identifiers.row(.email, uuid))
        #expect(row == (number, position))
        #expect(identifiers.row(.email, uuid.uppercased()) ?? (0, 0) == (number, position))
      }
    }
  }

  @Test(arguments: [0, 0x1234_5678_9abc_def0, UInt64.max])
  func `an object id looks like one, and is never drawn twice`(seed: UInt64) throws {
    let identifiers = Identifiers(seed: seed)
    let instant = Instant(milliseconds: 0x61a5_cd07 * 1000 + 999)
    let ids = ((0..<5000) + [1 << 32, 1 << 40, .max] as [Int64]).map {
      identifiers.objectID($0, at: instant)
    }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /61a5cd07[0-9a-f]{16}/) != nil })
    #expect(ids == ids.map { $0.lowercased() })
    #expect(identifiers.objectID(7, at: instant) == ids[7], "it is stable")
    #expect(Identifiers(seed: seed ^ 1).objectID(7, at: instant) != ids[7], "another account")
  }

  @Test func `a uuid of another account or another kind leads nowhere`() {
    let uuid = Identifiers(seed: 1).uuid(.email, 17, 0)
    #expect(Identifiers(seed: 2).row(.email, uuid) == nil)
    #expect(Identifiers(seed: 1).row(.batch, uuid) == nil)
    #expect(Identifiers(seed: 1).row(.email, "b592ae82-a3bb-41b4-b3d0-3cf8ed38e6b1") == nil)
  }

  @Test(arguments: [
    "", "b592ae82", "b592ae82-a3bb-11b4-b3d0-3cf8ed38e6b1", "b592ae82+a3bb-41b4-b3d0-3cf8ed38e6b1",
    "b592ae82-a3bb-41b4-c3d0-3cf8ed38e6b1", "g592ae82-a3bb-41b4-b3d0-3cf8ed38e6b1",
  ])
  func `what is no uuid of version 4 leads nowhere`(text: String) {
    #expect(Identifiers(seed: 1).row(.email, text) == nil)
  }

  @Test func `a code has six digits, and is an account's own`() {
    let codes = (1...1000).map { Identifiers(seed: 1).code($0) }
    #expect(codes.allSatisfy { (100_000...999_999).contains($0) })
    #expect(Set(codes).count > 990)
    #expect(codes.first != Identifiers(seed: 2).code(1))
  }
}

@Suite("A message id") struct MessageIDTests {
  @Test(arguments: [
    ("<202309271659.54918152014@smtp-relay.mailin.fr>", nil as Int64?),
    ("<202403182259.64789700810.2@smtp-relay.mailin.fr>", 2),
  ])
  func `is read and written`(text: String, version: Int64?) throws {
    let id = try #require(MessageID(text))
    #expect(id.text == text)
    #expect(id.version == version)
    #expect(MessageID(String(text.dropFirst().dropLast())) == id, "brackets may be missing")
  }

  @Test(arguments: [
    "", "<>", "abc", "202309271659.54918152014", "<202309271659.5491@example.com>",
    "<20230927165.54918152014@smtp-relay.mailin.fr>", "<202309271659.@smtp-relay.mailin.fr>",
    "<202309271659.1.0@smtp-relay.mailin.fr>", "<202309271659.1.2.3@smtp-relay.mailin.fr>",
    "<202309271659.+5@smtp-relay.mailin.fr>",
  ])
  func `is not any other text`(text: String) {
    #expect(MessageID(text) == nil)
  }
}
