package import CivilTime
import JSON
package import SQLite

package struct SMSCampaignTable {
  let state: AccountState

  private var database: Database { state.database }

  @discardableResult
  package func insert(_ campaign: SMSCampaign, id: Int64? = nil) throws(DatabaseError) -> Int64 {
    try database.run(
      """
      INSERT INTO sms_campaign
        (id, name, sender, content, prefix, instruction, is_unicode, lists, exclusion_lists,
         status, status_before_archive, scheduled_at, sent_at, test_sent, created_at, modified_at,
         due_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(id), .text(campaign.name), .text(campaign.sender),
      .text(campaign.composition.content), .text(campaign.composition.prefix),
      .text(campaign.composition.instruction), .bool(campaign.composition.encoding == .unicode),
      .numbers(campaign.lists), .numbers(campaign.exclusionLists),
      .text(campaign.status.rawValue), .text(campaign.statusBeforeArchive?.rawValue),
      .int(campaign.scheduledAt?.milliseconds), .int(campaign.sentAt?.milliseconds),
      .bool(campaign.isTestSent), .int(campaign.createdAt.milliseconds),
      .int(campaign.modifiedAt.milliseconds), .int(campaign.dueAt?.milliseconds))
    try state.findNextDue()
    return database.lastInsertedRow
  }

  /// Writes every column of `campaign` but its id and its day of creation.
  package func update(_ campaign: SMSCampaign) throws(DatabaseError) {
    try database.run(
      """
      UPDATE sms_campaign SET
        name = ?, sender = ?, content = ?, prefix = ?, instruction = ?, is_unicode = ?,
        lists = ?, exclusion_lists = ?, status = ?, status_before_archive = ?, scheduled_at = ?,
        sent_at = ?, test_sent = ?, modified_at = ?, due_at = ?
      WHERE id = ?
      """,
      .text(campaign.name), .text(campaign.sender), .text(campaign.composition.content),
      .text(campaign.composition.prefix), .text(campaign.composition.instruction),
      .bool(campaign.composition.encoding == .unicode), .numbers(campaign.lists),
      .numbers(campaign.exclusionLists), .text(campaign.status.rawValue),
      .text(campaign.statusBeforeArchive?.rawValue), .int(campaign.scheduledAt?.milliseconds),
      .int(campaign.sentAt?.milliseconds), .bool(campaign.isTestSent),
      .int(campaign.modifiedAt.milliseconds), .int(campaign.dueAt?.milliseconds),
      .int(campaign.id))
    try state.findNextDue()
  }

  package func delete(id: Int64) throws(DatabaseError) {
    try database.run("DELETE FROM sms_campaign WHERE id = ?", .int(id))
    try database.run("DELETE FROM sms_campaign_count WHERE campaign = ?", .int(id))
  }

  package func campaign(id: Int64) throws(DatabaseError) -> SMSCampaign? {
    var query = Query("SELECT")
    query.append(Self.columns)
    query.append("FROM sms_campaign WHERE id = ?", .int(id))
    return try database.first(query, read: Self.read)
  }

  /// How many there are.
  package var count: Int64 {
    get throws(DatabaseError) {
      try database.first("SELECT count(*) FROM sms_campaign") { $0.int(0) } ?? 0
    }
  }

  /// A page of the campaigns of a status, or sent in a period, in the order of their creation.
  package func page(
    status: SMSCampaign.Status?, sent period: ClosedRange<Instant>?, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, campaigns: [SMSCampaign]) {
    var source = Query("FROM sms_campaign WHERE 1")
    if let status { source.append("AND status = ?", .text(status.rawValue)) }
    if let period {
      source.append(
        "AND sent_at BETWEEN ? AND ?", .int(period.lowerBound.milliseconds),
        .int(period.upperBound.milliseconds))
    }
    let (count, campaigns) = try database.page(Self.columns, source, page, read: Self.read)
    return (count, campaigns)
  }

  /// The campaigns to which something happens by itself now.
  func due(at now: Instant) throws(DatabaseError) -> [SMSCampaign] {
    var query = Query("SELECT")
    query.append(Self.columns)
    query.append(
      "FROM sms_campaign WHERE due_at <= ? ORDER BY due_at, id", .int(now.milliseconds))
    return try database.rows(query, read: Self.read)
  }

  /// Whether any message of it was written.
  package func hasRecipients(id: Int64) throws(DatabaseError) -> Bool {
    try database.first("SELECT 1 FROM sms WHERE campaign = ?", .int(id)) { _ in true } ?? false
  }

  // MARK: Figures

  package func figures(id: Int64) throws(DatabaseError) -> SMSFigures {
    var figures = SMSFigures()
    let rows = try database.rows(
      "SELECT counter, count FROM sms_campaign_count WHERE campaign = ?", .int(id)
    ) { (counter: $0.int(0), count: $0.int(1)) }
    for (number, count) in rows {
      guard let counter = SMSCounter(rawValue: number) else {
        throw .unreadable("sms_campaign_count.counter")
      }
      figures[counter] = count
    }
    return figures
  }

  func count(
    _ counter: SMSCounter, by count: Int = 1, of campaign: Int64
  ) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO sms_campaign_count (campaign, counter, count) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count
      """, .int(campaign), .int(counter.rawValue), .int(count))
  }

  // MARK: Rows

  private static let columns: StaticString = """
    id, name, sender, content, prefix, instruction, is_unicode, lists, exclusion_lists, status,
    status_before_archive, scheduled_at, sent_at, test_sent, created_at, modified_at
    """

  private static func read(_ row: borrowing Row) throws(DatabaseError) -> SMSCampaign {
    guard let status = SMSCampaign.Status(rawValue: row.text(9)) else {
      throw .unreadable("sms_campaign.status")
    }
    var campaign = SMSCampaign(at: Instant(milliseconds: row.int(14)))
    campaign.id = row.int(0)
    campaign.name = row.text(1)
    campaign.sender = row.text(2)
    campaign.composition = SMSComposition(
      content: row.text(3), prefix: row.text(4), instruction: row.text(5),
      encoding: row.bool(6) ? .unicode : .gsm)
    campaign.lists = try [Int64](storedIntegers: row.text(7))
    campaign.exclusionLists = try [Int64](storedIntegers: row.text(8))
    campaign.status = status
    campaign.statusBeforeArchive = row.optionalText(10).flatMap { .init(rawValue: $0) }
    campaign.scheduledAt = row.optionalInt(11).map { Instant(milliseconds: $0) }
    campaign.sentAt = row.optionalInt(12).map { Instant(milliseconds: $0) }
    campaign.isTestSent = row.bool(13)
    campaign.modifiedAt = Instant(milliseconds: row.int(15))
    return campaign
  }
}

extension [Int64] {
  fileprivate init(storedIntegers text: String) throws(DatabaseError) {
    self = try JSONValue(stored: text).array?.compactMap(\.int) ?? []
  }
}
