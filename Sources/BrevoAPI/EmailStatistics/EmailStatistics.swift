import APIContract
import BrevoStore
import JSON

/// The `/smtp/statistics` operations.
package enum EmailStatistics {
  package static let endpoints: [BrevoEndpoint] = [aggregatedReport, events, reports]

  static let tag = Field.optional("tag", .text, "Only mail with this tag.")
}

extension Figures {
  static let members = Counter.allCases.map { Member.required("\($0)", .integer) }

  var json: JSONObject {
    JSONObject(Counter.allCases.map { ("\($0)", .int(self[$0])) })
  }
}
