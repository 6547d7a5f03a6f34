import APIContract
import CivilTime
import JSON

/// What a mail must meet beyond the shape of its properties.
extension SendFields {
  static let recipientsInAll = Rule(
    "A request has at most 2000 recipients, a version at most 99, with the copies of the mail."
  ) { inputs, _ throws(APIError) in
    let copies = inputs.count(cc)
    let hiddenCopies = inputs.count(bcc)
    guard let versions = inputs[messageVersions] else {
      let count = inputs.count(to) + copies + hiddenCopies
      guard count <= 2000 else { throw .tooManyRecipients }
      return
    }
    let counts = versions.map { version in
      version.count(VersionFields.to)
        + (version.hasValue(of: VersionFields.cc.member) ? version.count(VersionFields.cc) : copies)
        + (version.hasValue(of: VersionFields.bcc.member)
          ? version.count(VersionFields.bcc) : hiddenCopies)
    }
    guard counts.allSatisfy({ $0 <= 99 }) else { throw .tooManyRecipientsOfVersion }
    guard counts.reduce(0, +) <= 2000 else { throw .tooManyRecipients }
  }

  static let subjectGiven = Rule(
    "`subject` is mandatory without `templateId`, here or in each version."
  ) { inputs, _ throws(APIError) in
    guard !inputs.hasValue(of: templateID.member), !inputs.hasValue(of: subject.member) else {
      return
    }
    guard let versions = inputs[messageVersions],
      versions.allSatisfy({ $0.hasValue(of: VersionFields.subject.member) })
    else { throw .subjectMissing }
  }

  static let contentGiven = Rule(
    "`htmlContent` or `textContent` is mandatory without `templateId`."
  ) { inputs, _ throws(APIError) in
    guard !inputs.hasValue(of: templateID.member) else { return }
    guard inputs.hasValue(of: htmlContent.member) || inputs.hasValue(of: textContent.member) else {
      throw .contentMissing
    }
  }

  static let contentOfVersions = Rule(
    "A version has `htmlContent` or `textContent` only if the mail has."
  ) { inputs, _ throws(APIError) in
    guard !inputs.hasValue(of: htmlContent.member), !inputs.hasValue(of: textContent.member) else {
      return
    }
    for version in inputs[messageVersions] ?? []
    where version.hasValue(of: VersionFields.htmlContent.member)
      || version.hasValue(of: VersionFields.textContent.member)
    {
      throw .versionContentWithoutGlobal
    }
  }

  static let sizeOfMail = Rule("The mail is 20 MB at most.") { inputs, _ throws(APIError) in
    var size = inputs.byteCount(htmlContent) + inputs.byteCount(textContent)
    for file in inputs[attachment] ?? [] { size += AttachmentFields.byteCount(file) }
    guard size <= 20 << 20 else { throw .mailTooLarge }
  }

  /// The limits are the vendor's for `messageVersions`.
  static let sizeOfParams = Rule(
    "The `params` of a version are 100 KB at most, all together 1000 KB."
  ) { inputs, _ throws(APIError) in
    guard let versions = inputs[messageVersions] else { return }
    let sizes = versions.map { version in
      version[VersionFields.params].map { JSONValue.object($0).bytes.count } ?? 0
    }
    guard sizes.allSatisfy({ $0 <= 100 << 10 }), sizes.reduce(0, +) <= 1000 << 10 else {
      throw .paramsTooLarge
    }
  }

  static let departureInReach = Rule(
    "`scheduledAt` lies in the future, and at most 72 hours ahead."
  ) { inputs, moment throws(APIError) in
    guard let departure = inputs[scheduledAt] else { return }
    guard departure > moment.now else { throw .scheduledInPast }
    guard departure <= moment.now + .hours(72) else { throw .scheduledTooLate }
  }
}
