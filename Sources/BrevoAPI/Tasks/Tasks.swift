/// The `/crm` operations, in the contract's order.
package enum Tasks {
  package static let endpoints: [BrevoEndpoint] = [list, create, delete, get, update, listTypes]
}
