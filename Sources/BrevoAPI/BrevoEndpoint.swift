package import APIContract
package import BrevoStore

package typealias BrevoEndpoint = Endpoint<Transaction>

extension Transaction {
  /// When the request at hand is judged.
  package var moment: Moment { Moment(now: now, offset: settings.offset) }
}
