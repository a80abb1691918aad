import Foundation

/// The files that the broker is started with.
struct BrokerFiles {
    /// The folder that holds them.
    let directory: URL

    /// The configuration.
    var configuration: URL { directory.appending(path: "mosquitto.conf") }
    /// Who may read and write what.
    var accessList: URL { directory.appending(path: "acl") }
    /// The hashed password of the service.
    var passwords: URL { directory.appending(path: "passwords") }
    /// The identifier of the broker's process.
    var process: URL { directory.appending(path: "mosquitto.pid") }

    /// Creates the folder and checks that files can be written to it.
    ///
    /// - Throws: ``ManagedBrokerError`` if not.
    func prepareDirectory() throws(ManagedBrokerError) {
        // A line of mosquitto's configuration ends at a line break, and there is no way to quote one.
        guard !directory.path.utf8.contains(where: { $0 < 0x20 }) else {
            throw .directoryUnusable(directory.path, reason: "its name has a control character")
        }
        do {
            try FileManager.default.createDirectory(
                at: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .directoryUnusable(directory.path, reason: reason(of: error))
        }
        let probe = directory.appending(path: ".writable")
        try write("", to: probe)
        unlink(probe.path)
    }

    /// Writes configuration, access list and the service's password in clear, which is still to be hashed.
    ///
    /// - Throws: ``ManagedBrokerError`` if a file cannot be written.
    func write(_ settings: BrokerConfiguration, endpoint: BrokerEndpoint) throws(ManagedBrokerError) {
        try write("\(endpoint.username):\(endpoint.password)\n", to: passwords)
        try write(accessRules(settings, username: endpoint.username), to: accessList)
        try write(text(settings, endpoint: endpoint), to: configuration)
    }

    /// The text of the configuration file.
    func text(_ settings: BrokerConfiguration, endpoint: BrokerEndpoint) -> String {
        var lines = [
            "# Written at every start; changes made here are lost.",
            "listener \(endpoint.port) 127.0.0.1",
        ]
        if let port = settings.websocketPort {
            // By interface name: a websockets listener ignores `bind_interface`, and in some versions an address,
            // and would then listen to the whole network.
            lines += ["listener \(port) lo", "protocol websockets"]
        }
        // Started as root, mosquitto becomes another user, who could not write to this folder.
        if geteuid() == 0 { lines.append("user root") }
        lines += [
            "allow_anonymous true",
            "password_file \(passwords.path)",
            "acl_file \(accessList.path)",
            "persistence true",
            "persistence_location \(directory.path)/",
            "persistence_file mosquitto.db",
            "autosave_on_changes \(settings.persistence == .everyChange)",
            "autosave_interval 1",
            "max_queued_messages \(settings.maximumQueuedMessages)",
            "max_queued_bytes \(settings.maximumQueuedBytes)",
            "max_inflight_messages \(settings.maximumInflightMessages)",
            "message_size_limit \(settings.maximumPayload)",
            "max_connections \(settings.maximumConnections)",
            "set_tcp_nodelay true",
            "log_dest stderr",
            "log_timestamp false",
            "log_type error",
            "log_type warning",
            "log_type notice",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The text of the access list; what stands before the first `user` line is for clients without credentials.
    func accessRules(_ settings: BrokerConfiguration, username: String) -> String {
        let reads = settings.anonymousReads.filter { filter in
            !filter.isEmpty && !filter.utf8.contains { $0 < 0x20 }
        }
        let lines =
            ["topic write #"] + BrokerConfiguration.privateTopics.map { "topic deny \($0)" }
            + reads.map { "topic read \($0)" }
            + ["user \(username)", "topic readwrite #", "topic read $SYS/#"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func write(_ text: String, to file: URL) throws(ManagedBrokerError) {
        let path = file.path
        // Created with its final permissions: the password must not be readable for even a moment.
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .directoryUnusable(directory.path, reason: String(cString: strerror(errno)))
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        } catch {
            throw .directoryUnusable(directory.path, reason: reason(of: error))
        }
    }

    private func reason(of error: any Error) -> String {
        let error = error as NSError
        guard let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError, cause.domain == NSPOSIXErrorDomain else {
            return error.localizedDescription
        }
        return String(cString: strerror(Int32(cause.code)))
    }
}
