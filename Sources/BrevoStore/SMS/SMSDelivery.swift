import CivilTime
import JSON
package import SQLite

/// The way of a text message from its acceptance to its end.
extension Transaction {
  /// Stores a message, takes its credits, and sends it off.
  ///
  /// What becomes of it comes out as an event: the vendor answers 201 for numbers that cannot be
  /// reached (https://github.com/sendinblue/APIv3-php-library/issues/84).
  package func accept(_ message: TextMessage) throws(DatabaseError) -> SMSReceipt {
    let table = TextMessageTable(database: state.database)
    let id = try table.nextID(at: now)
    state.ledger.smsCredits -= message.credits
    try table.insert(message, id: id, sentAt: now, remainingCredits: smsCredits, at: now)
    try depart(
      AcceptedTextMessage(
        id: id, number: message.number, segments: Int64(message.text.segments),
        credits: message.credits, remainingCredits: smsCredits,
        purpose: message.purpose.rawValue, tag: message.tag, webURL: message.webURL))
    return SMSReceipt(
      id: id, reference: state.identifiers.reference(ofMessage: id),
      remainingCredits: smsCredits)
  }

  /// Lets a message leave now. What happens to it happens a millisecond apart.
  func depart(_ message: AcceptedTextMessage) throws(DatabaseError) {
    let fate: [SMSEvent.Kind] =
      if message.fault != nil {
        [.rejected]
      } else if try contacts.isBlacklisted(message.number) {
        [.blocked]
      } else {
        MagicRecipient.fate(of: message.number)
      }
    for (number, kind) in fate.enumerated() {
      let event = SMSEvent(
        kind, at: now + .milliseconds(Int64(number)),
        reason: message.fault ?? kind.lifecycle.reason)
      try record(event, of: message, number: Int64(number))
    }
  }

  /// Writes down that `event` happened, with all that it brings about.
  private func record(
    _ event: SMSEvent, of message: AcceptedTextMessage, number: Int64
  ) throws(DatabaseError) {
    try SMSEventTable(database: state.database)
      .insert(event, message: message.id, number: number)
    let lifecycle = event.kind.lifecycle
    if let campaign = message.campaign {
      if let counter = lifecycle.counter { try smsCampaigns.count(counter, of: campaign) }
      if lifecycle.isOutcome { try smsCampaigns.count(.processing, by: -1, of: campaign) }
    }
    if lifecycle.isUnsubscription {
      try contacts.blacklist(message.number, at: event.at)
    }
    if let url = message.webURL {
      try callbacks.insert(
        Callback(.webURL, to: url, webhookBody(of: event, message)), at: now)
    }
  }

  /// What is told of an event. No webhook is registered for it, so its number is 0: assumed.
  private func webhookBody(of event: SMSEvent, _ message: AcceptedTextMessage) -> JSONValue {
    let name = event.kind.lifecycle.nameInWebhook
    return [
      "id": 0, "to": .string(message.number.digits), "sms_count": .int(message.segments),
      "credits_used": .amount(message.credits), "messageId": .int(message.id),
      "remaining_credit": .amount(message.remainingCredits), "msg_status": .string(name),
      "date": .string(event.at.formatted(.plain(settings.offset))),
      "type": .string(message.purpose),
      "reference": .string(state.identifiers.reference(ofMessage: message.id)),
      "ts_event": .int(event.at.milliseconds / 1000), "tag": message.tag,
      "description": .string(event.reason ?? name),
    ]
  }
}
