import MonitoringModel
import RuleEngine

/// The rules that wait for their actions to end, because something is to be done if one fails.
///
/// An action for errors gets one document with all failures of a message, so it has to wait until the last action
/// was done or given up.
struct ActionLedger: Sendable {
    /// The greatest number of invocations that wait; further ones are refused, which is a failure like any other.
    static let maximumPending = 1_000

    /// One rule that waits.
    struct Pending: Hashable, Codable, Sendable {
        /// What the rule wanted, without the requests.
        var invocation: RuleInvocation
        /// The keys of what is still owed.
        var open: Set<String>
    }

    /// Those that wait, by the name of their invocation.
    private(set) var pending: [String: Pending]

    /// Creates a ledger with what was stored.
    init(pending: [String: Pending] = [:]) {
        self.pending = pending
    }

    /// Whether another one may wait.
    var hasRoom: Bool { pending.count < Self.maximumPending }

    /// Lets an invocation wait for what it is owed.
    ///
    /// - Parameters:
    ///   - name: The invocation's name.
    ///   - invocation: What the rule wanted.
    ///   - open: The keys of what is owed.
    ///   - failures: What has failed already.
    mutating func wait(_ name: String, _ invocation: RuleInvocation, open: Set<String>, failures: [ActionFailure]) {
        var waiting = invocation
        waiting.requests = []
        waiting.failures += failures
        pending[name] = Pending(invocation: waiting, open: open)
    }

    /// Takes note of how one thing that was owed ended; returns the invocation if it was the last one.
    mutating func settle(_ key: String, of name: String, failure: ActionFailure?) -> RuleInvocation? {
        guard var waiting = pending[name], waiting.open.remove(key) != nil else { return nil }
        if let failure { waiting.invocation.failures.append(failure) }
        guard waiting.open.isEmpty else {
            pending[name] = waiting
            return nil
        }
        pending[name] = nil
        return waiting.invocation
    }
}
