import APIContract
import BrevoStore
import CivilTime
import HTTP

private let notEmpty = Rule.anyOf(
  [
    SMSCampaignFields.name.member, SMSFields.sender.member, SMSFields.content.member,
    SMSCampaignFields.recipients.member, SMSCampaignFields.scheduledAt.member,
    SMSFields.isUnicode.member, SMSFields.prefix.member, SMSCampaignFields.instruction.member,
  ].map(\.name), else: .noInput)

extension SMSCampaigns {
  /// Changes what the body names, and nothing else. A time queues a draft, and one that was suspended.
  static let update = BrevoEndpoint(
    .put, "/smsCampaigns/{campaignId}", "updateSmsCampaign",
    summary: "Update an SMS campaign",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    body: .required(
      notEmpty, SMSCampaignFields.name, SMSFields.sender, SMSFields.senderAdmitted,
      SMSFields.content, SMSCampaignFields.contentCompiles, SMSCampaignFields.recipients,
      SMSCampaignFields.scheduledAt, SMSCampaignFields.timeInFuture, SMSFields.isUnicode,
      SMSFields.prefix, SMSCampaignFields.instruction, SMSCampaignFields.stopGiven),
    responses: [.noContent("SMS campaign updated"), .badRequest, .refused(.campaignUnknown)]
  ) { call, store in
    var campaign = try store.smsCampaign(call.path)
    try campaign.change(call.body, store)
    _ = try store.outcome(of: .edit, on: campaign)
    campaign.modifiedAt = store.now
    if let text = call.body[SMSCampaignFields.scheduledAt] {
      campaign.scheduledAt = Instant(text)
      campaign.status = campaign.scheduledAt == nil ? .draft : .queued
    }
    if campaign.status == .queued {
      guard !campaign.lists.isEmpty else { throw APIError.listIDsMissing }
      try store.schedule(&campaign)
    }
    try store.smsCampaigns.update(campaign)
    return .noContent
  }
}
