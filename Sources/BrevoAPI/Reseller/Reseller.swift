/// The `/reseller` operations, in the contract's order.
package enum Reseller {
  package static let endpoints: [BrevoEndpoint] = []
}
