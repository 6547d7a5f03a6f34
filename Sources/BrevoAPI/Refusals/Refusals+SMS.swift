package import APIContract
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

  // MARK: Campaigns

  static let campaignUnknown = notFound(text: "Campaign ID not found")
  static let campaignIDInvalid = invalid("campaignId")
  /// https://github.com/sendinblue/APIv3-php-library/issues/71, of campaigns of mail.
  static let recipientsInvalid = invalid(text: "Invalid Recipients format")
  static let listIDsMissing = missing("listIds")
  static let listUnknown = invalid(text: "List ID does not exist")
  static let stopMissing = invalid(text: "unsubscribeInstruction should include the word STOP")
  static let datesWithOtherStatus = invalid(
    text: "startDate and endDate are only compatible with status sent")
  /// The log of a newsletter project, August 2026, of campaigns of mail.
  package static let campaignsUnderValidation = accountUnderValidation(
    .paymentRequired,
    text: "Your account is under validation. You can not create another campaign.")

  // MARK: What a campaign's state forbids

  static let campaignAlreadySent = campaignSent(text: "Campaign is already sent")
  static let campaignInProcess = campaignProcessing(text: "Campaign is being sent")
  static let campaignNotDeletable = invalid(text: "Only draft campaigns can be deleted")
  static let campaignNotDeletableObserved = permissionDenied(
    text: "Only draft campaigns can be deleted")
  static let campaignNotSentYet = invalid(text: "Campaign is not sent yet")
  static let campaignStatusForbidden = invalid(
    text: "status is not possible for the status that the campaign has")
  static let campaignNotOfTemplate = invalid(
    text: "replicateTemplate is only possible for template campaigns")

  // MARK: Sending a campaign

  private static let couldNotBeSent = "SMS Campaign could not be sent"
  static let campaignNotSent = invalid(text: couldNotBeSent)
  static let campaignNotSentAgain = campaignSent(text: couldNotBeSent)
  static let campaignNotSentTwice = campaignProcessing(text: couldNotBeSent)
  static let campaignCreditsSpent = notEnoughCredits(.paymentRequired, text: campaignCredits)
  /// Of those operations for which the documents list no 402.
  static let campaignCreditsSpentUnlisted = notEnoughCredits(.badRequest, text: campaignCredits)
  package static let campaignsUnderValidationUnlisted = accountUnderValidation(
    .badRequest, text: campaignsUnderValidation.message)
  private static let campaignCredits =
    "You don't have enough credit to send your campaign. Please update your plan"
  static let smsTestCreditsSpent = notEnoughCredits(.badRequest, text: smsCreditsSpent.message)

  static func smsTestNotSent(_ details: JSONObject) -> Self {
    invalid(text: "The SMS could not be sent to all recipients", details: details)
  }
}
