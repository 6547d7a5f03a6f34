/// The `/senders` operations, in the contract's order.
package enum Senders {
  package static let endpoints: [BrevoEndpoint] = []
}
