import APIContract
import BrevoStore
import MIME

extension OutboxMessage.Kind {
  /// Whether it travels as mail does.
  var isMail: Bool { self == .email || self == .notice }
}

extension Outbox {
  /// A mail as it would have travelled. Of a file that only a URL is known of, the head names that
  /// URL.
  func mime(_ message: OutboxMessage) throws -> MIMEMessage {
    let mail = message.mail
    var mime = MIMEMessage(
      from: MIMEAddress(message.from, name: mail?.senderName), date: message.at)
    if let mail {
      let recipients = try recipients(of: message.id)
      mime.to = recipients.filter { $0.kind == .to }.map { MIMEAddress($0.mailbox) }
      mime.cc = recipients.filter { $0.kind == .cc }.map { MIMEAddress($0.mailbox) }
      mime.replyTo = mail.replyTo.map { MIMEAddress($0) }
      mime.messageID = mail.messageID.text
      mime.fields = mail.headers
    } else {
      mime.to = [MIMEAddress(message.to)]
      mime.messageID = "<\(message.id)@\(message.from.drop { $0 != "@" }.dropFirst())>"
    }
    mime.subject = message.subject
    mime.text = message.text
    mime.html = message.html
    for (index, file) in message.files.enumerated() {
      switch try content(of: message.id, at: index) {
      case .base64(let text)?:
        mime.files.append(
          MIMEFile(
            name: file.name, mediaType: "application/octet-stream", bytes: Base64.decoded(text)))
      case .bytes(let bytes, let mediaType)?:
        mime.files.append(MIMEFile(name: file.name, mediaType: mediaType, bytes: bytes))
      case nil: mime.fields.append((name: "X-Attachment-Url", value: file.url ?? ""))
      }
    }
    return mime
  }
}

extension MIMEAddress {
  fileprivate init(_ mailbox: Mailbox) { self.init(mailbox.email, name: mailbox.name) }
}
