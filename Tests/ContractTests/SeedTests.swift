import APIContract
import BrevoAPI
import JSON
import TestSupport
import Testing

/// Where the catalogue says something else than the seed.
struct Deviation: Hashable, CustomStringConvertible {
  var operation: String
  /// `query from_date`, `error 405`.
  var place: String
  var seed: String
  var catalogue: String

  var description: String { "\(operation), \(place): \(seed) in the seed, here \(catalogue)" }

  /// All differences of two descriptions of one operation.
  static func all(_ seed: Description, _ catalogue: Description) -> Set<Deviation> {
    var all: Set<Deviation> = []
    func compare(_ place: String, _ a: String?, _ b: String?) {
      guard a != b else { return }
      all.insert(
        Deviation(
          operation: catalogue.operation, place: place, seed: a ?? "absent",
          catalogue: b ?? "absent"))
    }
    for name in Set(seed.inputs.keys).union(catalogue.inputs.keys) {
      compare(name, seed.inputs[name], catalogue.inputs[name])
    }
    for code in seed.errors.union(catalogue.errors) {
      compare(
        "error \(code)", seed.errors.contains(code) ? "listed" : nil,
        catalogue.errors.contains(code) ? "listed" : nil)
    }
    // Some operations of the seed list no success at all.
    if seed.successes > 0 {
      compare("successes", "\(seed.successes)", "\(catalogue.successes)")
    }
    return all
  }
}

@Suite("The seed") struct SeedTests {
  static let catalogue = Catalogue.endpoints.map(Description.init)

  @Test func `is read: names that were lost, nesting, errors`() throws {
    let send = try #require(Seed.descriptions.first { $0.operation == "POST /smtp/email" })
    #expect(send.inputs["body to.email"] == "required string")
    #expect(send.inputs["body sender.email"] == "optional string")
    #expect(send.inputs["body messageVersions.to"] == "required array")
    #expect(send.inputs["body messageVersions.replyTo.email"] == "required string")
    #expect(send.inputs["body messageVersions.subject"] == "optional string")
    #expect(send.inputs["body templateId"] == "optional integer")
    #expect(send.inputs.count == 46)
    #expect(send.successes == 2)
    #expect(send.errors == [400])
    let sender = try #require(Seed.descriptions.first { $0.operation == "POST /senders" })
    #expect(sender.inputs["body email"] == "required string")
    let report = try #require(
      Seed.descriptions.first { $0.operation == "POST /smsCampaigns/{campaignId}/sendReport" })
    #expect(report.inputs["body email"] == "required object")
    #expect(report.inputs["body email.body"] == "required string")
    let unblock = try #require(
      Seed.descriptions.first { $0.operation == "DELETE /smtp/blockedContacts/{email}" })
    #expect(unblock.inputs == ["path email": "required string"])
    #expect(unblock.errors == [400, 404])
    let list = try #require(Seed.descriptions.first { $0.operation == "GET /smtp/emails" })
    #expect(list.inputs["query email"] == "optional string")
    let domains = try #require(
      Seed.descriptions.first { $0.operation == "GET /smtp/blockedDomains" })
    #expect(domains.inputs.isEmpty)
    #expect(domains.successes == 1)
  }

  @Test func `is followed, but for the deviations that are declared with a reason`() throws {
    var found: Set<Deviation> = []
    for served in Self.catalogue {
      let seed = try #require(
        Seed.descriptions.first { $0.operation == served.operation }, "\(served.operation)")
      found.formUnion(Deviation.all(seed, served))
    }
    let declared = try Self.declared()
    for deviation in found.subtracting(declared.keys) {
      Issue.record("not in fixtures/contract/deviations.json: \(deviation)")
    }
    for deviation in Set(declared.keys).subtracting(found) {
      Issue.record("no longer so, but still in fixtures/contract/deviations.json: \(deviation)")
    }
    for (deviation, reason) in declared { #expect(reason.count > 20, "\(deviation)") }
  }

  private static func declared() throws -> [Deviation: String] {
    let value = try JSONValue(parsing: Fixture.bytes("contract/deviations.json"))
    var declared: [Deviation: String] = [:]
    for element in try #require(value.array) {
      func text(_ name: String) throws -> String {
        try #require(element.object?[name]?.string, "\(name) in \(element.text)")
      }
      let deviation = Deviation(
        operation: try text("operation"), place: try text("place"), seed: try text("seed"),
        catalogue: try text("catalogue"))
      #expect(declared[deviation] == nil, "declared twice: \(deviation)")
      declared[deviation] = try text("reason")
    }
    return declared
  }
}
