import Foundation
import Logging
import Testing

@testable import ManagedBroker

@Suite("Managed broker", .serialized)
struct ManagedBrokerTests {
    @Test("Devices publish and read without credentials")
    func anonymous() async throws {
        let bench = try BrokerBench()
        let broker = try bench.broker()
        let port = broker.endpoint.port
        try await bench.run(broker) {
            _ = try await bench.ready(broker)
            let published = try await bench.client(
                "mosquitto_pub",
                "-t",
                "devices/door/telemetry",
                "-m",
                "open",
                "-r",
                "-q",
                "1",
                port: port
            )
            #expect(published.code == 0)
            let read = try await bench.client("mosquitto_sub", "-t", "devices/#", "-C", "1", "-W", "10", port: port)
            #expect(read.output == "open\n")
        }
        #expect(broker.status == .stopped)
    }

    @Test("Pictures reach the service and nobody without its password")
    func frames() async throws {
        let bench = try BrokerBench()
        let broker = try bench.broker()
        let endpoint = broker.endpoint
        try await bench.run(broker) {
            _ = try await bench.ready(broker)
            for topic in ["cameras/hall/frame", "cameras/hall"] {
                _ = try await bench.client(
                    "mosquitto_pub",
                    "-t",
                    topic,
                    "-m",
                    topic,
                    "-r",
                    "-q",
                    "1",
                    port: endpoint.port
                )
            }
            let stranger = try await bench.client(
                "mosquitto_sub",
                "-t",
                "#",
                "-C",
                "1",
                "-W",
                "10",
                port: endpoint.port
            )
            #expect(stranger.output == "cameras/hall\n")
            let service = try await bench.client(
                "mosquitto_sub",
                "-u",
                endpoint.username,
                "-P",
                endpoint.password,
                "-t",
                "cameras/+/frame",
                "-C",
                "1",
                "-W",
                "10",
                port: endpoint.port
            )
            #expect(service.output == "cameras/hall/frame\n")
            let impostor = try await bench.client(
                "mosquitto_sub",
                "-u",
                endpoint.username,
                "-P",
                "guess",
                "-t",
                "#",
                "-W",
                "10",
                port: endpoint.port
            )
            #expect(impostor.code != 0)
        }
    }

    @Test("Snapshots of people reach nobody without the service's password, though all else of a camera does")
    func snapshots() async throws {
        let bench = try BrokerBench()
        let broker = try bench.broker()
        let endpoint = broker.endpoint
        let credentials = ["-u", endpoint.username, "-P", endpoint.password]
        try await bench.run(broker) {
            _ = try await bench.ready(broker)
            for topic in ["caretaker/hall/person/snapshot", "caretaker/hall/person"] {
                let message = ["-t", topic, "-m", topic, "-r", "-q", "1"]
                let told = try await bench.client("mosquitto_pub", credentials + message, port: endpoint.port)
                #expect(told.code == 0)
            }
            // What is kept comes in the order of the subscriptions, so a snapshot would come first.
            let filters = ["-t", "caretaker/+/+/snapshot", "-t", "caretaker/hall/person", "-C", "1", "-W", "10"]
            let stranger = try await bench.client("mosquitto_sub", filters, port: endpoint.port)
            #expect(stranger.output == "caretaker/hall/person\n")
            let service = try await bench.client("mosquitto_sub", credentials + filters, port: endpoint.port)
            #expect(service.output == "caretaker/hall/person/snapshot\n")
        }
    }

    @Test("A killed broker is started again on the same port, and what it had written is still there")
    func killed() async throws {
        let bench = try BrokerBench()
        let broker = try bench.broker()
        let port = broker.endpoint.port
        try await bench.run(broker) {
            let first = try await bench.ready(broker)
            let published = try await bench.client(
                "mosquitto_pub",
                "-t",
                "devices/door/state",
                "-m",
                "kept",
                "-r",
                "-q",
                "1",
                port: port
            )
            #expect(published.code == 0)
            // The broker acknowledges a moment before it writes.
            let database = bench.directory.appending(path: "mosquitto.db")
            _ = try await eventually {
                FileManager.default.contents(atPath: database.path)?.range(of: Data("kept".utf8))
            }
            kill(first, SIGKILL)
            let second = try await bench.ready(broker, otherThan: first)
            #expect(second != first)
            let read = try await bench.client("mosquitto_sub", "-t", "devices/#", "-C", "1", "-W", "10", port: port)
            #expect(read.output == "kept\n")
        }
    }

    @Test("After a graceful stop nothing runs and no process is recorded")
    func stopped() async throws {
        let bench = try BrokerBench()
        let broker = try bench.broker()
        let record = BrokerFiles(directory: bench.directory).process
        var pid: Int32 = 0
        try await bench.run(broker) {
            pid = try await bench.ready(broker)
            #expect(FileManager.default.fileExists(atPath: record.path))
        }
        #expect(!isRunning(pid))
        #expect(broker.status == .stopped)
    }

