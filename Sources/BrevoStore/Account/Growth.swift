import CivilTime
import SQLite

/// By how much the figures of the reports have grown since they were written.
struct Growth {
  /// A day, and the tag of the mail or, for all mail, the empty one.
  private struct Place: Hashable {
    var day: Day
    var tag: String
  }

  private var places: [Place: Int] = [:]
  private var rows: [(place: Place, figures: Figures)] = []
  /// Where the next count probably belongs: mails that are alike come one after the other.
  private var next = 0

  mutating func count(_ counter: Counter, tag: String, day: Day) {
    let row = row(of: tag, day)
    rows[row].figures[counter] += 1
    next = row + 1 < rows.count ? row + 1 : 0
  }

  private mutating func row(of tag: String, _ day: Day) -> Int {
    if next < rows.count, rows[next].place.day == day, rows[next].place.tag == tag { return next }
    let place = Place(day: day, tag: tag)
    if let row = places[place] { return row }
    places[place] = rows.count
    rows.append((place, Figures()))
    return rows.count - 1
  }

  /// Writes the figures that have grown.
  mutating func write(to database: Database) throws(DatabaseError) {
    guard !rows.isEmpty else { return }
    var counts = RowBuffer(
      "INSERT INTO daily_count (tag, day, counter, count)", columnCount: 4,
      ending: "ON CONFLICT DO UPDATE SET count = count + excluded.count")
    for (place, figures) in rows {
      for counter in Counter.allCases where figures[counter] > 0 {
        counts.text(place.tag)
        counts.int(Int64(place.day.number))
        counts.int(counter.rawValue)
        counts.int(figures[counter])
      }
    }
    try database.insert(counts)
    self = Growth()
  }
}
