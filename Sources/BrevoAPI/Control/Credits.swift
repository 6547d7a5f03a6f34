import APIContract
import BrevoStore
import HTTP
import JSON

private let email = Field.optional(
  "email", .integer(0 ... .max), "How many recipients of mail are left.")
private let sms = Field.optional("sms", .amount, "What is left for text messages.")

extension Control {
  static let getCredits = BrevoEndpoint(
    .get, "/credits", "getCredits",
    summary: "Tell what is left of the account's credits",
    responses: [.ok("the credits", creditsSchema)]
  ) { _, store in
    .ok(store.creditsJSON)
  }

  static let setCredits = BrevoEndpoint(
    .put, "/credits", "setCredits",
    summary: "Set what is left of the account's credits",
    body: .required(email, sms),
    responses: [.ok("the credits as they are now", creditsSchema), .badRequest]
  ) { call, store in
    if let count = call.body[email] { try store.setEmailCredits(count) }
    if let count = call.body[sms] { try store.setSMSCredits(count) }
    return .ok(store.creditsJSON)
  }

  private static let creditsSchema = Schema.object(
    .required("email", .integer), .required("sms", .number))
}

extension Transaction {
  fileprivate var creditsJSON: JSONValue {
    ["email": .int(emailCredits), "sms": .amount(smsCredits)]
  }
}
