import APIContract

/// What resellers are told, and those who are none.
extension APIError {
  static let notReseller = resellerPermissionDenied(text: "Current account is not a reseller")
  static let childUnknown = notFound(text: "Child auth key or child id not found")

  static let childDomainUnknown = blockedDomainUnknown
  static let childDomainExists = duplicate(text: "Domain already exists in your account")

  static let childIPExists = duplicate(text: "ip is already associated to the child")
  static let childIPUnknown = invalid(text: "ip is not associated to the child")
}
