/// The `/smtp/blockedContacts` operations, and the one that lifts hard bounces.
package enum BlockedContacts {
  package static let endpoints: [BrevoEndpoint] = [list, unblock, deleteHardbounces]
}
