/// The `/smtp/templates` operations, in the contract's order.
package enum EmailTemplates {
  package static let endpoints: [BrevoEndpoint] = [list, create, delete, get, update, sendTest]
}
