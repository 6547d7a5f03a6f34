package import APIContract

/// What clients are told by the service's gateway, before anybody looks at what they want.
extension APIError {
  /// Several production logs, August 2026.
  package static func unrecognised(ip: String) -> Self {
    unauthorized(
      text:
        "We have detected you are using an unrecognised IP address \(ip). If you performed this action make sure to add the new IP address in this link: https://app.brevo.com/security/authorised_ips"
    )
  }
}