    @Test("A port that is taken is refused before anything starts, in words that help")
    func portTaken() async throws {
        let bench = try BrokerBench()
        let other = try BrokerBench()
        let first = try bench.broker()
        try await bench.run(first) {
            _ = try await bench.ready(first)
            let port = first.endpoint.port
            #expect(throws: ManagedBrokerError.portInUse(port)) { try other.broker(port: port) }
            #expect(ManagedBrokerError.portInUse(port).description.contains("in use"))
        }
    }

    @Test("A missing mosquitto is named together with the way to get it")
    func missing() throws {
        let bench = try BrokerBench()
        let configuration = BrokerConfiguration(directory: bench.directory, port: 0, executable: "/nowhere/mosquitto")
        let error = #expect(throws: ManagedBrokerError.executableMissing(searched: ["/nowhere/mosquitto"])) {
            try ManagedBroker(configuration: configuration, logger: .init(label: "test"))
        }
        #expect(error?.description.contains("apt-get install mosquitto") == true)
    }

    @Test(
        "A folder that cannot be written is refused",
        arguments: ["/proc/caretaker", "/dev/null/broker", "/tmp/line\nbreak"]
    )
    func unwritable(path: String) {
        let configuration = BrokerConfiguration(directory: URL(fileURLWithPath: path), port: 0)
        let error = #expect(throws: ManagedBrokerError.self) {
            try ManagedBroker(configuration: configuration, logger: .init(label: "test"))
        }
        guard case .directoryUnusable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A port beyond the range is refused", arguments: [-1, 65_536, .max])
    func impossiblePort(port: Int) throws {
        let bench = try BrokerBench()
        #expect(throws: ManagedBrokerError.self) { try bench.broker(port: port) }
    }

    @Test("The password is in no file in clear and in no argument")
    func password() async throws {
        let bench = try BrokerBench()
        let broker = try bench.broker()
        try await bench.run(broker) {
            let pid = try await bench.ready(broker)
            let secret = broker.endpoint.password
            for file in try FileManager.default.contentsOfDirectory(
                at: bench.directory,
                includingPropertiesForKeys: nil
            ) {
                let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
                #expect(!text.contains(secret), "\(file.lastPathComponent)")
            }
            let arguments = try #require(FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"))
            #expect(!String(decoding: arguments, as: UTF8.self).contains(secret))
            #expect(!broker.endpoint.description.contains(secret))
        }
    }

    @Test("Both listeners are bound to loopback and to nothing else")
    func loopbackOnly() async throws {
        let bench = try BrokerBench()
        let websocketPort = try LoopbackPort.claimable(0)
        let broker = try ManagedBroker(
            configuration: BrokerConfiguration(directory: bench.directory, port: 0, websocketPort: websocketPort),
            logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await bench.run(broker) {
            _ = try await bench.ready(broker)
            #expect(try listeningAddresses(port: broker.endpoint.port) == ["0100007F"])
            // An IPv4 address in the clothes of IPv6 is what mosquitto's websockets library makes of it.
            let addresses = try listeningAddresses(port: websocketPort)
            #expect(!addresses.isEmpty)
            #expect(addresses.isSubset(of: ["0100007F", "0000000000000000FFFF00000100007F"]))
        }
    }

    @Test("A broker that survived an earlier run is ended by the next one")
    func survivor() async throws {
        let bench = try BrokerBench()
        let files = BrokerFiles(directory: bench.directory)
        let earlier = try bench.broker()
        try files.write(BrokerConfiguration(directory: bench.directory), endpoint: earlier.endpoint)
        let child = try await ChildProcess.start(
            "/usr/sbin/mosquitto",
            arguments: ["-c", files.configuration.path],
            onLine: { _ in }
        )
        try RecordedProcess(file: files.process, configurationFile: files.configuration.path).record(child.pid)
        let broker = try bench.broker(port: earlier.endpoint.port)
        try await bench.run(broker) {
            let pid = try await bench.ready(broker)
            #expect(pid != child.pid)
            #expect(!isRunning(child.pid))
        }
    }

    @Test("A recorded process that is not our broker is left alone")
    func stranger() async throws {
        let bench = try BrokerBench()
        let sleeper = try await ChildProcess.start("/bin/sleep", arguments: ["60"], onLine: { _ in })
        let recorded = RecordedProcess(
            file: bench.directory.appending(path: "pid"),
            configurationFile: "/x/mosquitto.conf"
        )
        try recorded.record(sleeper.pid)
        #expect(recorded.survivor == nil)
        try await recorded.endSurvivor()
        #expect(isRunning(sleeper.pid))
        sleeper.stop(grace: .seconds(5))
        #expect(await sleeper.exitCode() == 128 + SIGTERM)
    }
}
