import CivilTime
import JSON
package import SQLite
package import TemplateLanguage

/// The way of a campaign from its time to the messages.
extension Transaction {
  /// Why a campaign cannot be sent.
  package enum SendingFault: Sendable {
    /// Nobody in its lists can get it.
    case nobody
    case credits
  }

  /// Begins to send a campaign: its messages are written and paid for, and leave a second later.
  /// Answers why it could not begin, if it could not.
  package func start(_ campaign: SMSCampaign) throws(DatabaseError) -> SendingFault? {
    let messages = try messages(of: campaign)
    guard !messages.isEmpty else { return .nobody }
    let credits = messages.reduce(0) { $0 + $1.credits }
    guard smsCredits >= credits else { return .credits }
    state.ledger.smsCredits -= credits
    let table = TextMessageTable(database: state.database)
    let first = try table.nextID(at: now)
    for (index, message) in messages.enumerated() {
      try table.insert(
        message, id: first + Int64(index), sentAt: nil, remainingCredits: smsCredits, at: now)
    }
    try smsCampaigns.count(.processing, by: messages.count, of: campaign.id)
    var campaign = campaign
    campaign.status = .inProcess
    campaign.scheduledAt = now
    try smsCampaigns.update(campaign)
    return nil
  }

  /// Takes back what has not left of a campaign, and gives back its credits.
  package func withdraw(_ campaign: SMSCampaign) throws(DatabaseError) {
    let (count, credits) = try TextMessageTable(database: state.database)
      .withdraw(campaign: campaign.id)
    state.ledger.smsCredits += credits
    if count > 0 { try smsCampaigns.count(.processing, by: -count, of: campaign.id) }
  }

  /// Does what the time of a campaign asks for: begin to send it, or let its messages leave.
  ///
  /// One that cannot be sent when its time comes is suspended: assumed.
  func runCampaigns() throws(DatabaseError) {
    for var campaign in try smsCampaigns.due(at: now) {
      switch SMSCampaignTransition.outcome(of: .time, in: campaign.status) {
      case .isSent:
        guard try start(campaign) != nil else { continue }
        campaign.status = .suspended
      case .becomes(let status):
        let messages = try TextMessageTable(database: state.database)
          .release(campaign: campaign.id, at: now)
        for message in messages { try depart(message) }
        campaign.status = status
        campaign.sentAt = now
      case let outcome: preconditionFailure("time does not make a campaign \(outcome)")
      }
      try smsCampaigns.update(campaign)
    }
  }

  /// The messages of a campaign to all who get it.
  private func messages(of campaign: SMSCampaign) throws(DatabaseError) -> [TextMessage] {
    let audience = try contacts.audience(
      lists: campaign.lists, exclusions: campaign.exclusionLists)
    let template: Template
    do throws(TemplateSyntaxError) { template = try campaign.composition.template } catch {
      throw .unreadable("sms_campaign.content: \(error)")
    }
    return audience.compactMap { contact in
      guard let number = contact.phoneNumber else { return nil }
      return campaign.message(to: contact, number, template)
    }
  }
}

extension SMSComposition {
  /// The content, which may speak to each recipient, compiled.
  package var template: Template {
    get throws(TemplateSyntaxError) { try Template(codedContent) }
  }
}

extension SMSCampaign {
  /// The message to one contact. If it cannot be rendered, or is too long then, it will be rejected.
  package func message(
    to contact: Contact, _ number: PhoneNumber, _ template: Template
  ) -> TextMessage {
    var attributes = contact.attributes
    attributes["EMAIL"] = .string(contact.email ?? "")
    var fault: String?
    var content = ""
    do throws(TemplateLimitError) {
      content = try template.render(["contact": .object(attributes)], escaping: .none)
    } catch {
      fault = "Template too expensive: \(error)"
    }
    let text = composition.text(content)
    if text.isTooLong { fault = "The text is longer than \(text.encoding.maximum) characters" }
    var message = TextMessage(from: sender, to: number, text, .marketing)
    message.campaign = id
    message.contact = contact.id
    message.fault = fault
    return message
  }

  /// A test of the campaign, which counts for none of its figures.
  package func test(
    to contact: Contact, _ number: PhoneNumber
  ) throws(TemplateSyntaxError) -> TextMessage {
    var message = message(to: contact, number, try composition.template)
    message.campaign = nil
    return message
  }
}
