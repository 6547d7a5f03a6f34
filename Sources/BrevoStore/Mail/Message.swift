package import CivilTime

/// What one request, or one of its versions, sends: rendered, but for what is a recipient's own.
///
/// A class, because it is put together step by step, and never copied.
package final class Message {
  /// Its row, which its ids come from.
  let row: Int64
  /// Which version of its request it is, counted from 1; nil if the request has none.
  let version: Int64?
  package let sender: Mailbox
  package var replyTo: Mailbox?
  package var content: Content
  package var templateID: Int64?
  /// The one tag that events show.
  package var tag: String?
  package var tags: [String] = []
  package var headers: [(name: String, value: String)] = []
  package var attachments: [Attachment] = []
  package var recipients: [Recipient] = []
  /// Whether it is a test of a template.
  package var isTest = false
  /// Why it will not leave although it was accepted.
  package var fault: String?

  init(row: Int64, version: Int64?, sender: Mailbox, content: Content) {
    self.row = row
    self.version = version
    self.sender = sender
    self.content = content
  }
}

/// The rendered texts of a mail.
package struct Content: Sendable, Equatable {
  package var subject: String
  package var html: String?
  package var text: String?

  package init(subject: String, html: String?, text: String?) {
    self.subject = subject
    self.html = html
    self.text = text
  }
}

package struct Recipient: Sendable {
  /// Stored as numbers, which never change.
  package enum Kind: Int64, Sendable {
    case to = 0
    case cc = 1
    case bcc = 2
  }

  package var kind: Kind
  package var mailbox: Mailbox
  /// Where this recipient reads something else than the message says.
  package var ownContent: Content?

  package init(_ kind: Kind, _ mailbox: Mailbox) {
    self.kind = kind
    self.mailbox = mailbox
  }
}

/// A file that travels with a mail: its content, or the address where it was said to lie.
package struct Attachment: Sendable, Equatable {
  package var name: String
  package var url: String?
  /// In Base64, as it was received.
  package var content: String?

  package init(name: String, url: String? = nil, content: String? = nil) {
    self.name = name
    self.url = url
    self.content = content
  }
}

/// When a message leaves: at once, or later and in a batch.
package enum Departure: Sendable {
  case now
  case scheduled(at: Instant, batch: String)
}

extension Message {
  /// All words that statistics find it by, each once.
  var allTags: [String] { Self.allTags(tags: tags, tag: tag) }

  static func allTags(tags: [String], tag: String?) -> [String] {
    if tags.isEmpty || tags.count == 1 && tag == nil { return tag.map { [$0] } ?? tags }
    if tags.count == 1, tag == tags[0] { return tags }
    var seen: Set<String> = []
    return (tags + [tag].compactMap(\.self)).filter { seen.insert($0).inserted }
  }
}
