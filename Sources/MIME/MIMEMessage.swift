package import CivilTime

/// A mail as it travels: RFC 5322 around MIME, seven bits wide but for addresses beyond ASCII.
///
/// Texts are written as UTF-8 in quoted-printable, files in Base64. The same message gives the same
/// bytes.
package struct MIMEMessage: Sendable {
  package var from: MIMEAddress
  package var to: [MIMEAddress] = []
  package var cc: [MIMEAddress] = []
  package var replyTo: MIMEAddress?
  package var subject: String?
  package var date: Instant
  /// In its angle brackets.
  package var messageID: String?
  /// Further fields of the head. Those that the message writes itself, and names that no head can
  /// have, are left out.
  package var fields: [(name: String, value: String)] = []
  package var text: String?
  package var html: String?
  package var files: [MIMEFile] = []

  package init(from: MIMEAddress, date: Instant) {
    self.from = from
    self.date = date
  }

  /// The message with its line ends of CR and LF.
  package var bytes: [UInt8] {
    var output = head
    let texts = [
      text.map { MIMEPart(text: $0, subtype: "plain") },
      html.map { MIMEPart(text: $0, subtype: "html") },
    ].compactMap(\.self)
    var body =
      switch texts.count {
      case 0: MIMEPart(text: "", subtype: "plain")
      case 1: texts[0]
      default: MIMEPart(texts, subtype: "alternative")
      }
    if !files.isEmpty {
      body = MIMEPart([body] + files.map(MIMEPart.init(file:)), subtype: "mixed")
    }
    output += body.head
    output += "\r\n"
    output += body.content
    return Array(output.utf8)
  }

  private var head: String {
    var head = HeaderField("From", [from]).text
    if !to.isEmpty { head += HeaderField("To", to).text }
    if !cc.isEmpty { head += HeaderField("Cc", cc).text }
    if let replyTo { head += HeaderField("Reply-To", [replyTo]).text }
    if let subject { head += HeaderField("Subject", subject).text }
    head += "Date: \(date.inMailHead)\r\n"
    if let messageID { head += "Message-ID: \(messageID)\r\n" }
    for (name, value) in fields where Self.isFree(name) { head += HeaderField(name, value).text }
    return head + "MIME-Version: 1.0\r\n"
  }

  /// Whether a field of that name is the caller's own to write.
  private static func isFree(_ name: String) -> Bool {
    guard HeaderField.isName(name) else { return false }
    let name = name.lowercased()
    return !written.contains(name) && !name.hasPrefix("content-")
  }

  private static let written: Set = [
    "from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "mime-version",
  ]
}

/// An address, and the name shown beside it.
package struct MIMEAddress: Sendable {
  package var address: String
  package var name: String?

  package init(_ address: String, name: String? = nil) {
    self.address = address
    self.name = name
  }
}

/// A file that travels with a message.
package struct MIMEFile: Sendable {
  package var name: String
  package var mediaType: String
  package var bytes: [UInt8]

  package init(name: String, mediaType: String, bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
  }
}
