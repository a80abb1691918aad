import ConsoleAPI
import MonitoringModel

extension FakeHousehold: RuleDataDesk {
    func tables() async throws -> [(name: String, rows: Int)] {
        try checked().tables.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count) }
    }

    func rows(of table: String, _ query: TablePageQuery) async throws -> TablePage? {
        guard let rows = try checked().tables[table] else { return nil }
        if let cursor = query.cursor, Int(cursor) == nil { throw CommandFailure.invalid("The cursor is not ours.") }
        let start = query.cursor.flatMap { Int($0) } ?? 0
        let page = rows.dropFirst(start).prefix(query.limit)
        let end = start + page.count
        return TablePage(rows: Array(page), next: end < rows.count ? "\(end)" : nil)
    }

    func removeTable(_ table: String) async throws -> Bool {
        guard try checked().tables[table] != nil else { return false }
        update { $0.tables[table] = nil }
        return true
    }

    func queues() async throws -> [(name: String, messages: Int)] {
        try checked().queues.sorted { $0.key < $1.key }.map { ($0.key, $0.value.count) }
    }

    func take(from queue: String, limit: Int, visibility: Duration) async throws -> [TakenMessage]? {
        try checked().queues[queue].map { Array($0.prefix(limit)) }
    }

    func removeMessage(from queue: String, receipt: String) async throws -> Bool {
        guard try checked().queues[queue]?.contains(where: { $0.receipt == receipt }) == true else { return false }
        update { $0.queues[queue]?.removeAll { $0.receipt == receipt } }
        return true
    }

    func destinations() async throws -> [DestinationOverview] { try checked().destinations }

    func change(_ step: DestinationStep) async throws -> DestinationOverview {
        let known = try checked().destinations
        switch step {
        case .add(let url):
            guard !known.contains(where: { $0.url == url }) else {
                throw CommandFailure.conflict("It is there already.")
            }
            guard url.hasPrefix("http") else { throw CommandFailure.invalid("'\(url)' is no address.") }
            let added = DestinationOverview(id: "added", url: url, state: "IN_PROGRESS", changedAt: .example)
            update { $0.destinations.append(added) }
            return added
        case .confirm(let token):
            guard token == "right" else { throw CommandFailure.invalid("No destination waits for this token.") }
            return DestinationOverview(id: "hook", url: "http://hook", state: "ENABLED", changedAt: .example)
        case .disable(let id), .restart(let id):
            guard let found = known.first(where: { $0.id == id }) else { throw CommandFailure.notFound("'\(id)'") }
            return found
        }
    }

    func removeDestination(_ id: String) async throws {
        guard try checked().destinations.contains(where: { $0.id == id }) else { throw CommandFailure.notFound(id) }
        update { $0.destinations.removeAll { $0.id == id } }
    }
}
