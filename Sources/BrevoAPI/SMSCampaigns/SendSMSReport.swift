import APIContract
import BrevoStore
import HTTP

/// The mail of the report.
private enum Mail {
  static let to = Field.required("to", .list(of: .email), "Who gets it.")
    .refused(item: .invalid(text: "email is not valid in to"))
  static let body = Field.required("body", .text, "What is written above the figures.")
}
private let email = Field.required("email", .object(Mail.to, Mail.body), "The mail.")
private let language = Field.optional(
  "language", .one(of: ReportLanguage.self), default: .standard, "Of the report.")

extension SMSCampaigns {
  static let sendReport = BrevoEndpoint(
    .post, "/smsCampaigns/{campaignId}/sendReport", "sendSmsReport",
    summary: "Send the report of an SMS campaign",
    rateLimit: .general,
    path: Fields(SMSCampaignFields.id),
    body: .required(email, language),
    responses: [
      .noContent("Report has been successfully sent to the defined recipients"), .badRequest,
      .refused(.campaignUnknown),
    ]
  ) { call, store in
    let campaign = try store.smsCampaign(call.path)
    _ = try store.outcome(of: .sendReport, on: campaign)
    guard let sentAt = campaign.sentAt else { throw APIError.campaignNotSentYet }
    let report = CampaignReport(
      campaign: campaign.name, sender: campaign.sender, content: campaign.composition.content,
      sentAt: sentAt, offset: store.settings.offset,
      figures: CampaignReport.Figures(try store.smsCampaigns.figures(id: campaign.id)),
      text: call.body[email][Mail.body], language: call.body[language])
    for address in call.body[email][Mail.to] {
      try store.notices.insert(report.notice(to: address), at: store.now)
    }
    return .noContent
  }
}

extension CampaignReport.Figures {
  fileprivate init(_ figures: SMSFigures) {
    self.init(
      delivered: figures[.delivered], sent: figures.sent, processing: figures[.processing],
      softBounces: figures[.softBounces], hardBounces: figures[.hardBounces],
      unsubscriptions: figures[.unsubscriptions], answered: figures[.answered])
  }
}
