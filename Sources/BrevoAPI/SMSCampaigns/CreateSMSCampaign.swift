import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let listsWithTime = Rule("`scheduledAt` needs `listIds`.") { inputs, _ throws(APIError) in
  guard inputs[SMSCampaignFields.scheduledAt].flatMap({ Instant($0) }) != nil else { return }
  let recipients = inputs[SMSCampaignFields.recipients]
  guard recipients?[SMSCampaignFields.listIDs].isEmpty == false else { throw .listIDsMissing }
}

extension SMSCampaigns {
  static let create = BrevoEndpoint(
    .post, "/smsCampaigns", "createSmsCampaign",
    summary: "Create an SMS campaign",
    rateLimit: .general,
    body: .required(
      SMSCampaignFields.name.required(), SMSFields.sender.required(), SMSFields.senderAdmitted,
      SMSFields.content.required(), SMSCampaignFields.contentCompiles,
      SMSCampaignFields.recipients, SMSCampaignFields.scheduledAt,
      SMSCampaignFields.timeInFuture, listsWithTime, SMSFields.isUnicode, SMSFields.prefix,
      SMSCampaignFields.instruction, SMSCampaignFields.stopGiven),
    responses: [
      .created("SMS campaign created", .object(.required("id", .integer))), .badRequest,
      .refused(.campaignsUnderValidation),
    ]
  ) { call, store in
    var campaign = SMSCampaign(at: store.now)
    try campaign.change(call.body, store)
    campaign.scheduledAt = call.body[SMSCampaignFields.scheduledAt].flatMap { Instant($0) }
    try store.checkNumberOfCampaigns(else: .campaignsUnderValidation)
    if campaign.scheduledAt != nil { try store.schedule(&campaign) }
    return .created(["id": .int(try store.smsCampaigns.insert(campaign))])
  }
}
