/// The one date format that HTTP/1.1 writes (RFC 9110, section 5.6.7), without a calendar library.
enum HTTPDate {
  /// The field `Date`, line end included.
  static func field(_ seconds: Int) -> [UInt8] {
    let (days, time) = floorDivide(seconds, 86_400)
    let (year, month, day) = civil(days)
    let weekday = floorDivide(days + 4, 7).remainder
    let text =
      "Date: \(weekdays[weekday]), \(two(day)) \(months[month - 1]) \(year) "
      + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT\r\n"
    return Array(text.utf8)
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int) {
    let remainder = (a % b + b) % b
    return ((a - remainder) / b, remainder)
  }

  /// The day of the Gregorian calendar, counted in eras of 400 years that begin in March.
  /// https://howardhinnant.github.io/date_algorithms.html#civil_from_days
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}
