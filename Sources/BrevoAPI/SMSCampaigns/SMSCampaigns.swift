/// The `/smsCampaigns` operations, in the contract's order.
package enum SMSCampaigns {
  package static let endpoints: [BrevoEndpoint] = []
}
