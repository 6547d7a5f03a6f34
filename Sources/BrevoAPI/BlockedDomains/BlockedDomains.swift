import APIContract

/// The `/smtp/blockedDomains` operations.
package enum BlockedDomains {
  package static let endpoints: [BrevoEndpoint] = [list, block, unblock]

  static let domain = Field.required("domain", .text(.hostname), "Name of the domain.")
}
