import APIContract
import BrevoStore
import HTTP
import JSON

extension SMSCampaigns {
  static let get = BrevoEndpoint(
    .get, "/smsCampaigns/{campaignId}", "getSmsCampaign",
    summary: "Get the details of an SMS campaign",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    responses: [
      .ok("SMS campaign informations", SMSCampaign.detailedSchema), .badRequest,
      .refused(.campaignUnknown),
    ]
  ) { call, store in
    let campaign = try store.smsCampaign(call.path)
    let form = store.outcome(Fidelity.campaignRecipients)
    var json = try campaign.json(store.smsCampaigns.figures(id: campaign.id)) { list in
      switch form {
      case .numbers: .int(list)
      case .objects:
        ["id": .int(list), "name": .string(try store.contactLists.name(list) ?? "")]
      }
    }
    json["tags"] = []
    return .ok(.object(json))
  }
}
