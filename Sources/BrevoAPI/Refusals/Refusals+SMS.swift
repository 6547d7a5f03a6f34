import APIContract
import HTTP
import JSON

/// What clients are told when a text message or a campaign of them is refused.
extension APIError {
  // MARK: Text messages

  /// https://github.com/sendinblue/APIv3-nodejs-library/issues/65
  static let smsSenderNotAlphanumeric = invalid(text: "Only alphanumeric characters are allowed")
  static let smsSenderTooLong = invalid(
    text: "sender should not exceed 11 alphanumeric or 15 numeric characters")
  static let phoneNumberInvalid = invalid(text: "Invalid phone number")
  static func smsTooLong(maximum: Int) -> Self {
    invalid(text: "content should not exceed \(maximum) characters")
  }
  static let smsCreditsSpent = notEnoughCredits(
    .paymentRequired,
    text: "You don't have enough credit to send your SMS. Please update your plan")
}
