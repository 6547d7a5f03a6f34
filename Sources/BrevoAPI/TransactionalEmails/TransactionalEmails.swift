/// The operations on single mails, in the contract's order.
package enum TransactionalEmails {
  package static let endpoints: [BrevoEndpoint] = [
    send, deleteScheduled, scheduled, list, content, deleteLog,
  ]
}
