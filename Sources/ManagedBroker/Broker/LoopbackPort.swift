import Foundation

/// Checks of TCP ports on the loopback interface.
enum LoopbackPort {
    /// Returns the port if it can be listened on; a free one for 0.
    ///
    /// - Throws: ``ManagedBrokerError`` if it is taken or not permitted.
    static func claimable(_ port: Int) throws(ManagedBrokerError) -> Int {
        guard let number = UInt16(exactly: port) else {
            throw .portUnusable(port, reason: "a port is a number from 0 to 65535")
        }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .portUnusable(port, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        // As mosquitto does: connections of an earlier run that linger in TIME_WAIT are no obstacle.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = address(number)
        let bound = withSocketAddress(&address) { bind(descriptor, $0, $1) }
        guard bound == 0, listen(descriptor, 1) == 0 else {
            let code = errno
            throw code == EADDRINUSE ? .portInUse(port) : .portUnusable(port, reason: String(cString: strerror(code)))
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withSocketAddress(&address) { pointer, _ in getsockname(descriptor, pointer, &length) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// The address of a port on loopback.
    static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// Calls a closure with an address in the form that socket functions take.
    static func withSocketAddress<Value>(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
