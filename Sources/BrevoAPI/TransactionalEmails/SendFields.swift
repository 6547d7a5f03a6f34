import APIContract
import BrevoStore
import CivilTime
import JSON

/// The properties of a mail to be sent, in the order in which they are checked.
enum SendFields {
  static let templateID = Field.optional(
    "templateId", .identifier, "Number of an active template."
  ).refused(invalid: .templateIDInvalid)

  static let senderFields = SenderFields(both: .senderBothOfSend, ignoresNameWithID: true)
  static let sender = Field.optional("sender", senderFields.shape, "Who the mail comes from.")
    .required(unless: templateID)

  private static let parties = Shape.list(of: Party.shape)
  static let messageVersions = Field.optional(
    "messageVersions", .list(of: VersionFields.shape, count: 1...1000),
    "Variants of the mail, each to recipients of its own.")
  static let to = Field.optional("to", parties, "Recipients.")
    .required(unless: messageVersions).ignored(with: messageVersions)
  static let cc = Field.optional("cc", parties, "Recipients of a copy.")
  static let bcc = Field.optional("bcc", parties, "Recipients of a hidden copy.")

  static let subject = Field.optional("subject", .text, "Overrides the template's.")
  static let htmlContent = Field.optional(
    "htmlContent", .text, "Body in the template language."
  ).ignored(with: templateID)
  static let textContent = Field.optional(
    "textContent", .text, "Plain text body in the template language."
  ).ignored(with: templateID)

  static let replyTo = Field.optional("replyTo", Party.shape, "Where answers go to.")
  static let headers = Field.optional(
    "headers", .dictionary(of: .text(mayBeBlank: true)),
    "Fields of the mail's head. `idempotencyKey` and `X-Sib-Sandbox` speak to the service instead."
  ).refused(invalid: .headersInvalid)
  static let attachment = Field.optional(
    "attachment", .list(of: AttachmentFields.shape), "Files to attach.")
  static let tags = Field.optional("tags", .list(of: .text), "Words to find the mail by.")
  static let params = Field.optional(
    "params", .dictionary, "What the template language reads as `params`.")
  static let scheduledAt = Field.optional(
    "scheduledAt", .dateTime, "When the mail leaves; at most 72 hours from now.")
  static let batchID = Field.optional(
    "batchId", .text(.uuid), "Joins scheduled mails."
  ).ignored(without: scheduledAt)

  static let all = Body.required(
    templateID, sender, messageVersions, to, cc, bcc, recipientsInAll, subjectGiven, subject,
    contentGiven, htmlContent, textContent, contentOfVersions, replyTo, headers, attachment,
    sizeOfMail, tags, params, sizeOfParams, scheduledAt, departureInReach, batchID)
}

/// A variant of the mail; what it does not say, the mail says.
enum VersionFields {
  static let to = Field.required("to", .list(of: Party.shape), "Recipients.")
  static let cc = Field.optional("cc", .list(of: Party.shape))
  static let bcc = Field.optional("bcc", .list(of: Party.shape))
  static let params = Field.optional("params", .dictionary, "Laid over the mail's.")
  static let replyTo = Field.optional("replyTo", Party.shape)
  static let subject = Field.optional("subject", .text)
  static let htmlContent = Field.optional("htmlContent", .text)
  static let textContent = Field.optional("textContent", .text)
  /// In no document, but honoured: https://github.com/anymail/django-anymail, live tests.
  static let headers = Field.optional(
    "headers", .dictionary(of: .text(mayBeBlank: true)), "Laid over the mail's."
  ).refused(invalid: .headersInvalid)

  static let shape = Shape<Inputs>.object(
    to, cc, bcc, params, replyTo, subject, htmlContent, textContent, headers)
}
