/// A daily report as a drawing: the band from least to greatest value, and the mean as a line.
///
/// Scalable vector graphics (W3C, SVG 1.1) without scripts; colours follow a browser's light or dark scheme.
public struct DailyReportChart: Sendable {
    private static let width = 960.0
    private static let height = 420.0
    private static let left = 76.0
    private static let right = 24.0
    private static let top = 56.0
    private static let bottom = 64.0
    private static let style = """
        text{font:13px sans-serif;fill:#333}.title{font-size:17px;font-weight:600}.grid{stroke:#ddd}.axis{stroke:#888}
        .band{fill:#4a90d9;fill-opacity:.25;stroke:none}.mean{fill:none;stroke:#1f5fa8;stroke-width:2}
        .dot{fill:#1f5fa8}.ground{fill:#fff}
        @media (prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#333}.axis{stroke:#777}.ground{fill:#161616}
        .mean{stroke:#7db7ff}.dot{fill:#7db7ff}}
        """

    private let report: DailyReport
    private let title: String
    private let unit: String?

    /// Creates the drawing of a report.
    ///
    /// - Parameters:
    ///   - report: The report.
    ///   - title: What it is about.
    ///   - unit: What is written beside the numbers, if there is a unit.
    public init(_ report: DailyReport, title: String, unit: String? = nil) {
        self.report = report
        self.title = title
        self.unit = unit
    }

    /// The drawing.
    public var svg: String {
        let axis = ValueAxis(report.days.filter { $0.count > 0 }.flatMap { [$0.minimum, $0.maximum] })
        let parts = [
            "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>",
            "<text class=\"title\" x=\"\(Self.left)\" y=\"30\">\(Self.escaped(title))</text>",
            grid(axis), dates, runs.map { band($0, axis) + line($0, axis) }.joined(separator: "\n"), legend,
        ]
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
            width="\(Int(Self.width))" height="\(Int(Self.height))" role="img" aria-label="\(Self.escaped(title))">
            <style>\(Self.style)</style>
            \(parts.joined(separator: "\n"))
            </svg>

            """
    }

    /// The days that follow each other with values: a gap is a gap in the drawing.
    private var runs: [Range<Int>] {
        var runs: [Range<Int>] = []
        for (index, day) in report.days.enumerated() where day.count > 0 {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }

    private func x(_ index: Int) -> Double {
        let span = Self.width - Self.left - Self.right
        return Self.left + span * (Double(index) + 0.5) / Double(max(report.days.count, 1))
    }

    private func y(_ value: Double, _ axis: ValueAxis) -> Double {
        let span = Self.height - Self.top - Self.bottom
        return Self.top + span * (axis.greatest - value) / (axis.greatest - axis.least)
    }

    private func grid(_ axis: ValueAxis) -> String {
        axis.ticks
            .map { tick in
                let height = Self.text(y(tick, axis))
                let label = DailyReport.text(tick)
                return "<line class=\"grid\" x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" y1=\"\(height)\" "
                    + "y2=\"\(height)\"/><text x=\"\(Self.left - 8)\" y=\"\(height)\" dy=\"4\" "
                    + "text-anchor=\"end\">\(label)</text>"
            }
            .joined(separator: "\n")
    }

    /// At most a dozen dates, so that none covers the next.
    private var dates: String {
        let step = max(1, (report.days.count + 11) / 12)
        let floor = Self.height - Self.bottom
        let labels = stride(from: 0, to: report.days.count, by: step)
            .map { index in
                let place = Self.text(x(index))
                return "<line class=\"axis\" x1=\"\(place)\" x2=\"\(place)\" y1=\"\(floor)\" y2=\"\(floor + 5)\"/>"
                    + "<text x=\"\(place)\" y=\"\(floor + 22)\" text-anchor=\"middle\">"
                    + "\(report.days.count > 6 ? String(report.days[index].date.dropFirst(5)) : report.days[index].date)</text>"
            }
        let line =
            "<line class=\"axis\" x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" y1=\"\(floor)\" y2=\"\(floor)\"/>"
        return ([line] + labels).joined(separator: "\n")
    }

    private func band(_ run: Range<Int>, _ axis: ValueAxis) -> String {
        guard run.count > 1 else {
            let day = report.days[run.lowerBound]
            let place = x(run.lowerBound)
            let upper = y(day.maximum, axis)
            return "<rect class=\"band\" x=\"\(Self.text(place - 4))\" y=\"\(Self.text(upper))\" width=\"8\" "
                + "height=\"\(Self.text(max(1, y(day.minimum, axis) - upper)))\"/>"
        }
        let upper = run.map { point(x($0), y(report.days[$0].maximum, axis)) }
        let lower = run.reversed().map { point(x($0), y(report.days[$0].minimum, axis)) }
        return "<polygon class=\"band\" points=\"\((upper + lower).joined(separator: " "))\"/>"
    }

    private func line(_ run: Range<Int>, _ axis: ValueAxis) -> String {
        let places = run.map { (x($0), y(report.days[$0].mean, axis)) }
        let points = places.map { point($0.0, $0.1) }
        let dots = report.days.count <= 62 ? places.map { dot($0.0, $0.1) }.joined() : ""
        return "<polyline class=\"mean\" points=\"\(points.joined(separator: " "))\"/>" + dots
    }

    private func dot(_ x: Double, _ y: Double) -> String {
        "<circle class=\"dot\" cx=\"\(Self.text(x))\" cy=\"\(Self.text(y))\" r=\"3\"/>"
    }

    private func point(_ x: Double, _ y: Double) -> String { "\(Self.text(x)),\(Self.text(y))" }

    private var legend: String {
        let values = report.days.reduce(0) { $0 + $1.count }
        let words = unit.map { " in \($0)" } ?? ""
        let text =
            values == 0
            ? "There are no values in this time."
            : "Mean a day (line), least to greatest (band)\(words); \(values) values"
        return "<text x=\"\(Self.left)\" y=\"\(Self.height - 14)\">\(Self.escaped(text))</text>"
    }

    private static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    private static func escaped(_ text: String) -> String {
        text.prefix(200)
            .reduce(into: "") { escaped, character in
                switch character {
                case "<": escaped += "&lt;"
                case ">": escaped += "&gt;"
                case "&": escaped += "&amp;"
                case "\"": escaped += "&quot;"
                default: if character >= " " { escaped.append(character) }
                }
            }
    }
}

/// A scale of round numbers that holds all values.
struct ValueAxis: Hashable {
    /// The lowest number of the scale.
    let least: Double
    /// The highest number of the scale.
    let greatest: Double
    /// The numbers that are written, 1, 2 or 5 times a power of ten apart.
    let ticks: [Double]

    /// Creates a scale; without values it goes from 0 to 1.
    init(_ values: [Double]) {
        let low = values.min() ?? 0
        let high = max(values.max() ?? 1, low)
        // A span too small for its power of ten to be told from zero is none.
        let span = high - low > 1e-150 ? high - low : max(abs(low) * 0.1, 1)
        var power = 1.0
        while power * 10 <= span / 5 { power *= 10 }
        while power > span / 5 { power /= 10 }
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { span / $0 <= 6 } ?? power * 10
        var first = (low / step).rounded(.down) * step
        var last = (high / step).rounded(.up) * step
        if last <= first {
            first -= step
            last += step
        }
        least = first
        greatest = last
        let count = Int(min(((last - first) / step).rounded(), 20))
        ticks = (0...count).map { first + Double($0) * step }
    }
}
