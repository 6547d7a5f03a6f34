/// The `/transactionalSMS` operations, in the contract's order.
package enum TransactionalSMS {
  package static let endpoints: [BrevoEndpoint] = [send]
}
