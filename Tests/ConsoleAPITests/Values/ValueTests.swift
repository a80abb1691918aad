import MonitoringTestKit
import Testing

@testable import ConsoleAPI

@Suite("Small values of the console")
struct ValueTests {
    @Test(
        "A cursor leads back to its number, and only in its own list",
        arguments: [0, 1, 35, 36, 1_000_000, Int64.max]
    )
    func cursor(number: Int64) {
        let text = PageCursor.text(after: number, list: .alerts)
        #expect(PageCursor.number(of: text, list: .alerts) == number)
        #expect(PageCursor.number(of: text, list: .visits) == nil)
        for length in 0..<text.count {
            #expect(PageCursor.number(of: String(text.prefix(length)), list: .alerts) != number)
        }
    }

    @Test(
        "The host of an authority is found with and without port",
        arguments: [
            ("localhost", "localhost"), ("LocalHost:80", "localhost"), ("[::1]:8480", "::1"), ("[::1]", "::1"),
            ("a.example.:1", "a.example"), ("localhost:", nil), ("localhost:70000", nil), ("[::1", nil),
            ("[::1]x", nil),
            ("", nil), (":80", nil), ("a b", nil), ("a/b", nil), ("::1", nil), ("localhost:80:80", nil),
        ]
    )
    func host(authority: String, expected: String?) {
        #expect(HostName.host(ofAuthority: authority) == expected)
    }

    @Test(
        "Secrets are equal only when every byte is",
        arguments: [
            ("secret", "secret", true), ("secre", "secret", false), ("secrets", "secret", false), ("", "secret", false),
            ("Secret", "secret", false), ("secreT", "secret", false), ("", "", true),
        ]
    )
    func constantTime(shown: String, secret: String, expected: Bool) {
        #expect(ConstantTime.areEqual(Array(shown.utf8), Array(secret.utf8)) == expected)
    }

    @Test("The oldest session makes way when there are too many, and no two have the same name")
    func sessions() {
        let clock = ManualWallClock()
        let store = SessionStore(clock: clock)
        let ids = (0...SessionStore.limit)
            .map { _ in
                clock.advance(by: .seconds(1))
                return store.begin()
            }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 64 })
        #expect(!store.isValid(ids[0]))
        #expect(ids.dropFirst().allSatisfy(store.isValid))
        store.end(ids[1])
        #expect(!store.isValid(ids[1]))
        #expect(!store.isValid(""))
    }
}
