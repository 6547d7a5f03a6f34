import APIContract
import BrevoStore
import HTTP

private let status = Field.optional(
  "status", .one(of: SMSCampaignTransition.Word.self), "What the campaign is to become.")
private let given = Rule.anyOf(
  [status.member.name], else: .missing(status.member.name))

extension SMSCampaigns {
  static let updateStatus = BrevoEndpoint(
    .put, "/smsCampaigns/{campaignId}/status", "updateSmsCampaignStatus",
    summary: "Update the status of an SMS campaign",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    body: .required(given, status),
    responses: [
      .noContent("The campaign status has been updated successfully"), .badRequest,
      .refused(.campaignUnknown),
    ]
  ) { call, store in
    let campaign = try store.smsCampaign(call.path)
    guard let word = call.body[status] else { throw APIError.missing(status.member.name) }
    try store.perform(
      .status(word), on: campaign, creditsSpent: .campaignCreditsSpentUnlisted)
    return .noContent
  }
}
