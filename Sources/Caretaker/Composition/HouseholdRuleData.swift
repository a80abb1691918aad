import ConsoleAPI
import Foundation
import MonitoringModel
import Persistence
import RuleEngine
import StreamPipeline

/// What rules write and whom they may call, for the console.
struct HouseholdRuleData: RuleDataDesk {
    let store: SQLiteStore
    let pipeline: StreamPipeline
    let gateway: PipelineGateway
    /// The addresses of web services that the settings name.
    let settingsAddresses: [String]
    let wallClock: any WallClock

    func tables() async throws -> [(name: String, rows: Int)] { try await store.tables() }

    func rows(of table: String, _ query: TablePageQuery) async throws -> TablePage? {
        guard try await store.tables().contains(where: { $0.name == table }) else { return nil }
        var question = TableQuery(table: table, limit: query.limit + 1)
        question.newestFirst = true
        question.hashKey = query.key
        question.from = query.from
        question.until = query.until
        question.after = try query.cursor.map { try Self.row($0, of: table) }
        let found = try await store.rows(matching: question)
        let page = found.prefix(query.limit)
        return TablePage(
            rows: page.map(Self.value),
            next: found.count > page.count ? page.last.map(Self.cursor) : nil
        )
    }

    func removeTable(_ table: String) async throws -> Bool { try await store.removeTable(table) }

    func queues() async throws -> [(name: String, messages: Int)] { try await store.queues() }

    func take(from queue: String, limit: Int, visibility: Duration) async throws -> [TakenMessage]? {
        try await store.receive(
            from: queue,
            limit: limit,
            visibility: visibility,
            at: wallClock.now,
            makeReceipt: { UUID().uuidString }
        )?
        .map { message in
            TakenMessage(
                receipt: message.receipt,
                body: message.body,
                enqueuedAt: message.enqueuedAt,
                receives: message.receives
            )
        }
    }

    func removeMessage(from queue: String, receipt: String) async throws -> Bool {
        try await store.removeMessage(from: queue, receipt: receipt)
    }

    func destinations() async throws -> [DestinationOverview] {
        settingsAddresses.map { DestinationOverview(id: nil, url: $0, state: HTTPDestination.State.enabled.rawValue) }
            + (await pipeline.destinations()).map(Self.overview)
    }

    func change(_ step: DestinationStep) async throws -> DestinationOverview {
        let change: DestinationChange =
            switch step {
            case .add(let url): .add(id: UUID().uuidString, url: url, token: UUID().uuidString)
            case .confirm(let token): .confirm(token: token)
            case .disable(let id): .disable(id: id)
            case .restart(let id): .restart(id: id, token: UUID().uuidString)
            }
        guard let entry = try await gateway.change(change, by: "console") else {
            throw CommandFailure.unavailable("The service gave no answer: try again.")
        }
        return Self.overview(entry)
    }

    func removeDestination(_ id: String) async throws {
        _ = try await gateway.change(.remove(id: id), by: "console")
    }

    private static func overview(_ entry: HTTPDestinations.Entry) -> DestinationOverview {
        DestinationOverview(
            id: entry.id,
            url: entry.destination.confirmationURL,
            state: entry.destination.state.rawValue,
            changedAt: entry.changedAt,
            reason: entry.reason
        )
    }

    private static func value(_ row: TableRow) -> JSONValue {
        JSONValue(object: [
            "key": .string(row.hashKey),
            "range": .string(row.rangeKey),
            "observedAt": .string(row.observedAt.description),
            "columns": row.columns,
        ])
    }

    /// The mark between two pages: the last row's time and keys.
    private static func cursor(_ row: TableRow) -> String {
        let parts = JSONValue.array([
            .integer(row.observedAt.millisecondsSinceEpoch), .string(row.hashKey), .string(row.rangeKey),
        ])
        return Data(parts.serialized).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    private static func row(_ cursor: String, of table: String) throws -> TableRow {
        let text = cursor.replacing("-", with: "+").replacing("_", with: "/")
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let bytes = Data(base64Encoded: padded),
            // proof: what is no document of ours is refused below.
            case .array(let parts)? = try? JSONParser.parse(Array(bytes)), parts.count == 3,
            case .integer(let milliseconds) = parts[0], let hashKey = parts[1].stringValue,
            let rangeKey = parts[2].stringValue
        else {
            throw CommandFailure.invalid("The parameter 'cursor' must be the 'next' of the page before, unchanged.")
        }
        return TableRow(
            table: table,
            hashKey: hashKey,
            rangeKey: rangeKey,
            columns: .null,
            observedAt: Instant(millisecondsSinceEpoch: milliseconds)
        )
    }
}
