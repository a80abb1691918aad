import HTTPTypes
import Hummingbird

/// Refuses requests that a browser was tricked into sending here by a foreign name (DNS rebinding).
struct HostCheck: Sendable {
    private let names: Set<String>

    /// Creates the check for the loopback names, the address listened on and the configured names.
    init(configuration: ConsoleConfiguration) {
        var names: Set<String> = ["localhost", "127.0.0.1", "::1"]
        names.insert(HostName.bare(configuration.host))
        names.formUnion(configuration.hostNames.map(HostName.bare))
        // Addresses that stand for "every interface" are no names anybody calls.
        names.subtract(["0.0.0.0", "::"])
        self.names = names
    }

    /// Checks the `Host` header.
    ///
    /// - Throws: ``Problem`` 400 if there is none or more than one, 421 if it names another host.
    func check(_ request: Request) throws(Problem) {
        // The first Host header becomes the request's authority; a second one would stay among the fields.
        guard let authority = request.head.authority, !authority.isEmpty,
            !request.headers.contains(where: { $0.name.canonicalName == "host" })
        else { throw .badRequest("The request needs exactly one Host header.") }
        guard let host = HostName.host(ofAuthority: authority), names.contains(host) else {
            throw Problem(
                status: .misdirectedRequest,
                detail: "'\(authority.prefix(80))' is not served here: "
                    + "use localhost, or add the name to the console's host names in the settings."
            )
        }
    }
}
