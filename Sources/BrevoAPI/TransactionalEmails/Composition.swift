import APIContract
import BrevoStore
import JSON

/// A mail as it was asked for: its texts are still in the template language.
///
/// A class, because it is put together step by step, and the messages are made of it.
final class Composition {
  var sender: Mailbox
  var content: Content
  var template: EmailTemplate?
  var replyTo: Mailbox?
  var headers = MailHeaders()
  var attachments: [Attachment] = []
  var tags: [String] = []
  var params = JSONObject()

  /// A mail without a template; its sender is still to be named.
  init(_ content: Content) {
    self.content = content
    sender = Mailbox(email: "")
  }

  /// A mail that says what `template` says.
  init(template: EmailTemplate) {
    self.template = template
    sender = template.sender
    content = Content(subject: template.subject, html: template.html, text: nil)
    if !template.replyTo.isEmpty { replyTo = Mailbox(email: template.replyTo) }
    if let url = template.attachmentURL {
      attachments = [Attachment(name: FileFormats.name(ofURL: url), url: url)]
    }
  }

  /// The same mail, to be changed for a version.
  init(_ mail: Composition) {
    sender = mail.sender
    content = mail.content
    template = mail.template
    replyTo = mail.replyTo
    headers = mail.headers
    attachments = mail.attachments
    tags = mail.tags
    params = mail.params
  }

  /// The tag that events show.
  fileprivate var tag: String? {
    if let tag = tags.first ?? headers.tag { return tag }
    guard let template, !template.tag.isEmpty else { return nil }
    return template.tag
  }
}

extension Transaction {
  /// The message that `mail` becomes for these recipients: rendered, but not stored yet.
  func compose(
    _ mail: Composition, to recipients: [Recipient], version: Int64? = nil, isTest: Bool = false
  ) throws -> Message {
    if mail.template?.attachmentURL != nil, recipients.count > 99 {
      throw APIError.tooManyRecipientsOfAttachment
    }
    let message = drawMessage(version: version, from: mail.sender, mail.content)
    message.replyTo = mail.replyTo
    message.templateID = mail.template?.id
    message.tag = mail.tag
    message.tags = mail.tags
    message.headers = mail.headers.fields
    message.attachments = mail.attachments
    message.isTest = isTest
    message.recipients = recipients
    try MailRenderer(store: self, params: mail.params, toField: mail.template?.toField)
      .render(message)
    try message.checkLengthOfToHeader()
    return message
  }
}

extension Message {
  private static let maximumToHeader = 4096

  fileprivate func checkLengthOfToHeader() throws(APIError) {
    // Between two recipients stand a comma and a blank.
    var count = -2
    for recipient in recipients where recipient.kind == .to {
      count += recipient.mailbox.email.utf8.count + 2
      if let name = recipient.mailbox.name { count += name.utf8.count + 3 }
    }
    guard count < Self.maximumToHeader else {
      throw .headersTooLong(count, maximum: Self.maximumToHeader)
    }
  }
}
