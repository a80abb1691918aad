import CChildProcess
import Foundation
import Synchronization

/// A supervised program that ends when we end, whatever ends us.
///
/// A thread of its own starts the program, reads its output, and waits for it. It has to be that one thread:
/// Linux sends the parent-death signal when the *thread* that started a child exits, so a thread of Swift's pool,
/// which may come and go, would take the child with it.
final class ChildProcess: Sendable {
    private struct State {
        var exitCode: Int32?
        var killAt: ContinuousClock.Instant?
        var waiters: [CheckedContinuation<Int32, Never>] = []
    }

    /// The process identifier.
    let pid: Int32

    private let state = Mutex(State())

    private init(pid: Int32) {
        self.pid = pid
    }

    /// Starts a program and hands each line of its output to a closure, on another thread.
    ///
    /// - Throws: ``SpawnFailure`` if it cannot be started.
    static func start(
        _ executable: String,
        arguments: [String],
        onLine: @escaping @Sendable (String) -> Void
    ) async throws(SpawnFailure) -> ChildProcess {
        typealias Outcome = Result<ChildProcess, SpawnFailure>
        let outcome = await withCheckedContinuation { (continuation: CheckedContinuation<Outcome, Never>) in
            Thread.detachNewThread {
                switch spawn(executable, arguments) {
                case .failure(let failure): continuation.resume(returning: .failure(failure))
                case .success((let pid, let output)):
                    let child = ChildProcess(pid: pid)
                    continuation.resume(returning: .success(child))
                    child.attend(output: output, onLine: onLine)
                }
            }
        }
        return try outcome.get()
    }

    /// Asks the program to end, and kills it if it has not after the given time.
    func stop(grace: Duration) {
        state.withLock { state in
            guard state.exitCode == nil, state.killAt == nil else { return }
            state.killAt = .now + grace
            kill(pid, SIGTERM)
        }
    }

    /// Waits until the program has ended and returns its exit code, or 128 plus the signal that ended it.
    ///
    /// Goes on waiting when the calling task is cancelled: a program that was told to stop is not left behind.
    func exitCode() async -> Int32 {
        await withCheckedContinuation { continuation in
            let code = state.withLock { state in
                if state.exitCode == nil { state.waiters.append(continuation) }
                return state.exitCode
            }
            if let code { continuation.resume(returning: code) }
        }
    }

    private static func spawn(_ executable: String, _ arguments: [String]) -> Result<(Int32, Int32), SpawnFailure> {
        var argv: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
        defer { for argument in argv { free(argument) } }
        argv.append(nil)
        var output: Int32 = -1
        var failure: Int32 = 0
        let pid = cchild_spawn(executable, argv, &output, &failure)
        return pid > 0 ? .success((pid, output)) : .failure(SpawnFailure(code: failure))
    }

    /// Reads output until the program has ended; the body of the thread.
    private func attend(output: Int32, onLine: @Sendable (String) -> Void) {
        var lines = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 4_096)
        var isOpen = true
        while true {
            if isOpen {
                var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
                // The timeout bounds how late a stop that is overdue is noticed.
                if poll(&request, 1, 200) > 0 {
                    let count = read(output, &buffer, buffer.count)
                    isOpen = count > 0 || (count < 0 && errno == EINTR)
                    for line in lines.append(buffer.prefix(max(0, count))) { onLine(line) }
                    if isOpen { continue }
                }
            } else {
                usleep(10_000)
            }
            if reap() { break }
        }
        close(output)
        if let line = lines.rest { onLine(line) }
    }

    /// Reaps the program if it has ended, or kills it if it is overdue; returns whether it has ended.
    ///
    /// Both happen under the lock that guards every signal, so no signal can reach a stranger that was given the
    /// identifier of a program already reaped.
    private func reap() -> Bool {
        var code: Int32 = 0
        let waiters = state.withLock { state -> [CheckedContinuation<Int32, Never>]? in
            switch cchild_reap(pid, &code) {
            case 0:
                if let killAt = state.killAt, killAt <= .now { kill(pid, SIGKILL) }
                return nil
            case 1: state.exitCode = code
            default: state.exitCode = -1
            }
            defer { state.waiters = [] }
            return state.waiters
        }
        guard let waiters else { return false }
        for waiter in waiters { waiter.resume(returning: code) }
        return true
    }
}

/// Why a program could not be started.
struct SpawnFailure: Error, CustomStringConvertible {
    /// The reason as an `errno` value.
    var code: Int32

    /// The reason in the system's words.
    var description: String { String(cString: strerror(code)) }
}
