import CivilTime
import JSON
package import SQLite

/// Work behind a request that was answered already: the export of a campaign's recipients.
package struct BackgroundProcess: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable {
    case queued
    case processing
    case completed
  }

  /// Assumed: the vendor's documents do not say what this export is called.
  package static let name = "LIST_EXPORT"

  package var id: Int64
  package var status: Status
  /// Where its file can be fetched once it is completed.
  package var fileURL: String
}

package struct ProcessTable {
  /// How long an export takes. Assumed.
  private static let duration = TimeSpan.seconds(1)

  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  /// Begins an export, and answers its number. `fileURL` tells where its file will be.
  package func insert(
    recipientsOf campaign: Int64, _ selection: ExportSelection, notifyURL: String?,
    fileURL: (Int64) -> String
  ) throws(DatabaseError) -> Int64 {
    let dueAt = now + Self.duration
    try database.run(
      """
      INSERT INTO process (campaign, selection, notify_url, file_url, created_at, due_at)
      VALUES (?, ?, ?, '', ?, ?)
      """,
      .int(campaign), .text(selection.rawValue), .text(notifyURL), .int(now.milliseconds),
      .int(dueAt.milliseconds))
    let id = database.lastInsertedRow
    try database.run("UPDATE process SET file_url = ? WHERE id = ?", .text(fileURL(id)), .int(id))
    state.expect(dueAt)
    return id
  }

  package func process(id: Int64) throws(DatabaseError) -> BackgroundProcess? {
    try database.first(
      "SELECT file_url, created_at, due_at FROM process WHERE id = ?", .int(id)
    ) { row in
      let status: BackgroundProcess.Status =
        if row.isNull(2) {
          .completed
        } else {
          row.int(1) < now.milliseconds ? .processing : .queued
        }
      return BackgroundProcess(id: id, status: status, fileURL: row.text(0))
    }
  }

  /// What a process has made; nil until it is completed.
  package func file(id: Int64) throws(DatabaseError) -> String? {
    let file = try database.first("SELECT file FROM process WHERE id = ?", .int(id)) {
      $0.optionalText(0)
    }
    return file ?? nil
  }
}

extension Transaction {
  /// Completes every export whose time has come, and tells whoever wants to know. What they are told
  /// is assumed: no public source shows it.
  func completeProcesses() throws(DatabaseError) {
    let due = try state.database.rows(
      """
      SELECT id, campaign, selection, notify_url, file_url FROM process
      WHERE due_at <= ? ORDER BY due_at, id
      """, .int(now.milliseconds)
    ) { (row) throws(DatabaseError) in
      guard let selection = ExportSelection(rawValue: row.text(2)) else {
        throw .unreadable("process.selection")
      }
      return (
        id: row.int(0), campaign: row.int(1), selection: selection,
        notifyURL: row.optionalText(3), fileURL: row.text(4)
      )
    }
    for process in due {
      let file = try TextMessageTable(database: state.database)
        .recipientFile(campaign: process.campaign, process.selection)
      try state.database.run(
        "UPDATE process SET file = ?, due_at = NULL WHERE id = ?", .text(file), .int(process.id))
      guard let url = process.notifyURL else { continue }
      let body: JSONValue = [
        "process_id": .int(process.id), "status": "completed", "url": .string(process.fileURL),
      ]
      try callbacks.insert(Callback(.notifyURL, to: url, body), at: now)
    }
  }
}

extension TextMessageTable {
  /// The recipients of a campaign as CSV, with what happened last: a line for each. No column can hold
  /// a comma or a quote.
  fileprivate func recipientFile(
    campaign: Int64, _ selection: ExportSelection
  ) throws(DatabaseError) -> String {
    var query = Query(
      """
      SELECT contact.email, sms.number, kind, at
      FROM sms JOIN sms_event ON message = sms.id AND sms_event.number = (
        SELECT max(number) FROM sms_event WHERE message = sms.id)
      LEFT JOIN contact ON contact.id = sms.contact
      WHERE sms.campaign = ?
      """, .int(campaign))
    if let kind = selection.kind {
      query.append(
        "AND EXISTS (SELECT 1 FROM sms_event WHERE message = sms.id AND kind = ?)",
        .int(kind.rawValue))
    }
    query.append("ORDER BY sms.id")
    let lines = try database.rows(query) { (row) throws(DatabaseError) in
      guard let kind = SMSEvent.Kind(rawValue: row.int(2)) else {
        throw .unreadable("sms_event.kind")
      }
      let date = Instant(milliseconds: row.int(3)).formatted(.milliseconds(.utc))
      return "\(row.text(0)),\(row.text(1)),\(kind.lifecycle.name),\(date)\r\n"
    }
    return "email,sms,status,date\r\n" + lines.joined()
  }
}
