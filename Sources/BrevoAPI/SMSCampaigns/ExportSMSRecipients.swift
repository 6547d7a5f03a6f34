import APIContract
import BrevoStore
import HTTP
import JSON

private let selection = Field.required(
  "recipientsType", .one(of: ExportSelection.self), "Which recipients are wanted.")
private let notifyURL = Field.optional(
  "notifyURL", .uri, "Is called when the export is completed.")

extension SMSCampaigns {
  /// A second later on the account's clock there is a file of them.
  static let exportRecipients = BrevoEndpoint(
    .post, "/smsCampaigns/{campaignId}/exportRecipients", "requestSmsRecipientExport",
    summary: "Export the recipients of an SMS campaign",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    body: .required(selection, notifyURL),
    responses: [
      .accepted("process id created", .object(.required("processId", .integer))), .badRequest,
      .refused(.campaignUnknown),
    ]
  ) { call, store in
    let campaign = try store.smsCampaign(call.path)
    _ = try store.outcome(of: .exportRecipients, on: campaign)
    let id = try store.processes.insert(
      recipientsOf: campaign.id, call.body[selection], notifyURL: call.body[notifyURL],
      fileURL: store.fileURL(ofProcess:))
    return .accepted(["processId": .int(id)])
  }
}
