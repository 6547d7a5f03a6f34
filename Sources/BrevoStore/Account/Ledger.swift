import CivilTime
import SQLite

/// What an account keeps in memory between the statements of a round, because every mail changes
/// it: it is written when the round is committed, and put back when a request is undone.
struct Ledger {
  /// A figure of one day, of the mail with a tag or, under the empty tag, of all.
  struct Figure: Hashable {
    var tag: String
    var day: Day
    var counter: Counter
  }

  var emailCredits: Int64 = 0
  var smsCredits: Double = 0
  /// The row of the next message. A number is never given twice, whatever becomes of its row.
  var nextMessage: Int64 = 1
  /// When the next thing happens by itself.
  var nextDue: Instant?
  /// When the next call to the outside is to be made.
  var nextCallback: Instant?
  /// What webhooks that want events together are to be told of this round, by their ids.
  var batches: [Int64: Batch] = [:]
  /// By how much figures have grown since they were written.
  private(set) var growth: [Figure: Int64] = [:]

  /// Notes that a call to the outside is to be made at `instant`.
  mutating func owe(at instant: Instant) {
    nextCallback = min(instant, nextCallback ?? instant)
  }

  mutating func count(_ counter: Counter, tag: String, day: Day) {
    growth[Figure(tag: tag, day: day, counter: counter), default: 0] += 1
  }

  /// Writes the figures that have grown.
  mutating func writeFigures(to database: Database) throws(DatabaseError) {
    for (figure, count) in growth {
      try database.run(
        """
        INSERT INTO daily_count (tag, day, counter, count) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """, .text(figure.tag), .int(figure.day.number), .int(figure.counter.rawValue),
        .int(count))
    }
    growth.removeAll(keepingCapacity: true)
  }
}
