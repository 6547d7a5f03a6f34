/// The operations of the seed document that are not built yet. No stub answers for them.
enum OpenList {
  static let operations = """
    GET /smsCampaigns
    POST /smsCampaigns
    DELETE /smsCampaigns/{campaignId}
    GET /smsCampaigns/{campaignId}
    PUT /smsCampaigns/{campaignId}
    POST /smsCampaigns/{campaignId}/exportRecipients
    POST /smsCampaigns/{campaignId}/sendNow
    POST /smsCampaigns/{campaignId}/sendReport
    POST /smsCampaigns/{campaignId}/sendTest
    PUT /smsCampaigns/{campaignId}/status
    POST /transactionalSMS/sms
    """.split(separator: "\n").map(String.init)
}
