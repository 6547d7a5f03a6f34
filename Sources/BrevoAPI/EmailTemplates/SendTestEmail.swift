import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let addresses = Field.optional(
  "emailTo", .list(of: .email, count: 0 ... .max),
  "Contacts who get the test; without any, all members of the test list."
).refused(item: .testAddressInvalid)

/// Test mails in one day of the account's calendar.
private let maximumPerDay = 50

extension EmailTemplates {
  static let sendTest = BrevoEndpoint(
    .post, "/smtp/templates/{templateId}/sendTest", "sendTestTemplate",
    summary: "Send a template to your test list",
    rateLimit: .smtp,
    path: Fields(TemplateFields.id),
    body: .optional(addresses),
    responses: [
      .noContent("Test email has been sent successfully to all recipients"),
      Response(
        .badRequest, "Test email could not be sent to the following email addresses",
        .object(
          .required("code", .text), .required("message", .text),
          .optional("unexistingEmails", .array(.text), "No contacts of the account."),
          .optional("withoutListEmails", .array(.text), "Contacts in no list."),
          .optional("blackListedEmails", .array(.text), "Contacts that are blocked."))),
      .refused(.templateUnknown),
    ]
  ) { call, store in
    var template = try store.template(call.path)
    let named = call.body[addresses] ?? []
    let recipients =
      named.isEmpty ? try store.testList : try store.testRecipients(named, of: template)
    guard !recipients.isEmpty else { throw APIError.testListEmpty }
    let today = store.moment.today.start(at: store.settings.offset)
    let sent = try store.emails.tests(since: today)
    guard sent + recipients.count <= maximumPerDay else { throw APIError.tooManyTests }

    for recipient in recipients {
      let mail = Composition(template: template)
      try store.accept(store.compose(mail, to: [Recipient(.to, recipient)], isTest: true), .now)
    }
    template.isTestSent = true
    try store.templates.update(template)
    return .noContent
  }
}

extension Transaction {
  fileprivate var testList: [Mailbox] {
    get throws {
      try contacts.contacts(inList: ContactListTable.testList)
        .compactMap { contact in contact.email.map { Mailbox(email: $0) } }
    }
  }

  /// The mailboxes of `addresses`, if all of them may get a test.
  fileprivate func testRecipients(
    _ addresses: [String], of template: EmailTemplate
  ) throws -> [Mailbox] {
    var unknown: [JSONValue] = []
    var withoutList: [JSONValue] = []
    var blocked: [JSONValue] = []
    for address in addresses {
      guard let contact = try contacts.contact(email: address) else {
        unknown.append(.string(address))
        continue
      }
      if try !contactLists.hasMember(contact: contact.id) { withoutList.append(.string(address)) }
      if try contact.isEmailBlacklisted || isBlocked(address, sender: template.sender.email) {
        blocked.append(.string(address))
      }
    }
    let refused: JSONObject = [
      "unexistingEmails": unknown.isEmpty ? nil : .array(unknown),
      "withoutListEmails": withoutList.isEmpty ? nil : .array(withoutList),
      "blackListedEmails": blocked.isEmpty ? nil : .array(blocked),
    ]
    guard refused.members.isEmpty else { throw APIError.testNotSent(refused) }
    return addresses.map { Mailbox(email: $0) }
  }
}
