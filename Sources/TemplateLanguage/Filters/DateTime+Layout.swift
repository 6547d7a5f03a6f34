extension DateTime {
  /// In a layout of Go, which shows how the second of January 2006, 15:04:05, would look:
  /// https://pkg.go.dev/time#pkg-constants
  func formatted(as layout: String) -> String {
    var result = ""
    var rest = Substring(layout)
    while let next = rest.unicodeScalars.first {
      if let element = Self.elements.first(where: { $0.isPrefix(of: rest) }) {
        result += element.text(self)
        rest = rest[rest.utf8.index(rest.startIndex, offsetBy: element.sign.utf8.count)...]
      } else if let (fraction, end) = fraction(in: rest) {
        result += fraction
        rest = rest[end...]
      } else {
        result.unicodeScalars.append(next)
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
    }
    return result
  }

  private struct Element: Sendable {
    let sign: String
    let text: @Sendable (DateTime) -> String

    init(_ sign: String, _ text: @escaping @Sendable (DateTime) -> String) {
      self.sign = sign
      self.text = text
    }

    /// The short names are none when the word goes on, as in "Month".
    func isPrefix(of layout: Substring) -> Bool {
      guard layout.utf8.starts(with: sign.utf8) else { return false }
      guard sign == "Jan" || sign == "Mon" else { return true }
      let following = layout.utf8.dropFirst(3).first ?? 0
      return !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(following)
    }
  }

  /// A longer sign stands before its own beginning.
  private static let elements = [
    Element("January") { months[$0.month - 1] },
    Element("Jan") { String(months[$0.month - 1].prefix(3)) },
    Element("Monday") { weekdays[$0.weekday] },
    Element("Mon") { String(weekdays[$0.weekday].prefix(3)) },
    Element("MST") { $0.offset == 0 ? "UTC" : $0.offset(separator: "", minutes: true) },
    Element("2006") { padded($0.year, 4) },
    Element("002") { padded($0.dayOfYear, 3) },
    Element("01") { padded($0.month) },
    Element("02") { padded($0.day) },
    Element("03") { padded($0.hourOfHalfDay) },
    Element("04") { padded($0.minute) },
    Element("05") { padded($0.second) },
    Element("06") { padded($0.year % 100) },
    Element("15") { padded($0.hour) },
    Element("1") { "\($0.month)" },
    Element("_2006") { "_" + padded($0.year, 4) },
    Element("_2") { ($0.day < 10 ? " " : "") + "\($0.day)" },
    Element("2") { "\($0.day)" },
    Element("3") { "\($0.hourOfHalfDay)" },
    Element("4") { "\($0.minute)" },
    Element("5") { "\($0.second)" },
    Element("PM") { $0.hour < 12 ? "AM" : "PM" },
    Element("pm") { $0.hour < 12 ? "am" : "pm" },
    Element("-07:00") { $0.offset(separator: ":", minutes: true) },
    Element("-0700") { $0.offset(separator: "", minutes: true) },
    Element("-07") { $0.offset(separator: "", minutes: false) },
    Element("Z07:00") { $0.offset == 0 ? "Z" : $0.offset(separator: ":", minutes: true) },
    Element("Z0700") { $0.offset == 0 ? "Z" : $0.offset(separator: "", minutes: true) },
    Element("Z07") { $0.offset == 0 ? "Z" : $0.offset(separator: "", minutes: false) },
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// `.000` prints as many digits as it has zeros; `.999` the same without zeros at the end.
  private func fraction(in layout: Substring) -> (text: String, end: Substring.Index)? {
    guard let point = layout.utf8.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ","),
      let digit = layout.utf8.dropFirst().first,
      digit == UInt8(ascii: "0") || digit == UInt8(ascii: "9")
    else { return nil }
    let run = layout.utf8.dropFirst().prefix { $0 == digit }
    let following = run.endIndex < layout.endIndex ? layout.utf8[run.endIndex] : 0
    guard run.count <= 9, following &- UInt8(ascii: "0") >= 10 else { return nil }
    var digits = Self.padded(nanosecond, 9).prefix(run.count)
    if digit == UInt8(ascii: "9") { while digits.last == "0" { digits.removeLast() } }
    let separator = Character(Unicode.Scalar(point))
    return (digits.isEmpty ? "" : "\(separator)\(digits)", run.endIndex)
  }

  private var hourOfHalfDay: Int { (hour + 11) % 12 + 1 }

  private func offset(separator: String, minutes: Bool) -> String {
    let size = Int(offset.magnitude)
    let hours = (offset < 0 ? "-" : "+") + Self.padded(size / 60)
    return minutes ? hours + separator + Self.padded(size % 60) : hours
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
