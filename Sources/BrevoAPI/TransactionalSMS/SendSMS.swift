import APIContract
import BrevoStore
import HTTP
import JSON

private let recipient = Field.required(
  "recipient", .text, "Number with its country code, of 6 to 15 digits.")
private let recipientAdmitted = Rule("`recipient` is a telephone number.") {
  inputs, _ throws(APIError) in
  guard PhoneNumber(inputs[recipient]) != nil else { throw .phoneNumberInvalid }
}
private let purpose = Field.optional(
  "type", .one(of: TextMessage.Purpose.self), default: .transactional,
  "A text with a stop code is marketing, whatever is said here.")
private let tag = Field.optional(
  "tag", .textOrTexts(upTo: 10), "A word to find the message by, or up to ten of them.")
private let webURL = Field.optional(
  "webUrl", .text, "Is called for every event of the message; its scheme may be left out.")
private let webURLAdmitted = Rule("`webUrl` is a URL, with or without its scheme.") {
  inputs, _ throws(APIError) in
  guard let url = inputs[webURL] else { return }
  guard WebURL.withScheme(url) != nil else { throw .invalid(webURL.member.name) }
}

extension TransactionalSMS {
  static let send = BrevoEndpoint(
    .post, "/transactionalSMS/sms", "sendTransacSms",
    summary: "Send a text message to a mobile number",
    rateLimit: .sms,
    body: .required(
      SMSFields.sender.required(), SMSFields.senderAdmitted, recipient, recipientAdmitted,
      SMSFields.content.required(), purpose, tag, webURL, webURLAdmitted, SMSFields.isUnicode,
      SMSFields.prefix),
    responses: [
      .created(
        "SMS has been sent successfully to the recipient",
        .object(
          .required("reference", .text),
          .required("messageId", .integer, "Microseconds since 1970."),
          .required("smsCount", .integer, "How many messages of the network it takes."),
          .required("usedCredits", .number, "For all of these together."),
          .required("remainingCredits", .number))),
      .badRequest, .refused(.smsCreditsSpent),
    ]
  ) { call, store in
    let message = try message(call.body)
    guard store.smsCredits >= message.text.credits else { throw APIError.smsCreditsSpent }
    let receipt = try store.accept(message)
    return .created([
      "reference": .string(receipt.reference), "messageId": .int(receipt.id),
      "smsCount": .int(Int64(message.text.segments)),
      "usedCredits": .amount(message.text.credits),
      "remainingCredits": .amount(receipt.remainingCredits),
    ])
  }

  private static func message(_ body: Inputs) throws(APIError) -> TextMessage {
    guard let number = PhoneNumber(body[recipient]) else { throw .phoneNumberInvalid }
    let composition = SMSComposition(
      content: body[SMSFields.content] ?? "", prefix: body[SMSFields.prefix] ?? "",
      encoding: body[SMSFields.isUnicode] ?? false ? .unicode : .gsm)
    try composition.checkLength()
    var message = TextMessage(
      from: body[SMSFields.sender] ?? "", to: number, composition.text,
      composition.hasStopCode ? .marketing : body[purpose])
    message.tag = body[tag]
    message.webURL = body[webURL].flatMap(WebURL.withScheme)
    return message
  }
}

/// The documents' samples of `webUrl` have no scheme.
private enum WebURL {
  /// The URL with its scheme; nil if it is none.
  static func withScheme(_ text: String) -> String? {
    if Schema.Format.uri.admits(text) { return text }
    let host = text.prefix { !"/:?#".contains($0) }
    let url = "http://\(text)"
    guard host == "localhost" || Schema.Format.hostname.admits(String(host)),
      Schema.Format.uri.admits(url)
    else { return nil }
    return url
  }
}

extension Shape<JSONValue> {
  /// A text, or an array of at most so many of them.
  fileprivate static func textOrTexts(upTo count: Int) -> Self {
    let text = Shape<String>.text.schema
    return Self(.oneOf([text, .array(text, count: 1...count)])) { $0 }
  }
}
