import APIContract
import BrevoStore

/// What bodies say of a text message, be it one or a campaign of them.
enum SMSFields {
  static let sender = Field.optional("sender", .text, "Who it comes from.")
  static let content = Field.optional(
    "content", .text,
    """
    At most 765 characters, or 402 in Unicode, with what stands around it. `[STOP_CODE]` becomes \
    the code that stops further messages.
    """)
  static let isUnicode = Field.optional(
    "unicodeEnabled", .boolean,
    "Whether the text is sent in Unicode. Otherwise special characters are replaced.")
  static let prefix = Field.optional(
    "organisationPrefix", .text(mayBeBlank: true), "Stands before the content, and counts.")

  static let senderAdmitted = Rule(
    "`sender` has letters and digits only: at most 11, or 15 if all are digits."
  ) { inputs, _ throws(APIError) in
    guard let sender = inputs[sender] else { return }
    guard sender.utf8.allSatisfy({ $0.isDigit || $0.isLetter }) else {
      throw .smsSenderNotAlphanumeric
    }
    let maximum = sender.utf8.allSatisfy(\.isDigit) ? 15 : 11
    guard sender.utf8.count <= maximum else { throw .smsSenderTooLong }
  }
}

extension SMSComposition {
  func checkLength() throws(APIError) {
    let text = text
    guard !text.isTooLong else { throw .smsTooLong(maximum: text.encoding.maximum) }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
