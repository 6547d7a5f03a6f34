import APIContract
import BrevoStore
import CivilTime
import JSON
import TemplateLanguage

/// The properties of a campaign, as the bodies that create and update one have them.
enum SMSCampaignFields {
  static let id = Field.required("campaignId", .identifier, "Number of the campaign.")
    .refused(missing: .campaignIDInvalid, invalid: .campaignIDInvalid)

  static let name = Field.optional("name", .text, "Name of the campaign.")
  static let recipients = Field.optional(
    "recipients", .object(listIDs, exclusionListIDs), "Contact lists."
  ).refused(invalid: .recipientsInvalid)
  static let scheduledAt = Field.optional(
    "scheduledAt", .text(.dateTime, mayBeBlank: true),
    "When the campaign is to be sent. An empty text schedules nothing.")
  static let instruction = Field.optional(
    "unsubscribeInstruction", .text(mayBeBlank: true),
    "Stands behind the content, and counts.")

  private static let numbers = Shape.list(of: .identifier, count: 0 ... .max)
  static let listIDs = Field.required("listIds", numbers, "Lists whose members get it.")
    .refused(missing: .listIDsMissing, invalid: .recipientsInvalid, item: .recipientsInvalid)
  static let exclusionListIDs = Field.optional(
    "exclusionListIds", numbers, "Lists whose members do not get it."
  ).refused(invalid: .recipientsInvalid, item: .recipientsInvalid)

  static let contentCompiles = Rule("`content` is well-formed in the template language.") {
    inputs, _ throws(APIError) in
    guard let content = inputs[SMSFields.content] else { return }
    do throws(TemplateSyntaxError) {
      _ = try SMSComposition(content: content).template
    } catch {
      throw .invalid("content").explained("\(error)")
    }
  }

  static let timeInFuture = Rule("`scheduledAt` lies in the future.") {
    inputs, moment throws(APIError) in
    guard let time = inputs[scheduledAt].flatMap({ Instant($0) }) else { return }
    guard time > moment.now else { throw .scheduledInPast }
  }

  /// In any case of letters: the documents' own example writes it "Stop".
  static let stopGiven = Rule("`unsubscribeInstruction` includes the word STOP.") {
    inputs, _ throws(APIError) in
    guard let text = inputs[instruction], text.contains(where: { $0 != " " }) else { return }
    guard text.lowercased().contains("stop") else { throw .stopMissing }
  }

  /// What the body says of the text, over what was said before.
  static func composition(_ body: Inputs, in old: SMSComposition) -> SMSComposition {
    SMSComposition(
      content: body[SMSFields.content] ?? old.content,
      prefix: body[SMSFields.prefix] ?? old.prefix,
      instruction: body[instruction] ?? old.instruction,
      encoding: body[SMSFields.isUnicode].map { $0 ? .unicode : .gsm } ?? old.encoding)
  }
}

extension SMSCampaign {
  /// Takes over what the body says; its status and its time are left alone.
  mutating func change(_ body: Inputs, _ store: Transaction) throws {
    name = body[SMSCampaignFields.name] ?? name
    sender = body[SMSFields.sender] ?? sender
    composition = SMSCampaignFields.composition(body, in: composition)
    try checkLength()
    if let recipients = body[SMSCampaignFields.recipients] {
      lists = recipients[SMSCampaignFields.listIDs]
      exclusionLists = recipients[SMSCampaignFields.exclusionListIDs] ?? []
      guard
        try store.settings.hasLenientReferences
          || (lists + exclusionLists).allSatisfy(store.contactLists.contains)
      else { throw APIError.listUnknown }
    }
  }

  /// A content that is filled in for each recipient is measured then.
  private func checkLength() throws(APIError) {
    do throws(TemplateSyntaxError) {
      guard try composition.template.isPlain else { return }
    } catch {
      throw .invalid("content").explained("\(error)")
    }
    try composition.checkLength()
  }
}

extension Transaction {
  func smsCampaign(_ path: Inputs) throws -> SMSCampaign {
    guard let campaign = try smsCampaigns.campaign(id: path[SMSCampaignFields.id]) else {
      throw APIError.campaignUnknown
    }
    return campaign
  }
}
