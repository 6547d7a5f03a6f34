/// A text as a telephone shows it, and how many messages of the network it takes.
package struct SMSText: Sendable, Equatable {
  package enum Encoding: Sendable {
    /// The characters of GSM 03.38; others are replaced.
    case gsm
    /// UTF-16.
    case unicode

    /// The most units of a text that is one message.
    var unitsOfOne: Int { self == .gsm ? 160 : 70 }
    /// The most units of each message of a text that is several.
    var unitsOfEach: Int { self == .gsm ? 153 : 67 }
    /// The most units of a text: the vendor's page has 765 and 402.
    package var maximum: Int { self == .gsm ? 765 : 402 }
  }

  package let shown: String
  package let encoding: Encoding
  package let units: Int

  /// Unicode counts for a whole text, whatever is in it.
  package init(_ text: String, _ encoding: Encoding) {
    self.encoding = encoding
    switch encoding {
    case .unicode:
      shown = text
      units = text.utf16.count
    case .gsm:
      var shown = ""
      var units = 0
      for character in text {
        let (text, count) = GSMAlphabet.shown(character)
        shown += text
        units += count
      }
      self.shown = shown
      self.units = units
    }
  }

  package var segments: Int {
    guard units > encoding.unitsOfOne else { return 1 }
    return (units + encoding.unitsOfEach - 1) / encoding.unitsOfEach
  }

  package var isTooLong: Bool { units > encoding.maximum }

  /// What it costs. Assumed: a credit for each message of the network, whatever its country.
  package var credits: Double { Double(segments) }
}

/// What somebody wrote to be sent: the content, and what stands around it.
package struct SMSComposition: Sendable, Equatable {
  package var content: String
  /// Who writes; empty if that is not said. So is the instruction.
  package var prefix: String
  package var instruction: String
  package var encoding: SMSText.Encoding

  package init(
    content: String, prefix: String = "", instruction: String = "",
    encoding: SMSText.Encoding = .gsm
  ) {
    self.content = content
    self.prefix = prefix
    self.instruction = instruction
    self.encoding = encoding
  }

  /// Stands for the short code that stops further messages.
  private static let stopCodeMark = "[STOP_CODE]"
  /// Assumed: the vendor's codes differ by country.
  private static let stopCode = "36111"

  package var hasStopCode: Bool { content.contains(Self.stopCodeMark) }

  /// The content with the short code in it.
  package var codedContent: String { content.replacing(Self.stopCodeMark, with: Self.stopCode) }

  /// The text to be sent: all of it counts. What stands between the parts is assumed.
  package var text: SMSText { text(codedContent) }

  /// The text to be sent with another content, which has been filled in for a recipient.
  package func text(_ content: String) -> SMSText {
    var text = prefix.isEmpty ? content : "\(prefix): \(content)"
    if !instruction.isEmpty { text += " \(instruction)" }
    return SMSText(text, encoding)
  }
}
