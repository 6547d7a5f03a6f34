package import APIContract
import HTTP
import JSON

/// What clients are told when a request of ours is refused. Each text stands here and nowhere else.
///
/// Those without a source are our own, in the service's style.
extension APIError {
  // MARK: Senders

  static let senderNeitherIDNorEmail = missing(
    text: "One of sender email or sender ID is mandatory")
  /// The sending endpoint calls it missing, the template endpoints invalid, with a full stop.
  static let senderBothOfSend = missing(
    text: "Only one of Sender ID or Sender Email can be passed for the same request")
  static let senderBothOfTemplate = invalid(
    text: "Only one of Sender ID or Sender Email can be passed for the same request.")
  static let senderEmailInvalid = invalid(text: "valid sender email required")
  static let senderNameMissing = missing("sender name")
  static let senderInactive = invalid(text: "Sender is invalid / inactive")

  // MARK: Content of a mail

  /// https://github.com/getbrevo/brevo-ruby/issues/16
  static let contentMissing = missing(text: "Either of htmlContent or textContent is required")
  static let versionContentWithoutGlobal = invalid(
    text: "htmlContent or textContent in messageVersions is only valid with a global one")
  static let subjectMissing = missing("subject")
  /// https://github.com/anymail/django-anymail/issues/288
  static let headersInvalid = invalid(text: "Invalid headers")
  /// https://github.com/sendinblue/APIv3-nodejs-library/issues/122
  static func headersTooLong(_ count: Int, maximum: Int) -> Self {
    invalidForMailer(
      text: "Unexpected long headers length, got: \(count) want: less than \(maximum) chars")
  }
  static let paramsTooLarge = outOfRange(
    text: "params should not exceed 100 KB in a version, and 1000 KB in all")
  static let tooManyRecipients = outOfRange(
    text: "Number of recipients should not exceed 2000 in a request")
  static let tooManyRecipientsOfVersion = outOfRange(
    text: "Number of recipients should not exceed 99 in messageVersions")
  static let tooManyRecipientsOfAttachment = outOfRange(
    text: "Number of recipients should not exceed 99 with a template that has an attachment")

  // MARK: Attachments

  /// https://github.com/sendinblue/APIv3-nodejs-library/issues/144
  static let attachmentContentInvalid = invalid(text: "'content' is not valid in attachment")
  static let attachmentEmpty = missing(text: "Either of url or content is required in attachment")
  static let attachmentBoth = invalid(
    text: "Only one of url or content can be passed in attachment")
  static let attachmentNameMissing = missing(text: "name is missing in attachment")
  static let attachmentFormat = invalid(text: "Unsupported file format")
  static let attachmentTooLarge = outOfRange(text: "attachment should be smaller than 4 MB")
  static let mailTooLarge = outOfRange(text: "The email should not exceed 20 MB")

  // MARK: Scheduling

  static let scheduledInPast = invalid(text: "scheduledAt should be a future date")
  static let scheduledTooLate = invalid(
    text: "scheduledAt should be within the next 72 hours")
  static let requestRepeated = repeated(text: "Request already processed")

  static let creditsSpent = notEnoughCredits(.badRequest, text: "Not enough credits")
  /// Production logs of several projects, 2025 and 2026.
  package static let sendingNotActivated = permissionDenied(
    text:
      "Unable to send email. Your SMTP account is not yet activated. Please contact us at contact@brevo.com to request activation"
  )
  static let identifierInvalid = invalid(text: "Invalid parameters passed")
  static let identifierUnknown = notFound(text: "Record(s) for identifier not found")
  static let messageUnknown = notFound(text: "Message ID not found")

  // MARK: Blocks

  static let blockedContactUnknown = notFound(text: "Contact email not found")
  static let blockedDomainUnknown = notFound(text: "Domain does not exist")
  static let blockedDomainExists = duplicate(text: "Domain already exists")

  // MARK: Lists

  /// https://github.com/sendinblue/APIv3-nodejs-library/issues/90
  static let limitExceeded = outOfRange(text: "Limit exceeds max value")
  /// https://github.com/getbrevo/brevo-node/issues/18
  static let startDateMissing = missing("Start date")
  static let endDateMissing = missing("End date")
  static let periodReversed = invalid(text: "startDate should not be later than endDate")
  static let periodOverOneMonth = outOfRange(text: "Time period should not exceed one month")
  static let periodOverNinetyDays = outOfRange(text: "Time period should not exceed 90 days")
  static let periodOverThirtyDays = outOfRange(text: "Time period should not exceed 30 days")
  static let periodTooOld = outOfRange(text: "startDate should not be older than 30 days")
  static let periodInFuture = invalid(text: "Dates should not be in the future")
  static let daysWithDates = invalid(
    text: "days is not compatible with startDate and endDate")
  static let emailFilterMissing = missing(
    text: "Either of email, templateId or messageId is required")
  static let uuidUnknown = notFound(text: "Unique id does not exist")

  // MARK: Templates

  static let templateIDInvalid = invalid(text: "Invalid template id")
  static let templateUnknown = notFound(text: "Template ID not found")
  /// https://github.com/sendinblue/APIv3-python-library/issues/81
  static let templateNameMissing = missing("Template name")
  static let templateContentMissing = missing(
    text: "Either of htmlContent or htmlUrl is required")
  static let templateActive = invalid(
    text: "Template is active. Only inactive templates can be deleted")
  static let templateActiveObserved = methodNotAllowed(
    text: "Template is active. Only inactive templates can be deleted")
  static let testAddressInvalid = invalid(text: "email is not valid in emailTo")
  static let testListEmpty = missing("emailTo").explained("the account's test list is empty")
  static let tooManyTests = outOfRange(
    text: "Number of test emails should not exceed 50 in a day")

  static func testNotSent(_ details: JSONObject) -> Self {
    invalid(text: "The email could not be sent to all recipients", details: details)
  }
}
