import APIContract
import BrevoStore
import HTTP

extension SMSCampaigns {
  /// The campaign is in process at once, and sent a second later on the account's clock.
  static let sendNow = BrevoEndpoint(
    .post, "/smsCampaigns/{campaignId}/sendNow", "sendSmsCampaignNow",
    summary: "Send an SMS campaign immediately",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    responses: [
      .noContent("SMS campaign has been scheduled"),
      Response(.badRequest, "SMS Campaign could not be sent", .error),
      .refused(.campaignCreditsSpent), .refused(.campaignUnknown),
    ]
  ) { call, store in
    let campaign = try store.smsCampaign(call.path)
    try store.perform(.sendNow, on: campaign)
    return .noContent
  }
}
