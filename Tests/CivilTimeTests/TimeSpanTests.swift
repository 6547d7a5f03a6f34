import CivilTime
import Testing

@Suite("A length of time") struct TimeSpanTests {
  @Test(arguments: [
    ("250ms", 250), ("0ms", 0), ("2s", 2000), ("5m", 300_000), ("1h", 3_600_000),
    ("8760h", 31_536_000_000), ("007s", 7000),
  ])
  func `is read`(text: String, milliseconds: Int64) {
    #expect(TimeSpan(text) == .milliseconds(milliseconds))
  }

  @Test(arguments: [
    "", "2", "s", "-1s", "1.5s", "2 s", "2S", "2sec", " 2s", "1d", "8761h", "٣s",
    "999999999999999999999s",
  ])
  func `is refused if it is none`(text: String) { #expect(TimeSpan(text) == nil) }
}
