import APIContract
import BrevoStore
import HTTP
import JSON
import TemplateLanguage

private let phoneNumber = Field.optional(
  "phoneNumber", .text,
  "Number of one of the account's contacts, with its country code; it must not be blacklisted.")
private let given = Rule("`phoneNumber` is given, and a telephone number.") {
  inputs, _ throws(APIError) in
  guard let text = inputs[phoneNumber] else { throw .missing(phoneNumber.member.name) }
  guard PhoneNumber(text) != nil else { throw .phoneNumberInvalid }
}

extension SMSCampaigns {
  static let sendTest = BrevoEndpoint(
    .post, "/smsCampaigns/{campaignId}/sendTest", "sendTestSms",
    summary: "Send a test of an SMS campaign",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    body: .required(phoneNumber, given),
    responses: [
      .noContent("Test SMS has been sent successfully to the recipient"),
      Response(
        .badRequest, "Test SMS could not be sent to the following email addresses",
        .object(
          .required("code", .text), .required("message", .text),
          .optional("unexistingSms", .array(.text), "No contacts of the account."),
          .optional("withoutListSms", .array(.text), "Contacts in no list."))),
      .refused(.campaignUnknown),
    ]
  ) { call, store in
    var campaign = try store.smsCampaign(call.path)
    guard let number = call.body[phoneNumber].flatMap({ PhoneNumber($0) }) else {
      throw APIError.phoneNumberInvalid
    }
    let contact = try store.testRecipient(number)
    _ = try store.outcome(of: .sendTest, on: campaign)
    let message = try campaign.test(to: contact, number)
    guard store.smsCredits >= message.credits else { throw APIError.smsTestCreditsSpent }
    _ = try store.accept(message)
    campaign.isTestSent = true
    try store.smsCampaigns.update(campaign)
    return .noContent
  }
}

extension Transaction {
  /// The contact with that number, if it may get a test.
  fileprivate func testRecipient(_ number: PhoneNumber) throws -> Contact {
    // The documents write the number as an address; the contacts' own ends in mailin-sms.com.
    let address: JSONValue = .array([.string("\(number.digits)@mailin.com")])
    guard let contact = try contacts.contact(number) else {
      throw APIError.smsTestNotSent(["unexistingSms": address])
    }
    guard try contactLists.hasMember(contact: contact.id) else {
      throw APIError.smsTestNotSent(["withoutListSms": address])
    }
    guard try !contacts.isBlacklisted(number) else { throw APIError.smsTestNotSent([:]) }
    return contact
  }
}
