import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let status = Field.optional(
  "status", .one(of: SMSCampaign.Status.self), "Only campaigns of this status.")
private let start = Field.optional(
  "startDate", .dateTime, "When a campaign was sent at the earliest.")
private let end = Field.optional("endDate", .dateTime, "When a campaign was sent at the latest.")
private let paging = Paging(standard: 500, maximum: 1000)

private let together = Rule("`startDate` and `endDate` go together.") {
  inputs, _ throws(APIError) in
  switch (inputs[start], inputs[end]) {
  case (nil, .some): throw .missing(start.member.name)
  case (.some, nil): throw .missing(end.member.name)
  default: break
  }
}
private let ofSent = Rule("They are of campaigns that were sent, so `status` is absent or `sent`.")
{
  inputs, _ throws(APIError) in
  guard inputs[start] == nil || inputs[status] ?? .sent == .sent else {
    throw .datesWithOtherStatus
  }
}
private let inOrder = Rule("`startDate` is not later than `endDate`.") {
  inputs, _ throws(APIError) in
  guard let start = inputs[start], let end = inputs[end], start > end else { return }
  throw .periodReversed
}
private let notInFuture = Rule("Neither lies in the future.") { inputs, moment throws(APIError) in
  guard [inputs[start], inputs[end]].allSatisfy({ $0 ?? moment.now <= moment.now }) else {
    throw .periodInFuture
  }
}

extension SMSCampaigns {
  static let list = BrevoEndpoint(
    .get, "/smsCampaigns", "getSmsCampaigns",
    summary: "Get the list of SMS campaigns",
    rateLimit: .general,
    query: Fields(
      status, start, end, together, ofSent, inOrder, notInFuture, paging.limit, paging.offset,
      paging.sort),
    responses: [
      .ok(
        "SMS campaigns informations",
        .object(
          .required("campaigns", .array(SMSCampaign.schema)),
          .required("count", .integer, "Campaigns that match, on this page or not."))),
      .badRequest,
    ]
  ) { call, store in
    var period: ClosedRange<Instant>?
    if let start = call.query[start], let end = call.query[end] { period = start...end }
    let (count, campaigns) = try store.smsCampaigns.page(
      status: call.query[status], sent: period, paging.page(call.query))
    let rows = try campaigns.map { campaign in
      JSONValue.object(
        campaign.json(try store.smsCampaigns.figures(id: campaign.id)) { .int($0) })
    }
    return .ok(["campaigns": .array(rows), "count": .int(count)])
  }
}
