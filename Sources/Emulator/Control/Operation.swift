package import APIContract
package import BrevoStore
import CivilTime
package import HTTPServer

/// An endpoint that works with the emulator itself, not with the rows of one account. It is called
/// while no account is locked.
package typealias ControlEndpoint = Endpoint<Operation>

/// What a control endpoint works with: the emulator, and for whom it was called.
package final class Operation {
  package let emulator: Emulator
  /// The key that the request names; nil if it names none.
  package let key: String?
  /// Gives the answer later, in the place of what the handler returns.
  package var promise: HTTPPromise?

  init(_ emulator: Emulator, key: String?) {
    self.emulator = emulator
    self.key = key
  }

  /// The account that the request speaks for.
  package var account: Account {
    get throws {
      guard let key else { throw APIError.noKey }
      return try emulator.accounts.account(key)
    }
  }
}

/// What can be asked of the emulator itself, below `Emulator.controlPath`.
package enum Operations {
  package static let endpoints: [ControlEndpoint] =
    accounts + snapshots + worlds + [
      waitForMessages, expectMessages, listJournal, emptyJournal, getReport, listFaults,
      replaceFaults, addFault, deleteFaults, deleteFault,
    ]
}

extension Moment {
  /// When a request to the emulator itself is judged: it has no account's clock.
  static var ofSystem: Moment { Moment(now: Clock().now, offset: .utc) }
}
