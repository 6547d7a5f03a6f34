import CivilTime

extension Instant {
  /// `Sun, 15 Mar 2026 12:00:00 +0000` (RFC 5322, section 3.3).
  var inMailHead: String {
    let day = day(at: .utc)
    let (year, month, number) = day.components
    let seconds = Int((milliseconds - day.start(at: .utc).milliseconds) / 1000)
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map {
      $0 < 10 ? "0\($0)" : "\($0)"
    }
    let name = Self.weekdays[day - day.monday]
    let yearText = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
    return
      "\(name), \(number) \(Self.months[month - 1]) \(yearText) \(time.joined(separator: ":")) +0000"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
