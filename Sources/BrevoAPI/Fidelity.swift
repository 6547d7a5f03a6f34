import APIContract
import BrevoStore
import HTTP

/// A situation in which the documents and the live service are known to differ.
package struct Difference<Outcome: Sendable>: Sendable {
  package var id: String
  package var situation: String
  package var source: String
  /// What the seed document and the vendor's OpenAPI documents say.
  package var documented: Outcome
  /// What the live service was seen to do, or its newest client says that it does.
  package var observed: Outcome
}

/// All there are. `brevo-mock fidelity` prints them; `--fidelity` chooses the side.
package enum Fidelity {
  static let deletingActiveTemplate = Difference(
    id: "F1", situation: "DELETE of an active template",
    source: "brevo-python 5.1.0, delete_smtp_template",
    documented: APIError.templateActive, observed: APIError.templateActiveObserved)

  static let deletingSMSCampaign = Difference(
    id: "F2",
    situation: "DELETE of an SMS campaign that is queued, in process, sent, suspended or archived",
    source: "brevo-python 5.1.0, delete_sms_campaign, and sendinblue/APIv3-php-library#142",
    documented: APIError.campaignNotDeletable, observed: APIError.campaignNotDeletableObserved)

  static let emptyEmailList = Difference(
    id: "F3", situation: "GET /smtp/emails with nothing to show",
    source: "captured answers, September 2023, and demarche.numerique.gouv.fr#6076",
    documented: EmptyList.zeroAndEmptyArray, observed: EmptyList.emptyObject)

  /// How a list without rows is written.
  enum EmptyList: String, CustomStringConvertible {
    case zeroAndEmptyArray = #"{"count":0,"transactionalEmails":[]}"#
    case emptyObject = "{}"

    var description: String { rawValue }
  }

  static let campaignRecipients = Difference(
    id: "F4", situation: "recipients of GET /smsCampaigns/{campaignId}",
    source: "brevo-python 5.1.0, get_sms_campaign",
    documented: ListReferences.numbers, observed: ListReferences.objects)

  /// How the lists of a campaign are written.
  enum ListReferences: String, CustomStringConvertible {
    case numbers = "[21]"
    case objects = #"[{"id":21,"name":"My list"}]"#

    var description: String { rawValue }
  }

  /// A row of the table that people read.
  package struct Row: Sendable {
    package var id: String
    package var situation: String
    package var documented: String
    package var observed: String
    package var source: String
  }

  package static let rows = [
    Row(deletingActiveTemplate), Row(deletingSMSCampaign), Row(emptyEmailList),
    Row(campaignRecipients),
  ]
}

extension Fidelity.Row {
  fileprivate init<Outcome>(_ difference: Difference<Outcome>) {
    id = difference.id
    situation = difference.situation
    documented = Self.text(of: difference.documented)
    observed = Self.text(of: difference.observed)
    source = difference.source
  }

  private static func text(of outcome: Any) -> String {
    guard let error = outcome as? APIError else { return "\(outcome)" }
    return "\(error.status.code) \(error.code.rawValue)"
  }
}

extension Transaction {
  /// The outcome of the side that this account takes.
  func outcome<Outcome>(_ difference: Difference<Outcome>) -> Outcome {
    switch settings.fidelity {
    case .documented: difference.documented
    case .observed: difference.observed
    }
  }
}
