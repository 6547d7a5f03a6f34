import CivilTime
import JSON
import SQLite

/// What webhooks are told of the events of mail: https://developers.brevo.com/docs/transactional-webhooks.
extension Transaction {
  /// Assumed: the address that mail is said to come from, which is the server itself.
  private static let sendingIP = "127.0.0.1"
  /// Assumed: what readers are said to read with.
  private static let userAgent = "Mozilla/5.0 (emulated)"
  private static let device = "DESKTOP"

  /// Owes a call to each webhook that is told of such events.
  func tellWebhooks(of event: Event, of mail: Mail, isFirst: Bool) throws(DatabaseError) {
    let webhooks = state.webhooks.filter { $0.covers(event.kind, isFirst: isFirst) }
    guard !webhooks.isEmpty else { return }
    var body = try payload(of: event, of: mail, isFirst: isFirst)
    for webhook in webhooks {
      body["id"] = .int(webhook.id)
      if webhook.isBatched {
        state.batches[webhook.id, default: Batch(webhook: webhook)].events
          .append(.object(body))
      } else {
        try callbacks.insert(webhook.callback(.object(body)), at: now)
      }
    }
  }

  /// One set of members for all events, where a member makes sense at all: none harms a client.
  private func payload(
    of event: Event, of mail: Mail, isFirst: Bool
  ) throws(DatabaseError) -> JSONObject {
    let lifecycle = event.kind.lifecycle
    let name = isFirst ? lifecycle.firstNameInWebhook : nil
    let seconds = JSONValue.int(event.at.milliseconds / 1000)
    var body: JSONObject = [
      "event": .string(name ?? lifecycle.nameInWebhook), "email": .string(mail.address), "id": 0,
      "date": .string(event.at.formatted(.plain(settings.offset))), "ts": seconds,
      "ts_event": seconds, "ts_epoch": .int(event.at.milliseconds),
    ]
    try addMessage(of: mail, to: &body)
    body["sending_ip"] = .string(Self.sendingIP)
    body["reason"] = event.reason.map { .string($0) }
    body["link"] = event.link.map { .string($0) }
    if event.kind == .requests || lifecycle.isOfReader && event.kind != .spam {
      let uuid = state.identifiers.uuid(mail.id)
      body["mirror_link"] = .string(settings.mirrorURL(ofEmail: uuid))
      body["contact_id"] = try contacts.contact(email: mail.address).map { .int($0.id) }
    }
    if [.opened, .clicks, .loadedByProxy].contains(event.kind) {
      body["user_agent"] = .string(Self.userAgent)
      body["device_used"] = .string(Self.device)
    }
    return body
  }

  private func addMessage(of mail: Mail, to body: inout JSONObject) throws(DatabaseError) {
    let message = try state.database.first(
      """
      SELECT message.created_at, version, coalesce(email.subject, message.subject), tags,
        message.tag, email.template, template.name, headers
      FROM email JOIN message ON message.id = email.id >> 16
        LEFT JOIN template ON template.id = email.template
      WHERE email.id = ?
      """, .int(mail.id.number)
    ) { (row) throws(DatabaseError) in
      let id = state.identifiers.messageID(
        row: mail.id.message, createdAt: Instant(milliseconds: row.int(0)),
        version: row.optionalInt(1))
      var message: JSONObject = [
        "message-id": .string(id.text), "subject": .string(row.text(2)),
      ]
      if let headers = row.optionalText(7) {
        message["X-Mailin-custom"] = try JSONValue(stored: headers).object?.members
          .first { $0.name.lowercased() == "x-mailin-custom" }?.value
      }
      // Of tags, a text that holds their array; of a single tag, the bare word.
      if let tags = row.optionalText(3) {
        message["tag"] = .string(tags)
        message["tags"] = try JSONValue(stored: tags)
      } else {
        message["tag"] = (row.optionalText(4) ?? row.optionalText(6)).map { .string($0) }
      }
      message["template_id"] = row.optionalInt(5).map { .int($0) }
      return message
    }
    for (name, value) in message?.members ?? [] { body[name] = value }
  }
}

/// Events of one round that one call will tell.
struct Batch {
  /// Events in one call. Assumed, as nobody outside knows a number.
  private static let maximumCount = 1000

  let webhook: Webhook
  var events: [JSONValue] = []

  init(webhook: Webhook) { self.webhook = webhook }

  /// The calls that tell them all.
  var callbacks: [Callback] {
    stride(from: 0, to: events.count, by: Self.maximumCount).map { start in
      let end = min(start + Self.maximumCount, events.count)
      return webhook.callback(.array(Array(events[start..<end])))
    }
  }
}

extension AccountState {
  /// Owes the calls that tell of the events of this round.
  func closeBatches() throws(DatabaseError) {
    guard !batches.isEmpty else { return }
    let closed = batches.sorted { $0.key < $1.key }
    batches = [:]
    let now = clock.now
    let table = CallbackTable(state: self, now: now)
    for (_, batch) in closed {
      for callback in batch.callbacks { try table.insert(callback, at: now) }
    }
  }
}
