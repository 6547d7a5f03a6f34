/// Finds the link that a mail is about.
enum Links {
  private static let schemes = ["https://", "http://"]

  static func isLink(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return schemes.contains { start.hasPrefix($0) && text.utf8.count > $0.utf8.count }
  }

  /// The first link; those that every mail has at its foot only if there is no other.
  static func first(of links: [String]) -> String? {
    links.first { !isOfFoot($0) } ?? links.first
  }

  private static func isOfFoot(_ link: String) -> Bool {
    let path = link.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
    return Control.emailOfLink(String(path)) != nil || link.lowercased().contains("unsubscribe")
  }

  /// The links that stand in plain text.
  static func all(in text: String) -> [String] {
    text.split { $0.isWhitespace || "<>\"".contains($0) }.compactMap { word in
      let lowercased = word.lowercased()
      guard let start = lowercased.firstRange(of: "http") else { return nil }
      let before = lowercased.distance(from: lowercased.startIndex, to: start.lowerBound)
      let link = withoutPunctuation(word.dropFirst(before))
      return isLink(link) ? link : nil
    }
  }

  /// A sentence may end behind a link, or go on behind a bracket.
  private static func withoutPunctuation(_ link: Substring) -> String {
    var link = link
    while let last = link.last {
      guard ".,;:!?'*]}".contains(last) || last == ")" && !link.contains("(") else {
        break
      }
      link.removeLast()
    }
    return String(link)
  }
}
