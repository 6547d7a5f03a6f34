import APIContract
import HTTP

/// Which keys name an account.
package enum KeyPolicy: Sendable {
  /// Every key that is not empty.
  case any
  case listed(Set<String>)
}

/// Judges the key of a request, before anything else is looked at.
struct Gateway: Sendable {
  let keys: KeyPolicy

  /// The key of the account that a request speaks for.
  ///
  /// The two refusals differ: https://github.com/getbrevo/brevo-python/issues/13 shows the first.
  func account(of exchange: Exchange) throws(APIError) -> String {
    guard let key = key(of: exchange) else { throw .noKey }
    if case .listed(let known) = keys, !known.contains(key) { throw .unknownKey }
    return key
  }

  /// The key that a request names, known or not.
  func key(of exchange: Exchange) -> String? {
    let key = exchange.key ?? named(in: exchange)
    return key?.isEmpty == false ? key : nil
  }

  /// The account that a control call names in its query, for those who would rather not set a field.
  private func named(in exchange: Exchange) -> String? {
    guard exchange.isControl else { return nil }
    return (try? QueryItems(exchange.request.queryText))?["account"]
  }
}
