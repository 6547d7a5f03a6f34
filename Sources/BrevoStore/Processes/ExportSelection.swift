/// Which recipients of a campaign an export holds: those to whom it happened.
package enum ExportSelection: String, Sendable, CaseIterable {
  case all
  case delivered
  case answered
  case softBounces
  case hardBounces
  case unsubscribed

  var kind: SMSEvent.Kind? {
    switch self {
    case .all: nil
    case .delivered: .delivered
    case .answered: .replied
    case .softBounces: .softBounces
    case .hardBounces: .hardBounces
    case .unsubscribed: .unsubscribed
    }
  }
}
