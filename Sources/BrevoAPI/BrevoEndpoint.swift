package import APIContract
package import BrevoStore
import CivilTime

package typealias BrevoEndpoint = Endpoint<Transaction>

/// The buckets of the vendor's page "Rate limits", for the general plan.
extension RateLimit {
  /// Every endpoint that has no bucket of its own.
  package static let general = Self("general", 100, per: .hours(1))
  static let smtp = Self("smtp", 300, per: .hours(1))
  static let sending = Self("sending", 1000, per: .seconds(1))
  static let blockedContacts = Self("blockedContacts", 1000, per: .seconds(1))
  static let emails = Self("emails", 2, per: .seconds(1))
  static let sms = Self("sms", 150, per: .seconds(1))
}

extension Transaction {
  /// When the request at hand is judged.
  package var moment: Moment { Moment(now: now, offset: settings.offset) }
}
