import APIContract

/// Everything that the emulator answers of the documented API.
package enum Catalogue {
  package struct Group: Sendable {
    package var title: String
    package var endpoints: [BrevoEndpoint]
  }

  package static let groups = [
    Group(title: "Transactional emails", endpoints: TransactionalEmails.endpoints),
    Group(title: "Blocked contacts", endpoints: BlockedContacts.endpoints),
    Group(title: "Blocked domains", endpoints: BlockedDomains.endpoints),
    Group(title: "Email statistics", endpoints: EmailStatistics.endpoints),
    Group(title: "Email templates", endpoints: EmailTemplates.endpoints),
    Group(title: "Senders", endpoints: Senders.endpoints),
    Group(title: "SMS campaigns", endpoints: SMSCampaigns.endpoints),
    Group(title: "Transactional SMS", endpoints: TransactionalSMS.endpoints),
    Group(title: "Tasks", endpoints: Tasks.endpoints),
    Group(title: "Reseller", endpoints: Reseller.endpoints),
  ]

  package static let endpoints = groups.flatMap(\.endpoints)
}
