import BrevoStore
import Testing

@Suite("A text message") struct SMSTextTests {
  /// Brevo's help page "Is there a limit on the number of characters used in an SMS message?", and
  /// GSM 03.38 for the alphabet.
  @Test(
    arguments: [
      ("", 0, 1), (String(repeating: "a", count: 160), 160, 1),
      (String(repeating: "a", count: 161), 161, 2), (String(repeating: "a", count: 306), 306, 2),
      (String(repeating: "a", count: 307), 307, 3), (String(repeating: "a", count: 320), 320, 3),
      (String(repeating: "a", count: 459), 459, 3), (String(repeating: "a", count: 765), 765, 5),
      (String(repeating: "é", count: 160), 160, 1), ("^{}\\[~]|€", 18, 1),
      (String(repeating: "€", count: 80), 160, 1), (String(repeating: "€", count: 81), 162, 2),
      ("a\r\nb\nc", 6, 1), ("@£$¥ΔΦΓΛΩΠΨΣΘΞÆæß¤¡ÄÖÑÜ§¿äöñüà", 30, 1),
    ] as [(String, Int, Int)])
  func `in GSM takes 160 characters, or 153 each`(text: String, units: Int, segments: Int) {
    let sms = SMSText(text, .gsm)
    #expect(sms.units == units)
    #expect(sms.segments == segments)
    #expect(sms.shown == text)
    #expect(!sms.isTooLong)
  }

  @Test(
    arguments: [
      (String(repeating: "a", count: 70), 70, 1), (String(repeating: "a", count: 71), 71, 2),
      (String(repeating: "ж", count: 134), 134, 2), (String(repeating: "ж", count: 135), 135, 3),
      (String(repeating: "ж", count: 220), 220, 4), (String(repeating: "😀", count: 35), 70, 1),
      (String(repeating: "😀", count: 36), 72, 2), (String(repeating: "€", count: 70), 70, 1),
      (String(repeating: "a", count: 402), 402, 6),
    ] as [(String, Int, Int)])
  func `in Unicode takes 70 units of UTF-16, or 67 each`(text: String, units: Int, segments: Int) {
    let sms = SMSText(text, .unicode)
    #expect(sms.units == units)
    #expect(sms.segments == segments)
    #expect(sms.shown == text)
    #expect(!sms.isTooLong)
  }

  @Test func `has a longest`() {
    #expect(SMSText(String(repeating: "a", count: 766), .gsm).isTooLong)
    #expect(SMSText(String(repeating: "€", count: 383), .gsm).isTooLong)
    #expect(SMSText(String(repeating: "a", count: 403), .unicode).isTooLong)
    #expect(SMSText(String(repeating: "😀", count: 202), .unicode).isTooLong)
  }

  @Test(
    arguments: [
      ("“It’s” – well…", "\"It's\" - well..."), ("Ça va, garçon ?", "Ça va, garcon ?"),
      ("Œuvre d’été à Łódź", "OEuvre d'été à Lodz"), ("10\u{a0}€", "10 €"),
      ("Привет 😀", "?????? ?"),
      ("e\u{301}a\u{302}", "e\u{301}a"), ("👨‍👩‍👧", "?"),
    ])
  func `in GSM has special characters replaced`(text: String, shown: String) {
    #expect(SMSText(text, .gsm).shown == shown, "assumed")
    #expect(SMSText(text, .unicode).shown == text)
  }

  @Test func `counts what stands around its content`() {
    let composition = SMSComposition(
      content: "Sale! [STOP_CODE]", prefix: "Shop", instruction: "Reply STOP to end")
    #expect(composition.text.shown == "Shop: Sale! 36111 Reply STOP to end")
    #expect(composition.hasStopCode)
    let long = SMSComposition(content: String(repeating: "a", count: 150), prefix: "My Company")
    #expect(long.text.segments == 2)
  }
}
