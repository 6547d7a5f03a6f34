import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let email = Field.optional("email", .email, "Address that the mail was sent to.")
private let templateID = Field.optional(
  "templateId", .identifier, "Number of the template that the mail was made from.")
private let messageID = Field.optional("messageId", .text, "Message id of the mail.")
private let filters = [email.member.name, templateID.member.name, messageID.member.name]
private let paging = Paging(standard: 500, maximum: 1000)

extension TransactionalEmails {
  static let list = BrevoEndpoint(
    .get, "/smtp/emails", "getTransacEmailsList",
    summary: "Get the list of transactional emails on the basis of allowed filters",
    rateLimit: .emails,
    query: Fields(
      Rule.anyOf(filters, else: .emailFilterMissing), email, templateID, messageID,
      Period.start, Period.end, Period.together, Period.inOrder, Period.atMostOneMonth,
      paging.sort, paging.limit, paging.offset),
    responses: [
      .ok(
        "List of transactional emails",
        .object(
          .optional("count", .integer, "Mails that match, on this page or not."),
          .optional("transactionalEmails", .array(EmailSummary.schema)))),
      .badRequest,
    ]
  ) { call, store in
    let query = call.query
    var filter = EmailFilter(
      period: store.known(Period.instants(query, orLast: 30, at: store.moment)))
    filter.address = query[email]
    filter.templateID = query[templateID]
    let named = query[messageID].map { MessageID($0) }
    filter.messageID = named ?? nil
    // Text that is no message id names no mail.
    let isNowhere = named != nil && filter.messageID == nil
    let (count, emails) =
      isNowhere ? (0, []) : try store.emails.page(filter, paging.page(query))
    if count == 0, store.outcome(Fidelity.emptyEmailList) == .emptyObject { return .ok([:]) }
    let offset = store.settings.offset
    return .ok(
      .object { answer in
        answer.member("count", count)
        answer.array("transactionalEmails") { list in
          for email in emails { list.object { email.write(to: &$0, at: offset) } }
        }
      })
  }
}

extension EmailSummary {
  fileprivate static let schema = Schema.object(
    .required("email", .text(.email)), .required("subject", .text),
    .required("messageId", .text), .required("uuid", .text(.uuid)),
    .required("date", .text(.dateTime), "With the account's offset."),
    .optional("templateId", .integer, "Only of mail made from a template."),
    .required("from", .text), .required("tags", .array(.text)))

  fileprivate func write(to email: inout JSONObjectWriter, at offset: UTCOffset) {
    email.member("email", address)
    email.member("subject", subject)
    email.member("templateId", templateID)
    email.member("messageId", messageID.text)
    email.member("uuid", uuid)
    email.member("date", sentAt, at: offset)
    email.member("from", from)
    email.member("tags", tags)
  }
}
