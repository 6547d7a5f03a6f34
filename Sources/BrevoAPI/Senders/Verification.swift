import BrevoStore
import CivilTime

/// Assumed: no public source says how long a code is good for, or what the mail with it says.
private let lifetime = TimeSpan.hours(1)

extension Transaction {
  /// Mails a new code to an address, and answers it.
  func mailCode(to email: String) throws -> Sender.Code {
    let code = Sender.Code(drawCode(), until: now + lifetime)
    try notices.insert(
      Notice(
        to: email, subject: "Verify your sender",
        text: "Your verification code is \(code.number). It is valid for one hour."),
      at: now)
    return code
  }
}
