/// The operations of the seed document that are not built yet. No stub answers for them.
enum OpenList {
  static let operations = """
    POST /reseller/children/{childIdentifier}/domains
    DELETE /reseller/children/{childIdentifier}/domains/{domainName}
    PUT /reseller/children/{childIdentifier}/domains/{domainName}
    POST /reseller/children/{childIdentifier}/ips/associate
    POST /reseller/children/{childIdentifier}/ips/dissociate
    GET /senders
    POST /senders
    GET /senders/ips
    DELETE /senders/{senderId}
    PUT /senders/{senderId}
    GET /senders/{senderId}/ips
    PUT /senders/{senderId}/validate
    GET /crm/tasks
    POST /crm/tasks
    DELETE /crm/tasks/{id}
    GET /crm/tasks/{id}
    PATCH /crm/tasks/{id}
    GET /crm/tasktypes
    """.split(separator: "\n").map(String.init)
}
