import APIContract
import BrevoStore
import CivilTime
import JSON

/// What the rows of campaigns are made of.
private enum Row {
  static let id = Field.optional("id", .identifier)
  static let lists = Field.optional(
    "lists", .list(of: .identifier, count: 0 ... .max), default: [])
  static let exclusionLists = Field.optional(
    "exclusionLists", .list(of: .identifier, count: 0 ... .max), default: [])
  static let scheduledAt = Field.optional("scheduledAt", .dateTime)
  static let status = Field.optional("status", .one(of: SMSCampaign.Status.self))
  static let statusBeforeArchive = Field.optional(
    "statusBeforeArchive", .one(of: SMSCampaign.Status.self))
  static let sentAt = Field.optional("sentDate", .dateTime)
  static let isTestSent = Field.optional("testSent", .boolean, default: false)
  static let createdAt = Field.optional("createdAt", .dateTime)
  static let modifiedAt = Field.optional("modifiedAt", .dateTime)
}

extension WorldPart {
  /// A campaign with a time is queued, another is a draft, unless it says what it is. A sent one has no
  /// messages and no figures here: those are no part of a world.
  static let smsCampaigns = rows(
    "smsCampaigns",
    .object(
      Row.id, SMSCampaignFields.name.required(), SMSFields.sender.required(),
      SMSFields.senderAdmitted, SMSFields.content.required(), SMSCampaignFields.contentCompiles,
      SMSFields.isUnicode, SMSFields.prefix, SMSCampaignFields.instruction,
      SMSCampaignFields.stopGiven, Row.lists, Row.exclusionLists, Row.scheduledAt, Row.status,
      Row.statusBeforeArchive, Row.sentAt, Row.isTestSent, Row.createdAt, Row.modifiedAt),
    insert: { row, store in
      for list in row[Row.lists] + row[Row.exclusionLists] {
        guard try store.contactLists.contains(list) else {
          throw World.Failure(description: "list \(list) is not in the world")
        }
      }
      var campaign = SMSCampaign(at: row[Row.createdAt] ?? store.now)
      campaign.name = row[SMSCampaignFields.name] ?? ""
      campaign.sender = row[SMSFields.sender] ?? ""
      campaign.composition = SMSCampaignFields.composition(row, in: campaign.composition)
      campaign.lists = row[Row.lists]
      campaign.exclusionLists = row[Row.exclusionLists]
      campaign.scheduledAt = row[Row.scheduledAt]
      campaign.status = row[Row.status] ?? campaign.plainStatus
      campaign.statusBeforeArchive = row[Row.statusBeforeArchive]
      campaign.sentAt = row[Row.sentAt]
      campaign.isTestSent = row[Row.isTestSent]
      campaign.modifiedAt = row[Row.modifiedAt] ?? campaign.createdAt
      try store.smsCampaigns.insert(campaign, id: row[Row.id])
    },
    export: { store in
      let page = Page(limit: .max, offset: 0, sort: .ascending)
      return try store.smsCampaigns.page(status: nil, sent: nil, page).campaigns.map(\.worldRow)
    })
}

extension SMSCampaign {
  /// What it is if nothing is said of it.
  fileprivate var plainStatus: Status { scheduledAt == nil ? .draft : .queued }

  fileprivate var worldRow: JSONValue {
    [
      "id": .int(id), "name": .string(name), "sender": .string(sender),
      "content": .string(composition.content),
      "unicodeEnabled": composition.encoding == .unicode ? true : nil,
      "organisationPrefix": .unlessEmpty(composition.prefix),
      "unsubscribeInstruction": .unlessEmpty(composition.instruction),
      "lists": .unlessEmpty(lists.map { .int($0) }),
      "exclusionLists": .unlessEmpty(exclusionLists.map { .int($0) }),
      "scheduledAt": scheduledAt.map { .instant($0) },
      "status": status == plainStatus ? nil : .string(status.rawValue),
      "statusBeforeArchive": statusBeforeArchive.map { .string($0.rawValue) },
      "sentDate": sentAt.map { .instant($0) }, "testSent": isTestSent ? true : nil,
      "createdAt": .instant(createdAt), "modifiedAt": .instant(modifiedAt),
    ]
  }
}
