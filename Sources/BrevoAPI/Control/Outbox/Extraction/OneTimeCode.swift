/// Finds the code that somebody is to type in: four to eight digits that stand alone, or what else
/// stands beside a word like "code".
enum OneTimeCode {
  /// The most likely code of the first text that has one.
  static func first(in texts: [String]) -> String? {
    texts.lazy.compactMap { code(in: $0) }.first
  }

  private struct Candidate {
    var code: String
    /// How far it is from the nearest word that speaks of codes; nil if there is none near. Codes
    /// mostly come behind that word, so the same way before it counts more.
    var distance: Int?
  }

  /// How many words may lie between a code and the word that announces it.
  private static let reach = (behind: 12, before: 6)

  static func code(in text: String) -> String? {
    let words = words(of: text)
    let announcing = words.indices.filter { isAnnouncing(words[$0]) }
    let candidates = words.indices.compactMap { index -> Candidate? in
      let distances = announcing.compactMap { place -> Int? in
        place < index
          ? (index - place <= reach.behind ? 2 * (index - place) : nil)
          : (place - index <= reach.before ? 2 * (place - index) + 1 : nil)
      }
      let distance = distances.min()
      return code(at: index, of: words, isAnnounced: distance != nil)
        .map { Candidate(code: $0, distance: distance) }
    }
    // Of those that are equally near, one of six digits, which is the usual length; then the first.
    let nearest = candidates.compactMap(\.distance).min()
    let best = candidates.filter { $0.distance == nearest }
    return (best.first { $0.code.utf8.count == 6 } ?? best.first)?.code
  }

  private static func code(at index: Int, of words: [Substring], isAnnounced: Bool) -> String? {
    let word = words[index]
    if let digits = Digits(word) {
      let before = index > 0 ? Digits(words[index - 1]) : nil
      let after = index + 1 < words.count ? Digits(words[index + 1]) : nil
      if before == nil, after == nil {
        guard (4...8).contains(digits.count), isAnnounced || !digits.isYear else { return nil }
        let unit = index + 1 < words.count ? words[index + 1].lowercased() : ""
        return currencies.contains(unit) ? nil : String(word)
      }
      // `123 456`; longer rows of digits are telephone numbers and the like.
      guard isAnnounced, before == nil, digits.count == 3, let after, after.count == 3,
        index + 2 == words.count || Digits(words[index + 2]) == nil
      else { return nil }
      return word + String(words[index + 1])
    }
    return isAnnounced ? grouped(word) : nil
  }

  /// A code with a hyphen: `123-456` and `G-123456` without what is not typed, `AB12-CD34` as it is.
  private static func grouped(_ word: Substring) -> String? {
    let groups = word.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.count == 2 else { return nil }
    let counts = groups.map(\.utf8.count)
    let digits = groups.map { Digits($0) != nil }
    if counts == [3, 3], digits == [true, true] { return groups.joined() }
    if counts[0] == 1, digits == [false, true], (4...8).contains(counts[1]) {
      return String(groups[1])
    }
    let isCode = groups.allSatisfy { group in
      (3...4).contains(group.utf8.count)
        && group.utf8.allSatisfy {
          (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
    }
    return isCode && digits != [true, true] ? String(word) : nil
  }

  private struct Digits {
    let count: Int
    /// Of four digits, as in the line of a copyright.
    let isYear: Bool

    init?(_ word: Substring) {
      guard !word.isEmpty,
        word.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      else { return nil }
      count = word.utf8.count
      isYear = count == 4 && (word.hasPrefix("19") || word.hasPrefix("20"))
    }
  }

  private static let announcements: Set = [
    "otp", "pin", "tan", "token", "passcode", "one-time", "einmalpasswort", "código", "codigo",
    "codice",
  ]
  private static let currencies: Set = ["€", "$", "£", "eur", "euro", "usd", "gbp", "chf", "%"]

  private static func isAnnouncing(_ word: Substring) -> Bool {
    let word = word.lowercased()
    return announcements.contains(word) || word.hasSuffix("code") || word.hasPrefix("verif")
  }

  /// The words of a text without the punctuation around them; `code:1234` is two.
  private static func words(of text: String) -> [Substring] {
    let punctuation = Set(".,;:!?()[]{}<>\"'*„“”‚‘’«»|")
    return text.split(whereSeparator: \.isWhitespace).flatMap { word -> [Substring] in
      if let colon = word.firstIndex(of: ":"), word[..<colon].allSatisfy(\.isLetter) {
        return [word[..<colon], word[colon...].dropFirst()]
      }
      return [word]
    }.map { word in
      var word = word.drop(while: punctuation.contains)
      while let last = word.last, punctuation.contains(last) { word.removeLast() }
      return word
    }.filter { !$0.isEmpty }
  }
}
