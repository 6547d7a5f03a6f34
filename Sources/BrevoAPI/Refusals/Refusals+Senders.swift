import APIContract

/// What clients are told of senders and their dedicated IPs.
extension APIError {
  static let senderIDInvalid = invalid("senderId")
  static let senderUnknown = notFound(text: "Sender ID not found")
  static let senderExists = duplicate(text: "Sender already exists")

  // MARK: Verification

  static let senderVerified = invalid(text: "Sender is already verified")
  static let codeWrong = invalid(text: "Invalid OTP code provided")
  static let codeExpired = invalid(text: "OTP code has expired")

  // MARK: Dedicated IPs

  static let senderIPsMissing = missing("ips")
  static let ipRepeated = invalid(text: "ip should not be repeated in ips")
  static let weightsIncomplete = invalid(
    text: "weight should be passed for either all or none of the ips")
  static let weightSumWrong = invalid(text: "The sum of all IP weights must equal 100")
  static let dedicatedIPUnknown = invalid(text: "ip is not a dedicated IP of your account")
  static let dedicatedIPDomainWrong = invalid(text: "domain is not the domain of the ip")
}
