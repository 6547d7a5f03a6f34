import JSON
import TemplateLanguage
import Testing

@Suite("A date") struct DateTests {
  @Test(arguments: [
    ("2026-01-02", "02/01/2006", "02/01/2026"),
    ("2026-01-02", "Monday, January 2, 2006", "Friday, January 2, 2026"),
    ("2026-12-25", "Mon 2 Jan 06", "Fri 25 Dec 26"),
    ("2024-02-29", "Monday 002 _2", "Thursday 060 29"),
    ("2000-03-01", "Mon 1/_2", "Wed 3/ 1"),
    ("1900-03-01", "Mon", "Thu"),
    ("0000-01-01", "Mon 2006", "Sat 0000"),
    ("2026-01-02", "Month of Janus, MST 15:04", "Month of Janus, UTC 00:00"),
    ("2026-01-02T15:04:05Z", "3:04:05 PM Z07:00", "3:04:05 PM Z"),
    ("2026-01-02T00:30:00Z", "03:04pm", "12:30am"),
    ("2026-01-02T12:30:00Z", "3:4:5pm", "12:30:0pm"),
    (
      "2026-01-02T03:04:05.123456789+05:30", "15h04 .000 -07:00 -0700 -07",
      "03h04 .123 +05:30 +0530 +05"
    ),
    ("2026-01-02T03:04:05.120-08:00", ".999999 Z0700 MST", ".12 -0800 -0800"),
    ("2026-01-02 03:04:05", "05.999", "05"),
    ("2026-01-02", "d/m/Y é 🚀", "d/m/Y é 🚀"),
    ("2026-01-02", "", ""),
  ])
  func `has the form of a Go layout`(text: String, layout: String, expected: String) throws {
    let context = ["text": .string(text), "layout": .string(layout)] as JSONObject
    #expect(try render("{{ text|date:layout }}", context, escaping: .none) == expected)
  }

  @Test(arguments: [
    "", "today", "2026", "2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "2026-04-31",
    "2026-01-00", "2026-1-2", "02/01/2026", "2026-01-02T", "2026-01-02T24:00:00Z",
    "2026-01-02T00:60:00Z", "2026-01-02T00:00:60Z", "2026-01-02T00:00:00.Z",
    "2026-01-02T00:00:00+1", "2026-01-02T00:00:00+24:00", "2026-01-02T00:00:00ZZ", "２０２６-01-02",
  ])
  func `that is none prints nothing`(text: String) throws {
    #expect(try render("[{{ text|date:'2006' }}]", ["text": .string(text)]) == "[]")
  }

  @Test func `is a text, not a number`() throws {
    #expect(try render("[{{ 20260102|date:'2006' }}{{ none|date:'2006' }}]") == "[]")
  }
}
