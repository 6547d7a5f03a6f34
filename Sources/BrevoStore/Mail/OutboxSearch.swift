package import CivilTime
package import SQLite

/// Which messages are looked for; all conditions hold together. Letters of ASCII are the same in
/// either case.
package struct OutboxSearch: Sendable {
  /// The address or number of the recipient.
  package var to: String?
  package var from: String?
  /// What stands somewhere in the subject.
  package var subject: String?
  package var tag: String?
  package var templateID: Int64?
  package var messageID: String?
  /// What stands somewhere in the text or the HTML.
  package var contents: String?
  /// When it left at the earliest.
  package var since: Instant?
  package var kind: OutboxMessage.Kind?

  package init() {}
}

extension Outbox {
  struct Condition {
    /// As the search calls it.
    let name: String
    /// On the columns of `Outbox.source`, which is called `outbox`.
    let query: Query
  }

  func conditions(of search: OutboxSearch) throws(DatabaseError) -> [Condition] {
    var conditions: [Condition] = []
    func add(_ name: String, _ condition: Query) {
      var query = Query("(")
      query.append(condition)
      query.append(")")
      conditions.append(Condition(name: name, query: query))
    }
    if let kind = search.kind { add("kind", Query("kind = ?", .int(kind.rawValue))) }
    if let to = search.to {
      let recipient = PhoneNumber(to)?.digits ?? to
      add("to", Query("recipient = ? COLLATE NOCASE", .text(recipient)))
    }
    if let id = search.messageID {
      add("messageId", Query("kind = 0 AND number = ?", try row(ofMessage: id)))
    }
    if let since = search.since { add("since", Query("at >= ?", .int(since.milliseconds))) }
    if let from = search.from {
      let standard = Value.text(Notice.sender)
      add("from", Query("coalesce(sender, ?) = ? COLLATE NOCASE", standard, .text(from)))
    }
    if let id = search.templateID { add("templateId", Query(Self.hasTemplate, .int(id))) }
    if let tag = search.tag { add("tag", Query(Self.hasTag, .text(tag), .text(tag), .text(tag))) }
    if let subject = search.subject {
      add("subject", Query(#"subject LIKE ? ESCAPE '\'"#, .part(subject)))
    }
    if let contents = search.contents {
      add("contains", Query(Self.hasContents, .part(contents), .part(contents)))
    }
    return conditions
  }

  private static let hasTemplate: StaticString = """
    kind = 0 AND EXISTS (
      SELECT 1 FROM email
      WHERE email.id = outbox.number << 16 | outbox.position AND template = ?)
    """

  private static let hasTag: StaticString = """
    kind = 0 AND EXISTS (
      SELECT 1 FROM message WHERE id = outbox.number AND (tag = ? OR EXISTS (
        SELECT 1 FROM json_each(message.tags) AS own WHERE own.value = ?)))
    OR kind = 2 AND EXISTS (
      SELECT 1 FROM sms, json_each(sms.tag) AS own
      WHERE sms.id = outbox.number << 16 | outbox.position AND own.value = ?)
    """

  private static let hasContents: StaticString =
    #"text LIKE ? ESCAPE '\' OR html LIKE ? ESCAPE '\'"#

  /// What is no message id of the account's equals no row.
  private func row(ofMessage id: String) throws(DatabaseError) -> Value {
    guard let id = MessageID(id) else { return .null }
    return .int(try EmailLog(state: state).message(id))
  }

  /// The messages that come nearest to a search, with the names of the conditions that they do not
  /// meet; of those that are equally near, the latest first.
  package func nearest(
    to search: OutboxSearch, count: Int64
  ) throws(DatabaseError) -> [(message: OutboxMessage, differs: [String])] {
    let conditions = try conditions(of: search)
    // A digit for each condition.
    var rows = Query("SELECT outbox.*, ''")
    for condition in conditions {
      rows.append("|| coalesce(")
      rows.append(condition.query)
      rows.append(", 0)")
    }
    rows.append("AS verdict FROM (")
    rows.append(Self.source)
    rows.append(
      """
      ) AS outbox
      ORDER BY length(replace(verdict, '0', '')) DESC, at DESC, kind DESC, number DESC, position DESC
      LIMIT ?
      """, .int(count))
    return try messages(rows).map { message, verdict in
      (message, zip(conditions, verdict).compactMap { $1 == "0" ? $0.name : nil })
    }
  }
}

extension Query {
  mutating func append(all condition: Query) {
    append("AND")
    append(condition)
  }
}

extension Value {
  /// For LIKE, which knows `\` as the escape: a text that holds `part`.
  fileprivate static func part(_ part: String) -> Value {
    var pattern = String.UnicodeScalarView()
    for scalar in part.unicodeScalars {
      if "\\%_".unicodeScalars.contains(scalar) { pattern.append("\\") }
      pattern.append(scalar)
    }
    return .text("%\(pattern)%")
  }
}
