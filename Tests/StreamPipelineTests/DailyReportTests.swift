import Foundation
import MonitoringModel
import Testing

@testable import StreamPipeline

@Suite("Reports of days")
struct DailyReportTests {
    private func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    private func report(_ from: String, _ to: String, _ zone: String) throws -> DailyReport {
        let range = try instant(from)..<(try instant(to))
        let timeZone = try #require(TimeZone(identifier: zone))
        return try #require(DailyReport(range, in: timeZone))
    }

    @Test("Least, mean and greatest of each day; days without values are empty")
    func statistics() throws {
        var report = try report("2026-05-01T00:00:00Z", "2026-05-04T00:00:00Z", "UTC")
        report.add(1, at: try instant("2026-05-01T00:00:00Z"))
        report.add(2, at: try instant("2026-05-01T23:59:59Z"))
        report.add(6, at: try instant("2026-05-01T12:00:00Z"))
        report.add(-0.5, at: try instant("2026-05-03T00:00:00Z"))
        // Outside, or no number.
        report.add(9, at: try instant("2026-05-04T00:00:00Z"))
        report.add(9, at: try instant("2026-04-30T23:59:59Z"))
        report.add(1e308, at: try instant("2026-05-02T00:00:00Z"))
        report.add(-.infinity, at: try instant("2026-05-02T00:00:00Z"))
        report.add(.nan, at: try instant("2026-05-02T00:00:00Z"))
        let expected = [
            "date,count,min,mean,max", "2026-05-01,3,1,3,6", "2026-05-02,0,,,", "2026-05-03,1,-0.5,-0.5,-0.5", "",
        ]
        #expect(report.csv == expected.joined(separator: "\r\n"))
    }

    @Test(
        "A day lasts from midnight to midnight of the place, 23 and 25 hours too",
        arguments: [
            ("2026-03-29T00:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"),
            ("2026-10-25T00:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"),
        ]
    )
    func clockChanges(noon: String, first: String, last: String, next: String) throws {
        let start = try instant(noon) - .seconds(3 * 86_400)
        let end = try instant(noon) + .seconds(3 * 86_400)
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        var report = try #require(DailyReport(start..<end, in: zone))
        for text in [first, last] { report.add(1, at: try instant(text)) }
        report.add(2, at: try instant(next))
        let day = report.days.first { $0.date == noon.prefix(10) }
        #expect(day?.count == 2)
        #expect(day?.maximum == 1)
        #expect(Set(report.days.map(\.date)).count == report.days.count)
        #expect(report.days.reduce(0) { $0 + $1.count } == 3)
    }

    @Test("A report of more than ten years is refused")
    func tooLong() throws {
        let range = try instant("2000-01-01T00:00:00Z")..<(try instant("2026-01-01T00:00:00Z"))
        #expect(DailyReport(range, in: .gmt) == nil)
    }

    @Test("The mean agrees with a sum over many values of any size")
    func means() throws {
        var report = try report("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", "UTC")
        let start = try instant("2026-05-01T00:00:00Z")
        var sum = 0.0
        for number in 0..<10_000 {
            let value = Double((number * 7_919) % 1_000) * 1e6 + 0.25
            sum += value
            report.add(value, at: start + .seconds(number))
        }
        #expect(abs(report.days[0].mean - sum / 10_000) < 1e-3)
    }

    @Test("The drawing is well-formed whatever the title says, and has a gap where there are no values")
    func drawing() throws {
        var report = try report("2026-05-01T00:00:00Z", "2026-05-08T00:00:00Z", "UTC")
        for (day, value) in [(1, 5.0), (2, 7), (4, 9), (5, 3), (7, 4)] {
            report.add(value, at: try instant("2026-05-0\(day)T12:00:00Z"))
        }
        let svg = DailyReportChart(report, title: "<a & \"b\">\u{7}", unit: "lx").svg
        let elements = TagCount(svg).elements
        #expect(elements["polyline"] == 3)
        #expect(elements["polygon"] == 2)
        #expect(svg.contains("&lt;a &amp; &quot;b&quot;&gt;"))
        #expect(!svg.contains("script"))
        let empty = try self.report("2026-05-01T00:00:00Z", "2026-05-08T00:00:00Z", "UTC")
        let nothing = DailyReportChart(empty, title: "x").svg
        #expect(TagCount(nothing).elements["svg"] == 1)
        #expect(TagCount(nothing).elements["polyline"] == nil)
        #expect(nothing.contains("There are no values"))
    }

    @Test(
        "The scale holds all values in a few round steps",
        arguments: [
            [0, 1], [35_000, 120_000], [-3.2, 4.1], [7, 7], [0, 0], [1e-9, 2e-9], [-1e12, 1e12], [99.5, 100.5],
            [0, .leastNonzeroMagnitude], [-1e150, 1e150], [1e150, 1e150],
        ]
    )
    func scale(values: [Double]) throws {
        let axis = ValueAxis(values)
        let least = try #require(values.min())
        let greatest = try #require(values.max())
        #expect(axis.least <= least && axis.greatest >= greatest && axis.least < axis.greatest)
        #expect((2...9).contains(axis.ticks.count), "\(axis)")
    }
}
