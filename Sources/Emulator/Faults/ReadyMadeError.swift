import APIContract
import BrevoAPI

/// The errors of the service that a request hardly meets by itself, by the names that faults have for
/// them.
enum ReadyMadeError: String, CaseIterable {
  case rateLimit
  case unrecognisedIP
  case notActivated
  case underValidation
  case internalError

  /// - Throws: An error that names the known ones, if `name` is none.
  init(named name: String) throws(APIError) {
    guard let known = Self(rawValue: name) else {
      let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
      throw .notFound(text: "No error is called \(name); there are \(names)")
    }
    self = known
  }

  var outcome: Exchange.Outcome {
    switch self {
    case .rateLimit: .refused(.tooManyRequests)
    // Whoever asks, this is where clients of a server on loopback are.
    case .unrecognisedIP: .refusedAtGateway(.unrecognised(ip: "127.0.0.1"))
    case .notActivated: .refused(.sendingNotActivated)
    case .underValidation: .refused(.campaignsUnderValidation)
    case .internalError: .refused(.internalError)
    }
  }
}
