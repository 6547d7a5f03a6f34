/// The `/smsCampaigns` operations, in the contract's order.
package enum SMSCampaigns {
  package static let endpoints: [BrevoEndpoint] = [
    list, create, delete, get, update, exportRecipients, sendNow, sendReport,
    sendTest, updateStatus,
  ]
}
