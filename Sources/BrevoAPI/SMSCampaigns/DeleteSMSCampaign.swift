import APIContract
import BrevoStore
import HTTP

extension SMSCampaigns {
  static let delete = BrevoEndpoint(
    .delete, "/smsCampaigns/{campaignId}", "deleteSmsCampaign",
    summary: "Delete an SMS campaign that nobody has got",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    responses: [
      .noContent("SMS campaign has been deleted"), .badRequest, .refused(.campaignUnknown),
      .refused(.campaignNotDeletableObserved),
    ]
  ) { call, store in
    let campaign = try store.smsCampaign(call.path)
    try store.perform(.delete, on: campaign)
    return .noContent
  }
}
