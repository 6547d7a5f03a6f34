import APIContract
import BrevoStore
import CivilTime

/// What the rows of campaigns are made of.
private enum Row {
  static let id = Field.optional("id", .identifier)
  static let lists = Field.optional(
    "lists", .list(of: .identifier, count: 0 ... .max), default: [])
  static let exclusionLists = Field.optional(
    "exclusionLists", .list(of: .identifier, count: 0 ... .max), default: [])
  static let scheduledAt = Field.optional("scheduledAt", .dateTime)
}

extension WorldPart {
  /// A campaign with a time is queued, another is a draft.
  static let smsCampaigns = rows(
    "smsCampaigns",
    .object(
      Row.id, SMSCampaignFields.name.required(), SMSFields.sender.required(),
      SMSFields.senderAdmitted, SMSFields.content.required(), SMSCampaignFields.contentCompiles,
      SMSFields.isUnicode, SMSFields.prefix, SMSCampaignFields.instruction,
      SMSCampaignFields.stopGiven, Row.lists, Row.exclusionLists, Row.scheduledAt)
  ) { row, store in
    for list in row[Row.lists] + row[Row.exclusionLists] {
      guard try store.contactLists.contains(list) else {
        throw World.Failure(description: "list \(list) is not in the world")
      }
    }
    var campaign = SMSCampaign(at: store.now)
    campaign.name = row[SMSCampaignFields.name] ?? ""
    campaign.sender = row[SMSFields.sender] ?? ""
    campaign.composition = SMSCampaignFields.composition(row, in: campaign.composition)
    campaign.lists = row[Row.lists]
    campaign.exclusionLists = row[Row.exclusionLists]
    campaign.scheduledAt = row[Row.scheduledAt]
    campaign.status = campaign.scheduledAt == nil ? .draft : .queued
    try store.smsCampaigns.insert(campaign, id: row[Row.id])
  }
}
