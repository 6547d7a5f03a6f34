import APIContract

/// The service behind `/crm` speaks in sentences of its own, and says no more than these.
extension APIError {
  static let taskDataInvalid = invalid(text: "Not valid data.")
  static let taskRouteInvalid = invalid(text: "Route attribute id is not valid.")
  static let taskUnknown = notFound(text: "Document not found")

  /// Why is told in the journal only.
  static func taskReferenceUnknown(_ what: String, _ id: String) -> Self {
    taskDataInvalid.explained("\(what) \(id) does not exist")
  }
}
