// swift-tools-version: 6.2
import PackageDescription

/// The checks that every Swift target of ours is built with.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Where scripts/bootstrap has put the inference runtime.
let openVINO = Context.packageDirectory + "/.deps/openvino"

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "caretaker",
    products: [
        .executable(name: "caretaker", targets: ["Caretaker"]),
        .library(name: "MQTTClient", targets: ["MQTTClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.2"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.30.0"),
    ],
    targets: [
        // Values.
        .target(name: "MonitoringModel", swiftSettings: settings),

        // The edge: broker and payloads.
        .target(
            name: "MQTTClient",
            dependencies: [nioCore, nioPosix, nioSSL, logging, lifecycle],
            swiftSettings: settings
        ),
        .target(name: "CChildProcess"),
        .target(
            name: "ManagedBroker",
            dependencies: ["CChildProcess", lifecycle, logging],
            swiftSettings: settings
        ),
        .target(name: "Ingest", dependencies: ["MonitoringModel"], swiftSettings: settings),

        // Features.
        .target(name: "RuleEngine", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .target(name: "MetricAlarms", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .target(name: "DeviceHealth", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .target(
            name: "CVision",
            // Pictures are scaled here, in debug builds too: without optimisation cameras would fall behind.
            cxxSettings: [.unsafeFlags(["-isystem", "/usr/include/opencv4", "-O2"])],
            linkerSettings: [
                .linkedLibrary("opencv_core"), .linkedLibrary("opencv_imgproc"),
                .linkedLibrary("opencv_imgcodecs"), .linkedLibrary("opencv_videoio"),
                .linkedLibrary("turbojpeg"),
            ]
        ),
        .target(
            name: "CInference",
            cSettings: [.unsafeFlags(["-I", openVINO + "/include"])],
            linkerSettings: [
                .unsafeFlags(["-L" + openVINO + "/lib", "-Xlinker", "-rpath", "-Xlinker", openVINO + "/lib"]),
                .linkedLibrary("openvino_c"),
            ]
        ),
        .target(
            name: "FrameAnalysis",
            dependencies: ["MonitoringModel", "CVision", "CInference", lifecycle, logging, subprocess],
            swiftSettings: settings
        ),
        .target(name: "Alerting", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .target(
            name: "NotificationChannels",
            dependencies: [
                "MonitoringModel", "Alerting", asyncHTTPClient, lifecycle, logging, nioCore, nioHTTP1, nioPosix,
            ],
            swiftSettings: settings
        ),
        .target(name: "CSpeech", linkerSettings: [.linkedLibrary("espeak-ng")]),
        .target(name: "SpeechOutput", dependencies: ["MonitoringModel", "CSpeech"], swiftSettings: settings),
        .target(name: "LanguageUnderstanding", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .target(name: "FieldService", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .target(
            name: "ChatAssistant",
            dependencies: ["MonitoringModel", "LanguageUnderstanding", "FieldService"],
            swiftSettings: settings
        ),

        // Everything together.
        .target(
            name: "StreamPipeline",
            dependencies: [
                "MonitoringModel", "RuleEngine", "MetricAlarms", "DeviceHealth", "FrameAnalysis", "Alerting",
                "ChatAssistant", "FieldService", lifecycle, logging,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "RuleActions",
            dependencies: [
                "MonitoringModel", "Alerting", "NotificationChannels", "RuleEngine", "StreamPipeline", asyncHTTPClient,
                logging, nioCore, nioHTTP1, nioPosix,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Persistence",
            dependencies: ["MonitoringModel", "Alerting", "ChatAssistant", "FieldService", "StreamPipeline", grdb],
            swiftSettings: settings
        ),
        .target(
            name: "ServiceSettings",
            dependencies: [
                "MonitoringModel", "Alerting", "DeviceHealth", "FieldService", "FrameAnalysis", "MetricAlarms",
                "RuleEngine", "StreamPipeline", yams,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "ConsoleAPI",
            dependencies: [
                "MonitoringModel", "Alerting", "ChatAssistant", "FieldService", httpTypes, hummingbird, hummingbirdCore,
                hummingbirdTLS, lifecycle, logging, nioCore, nioSSL,
            ],
            resources: [.embedInCode("Assets")],
            swiftSettings: settings
        ),
        .target(name: "HouseholdScenes", swiftSettings: settings),
        .executableTarget(
            name: "Caretaker",
            dependencies: [
                "MonitoringModel", "MQTTClient", "ManagedBroker", "Ingest", "RuleEngine", "MetricAlarms",
                "DeviceHealth", "FrameAnalysis", "Alerting",
                "NotificationChannels", "RuleActions", "SpeechOutput", "ChatAssistant", "FieldService",
                "LanguageUnderstanding",
                "StreamPipeline", "Persistence", "ServiceSettings", "ConsoleAPI", "HouseholdScenes", argumentParser,
                asyncHTTPClient, lifecycle, logging, nioCore, nioHTTP1, unixSignals,
            ],
            resources: [.embedInCode("Resources/household.yaml")],
            swiftSettings: settings
        ),

        // Simulated life, for docs/quality.md.
        .executableTarget(
            name: "week",
            dependencies: ["FrameAnalysis", "MonitoringModel", "HouseholdScenes"],
            path: "Benchmarks/week",
            swiftSettings: settings
        ),

        // What scripts/bench runs.
        .executableTarget(
            name: "bench-rules",
            dependencies: ["RuleEngine", "MonitoringModel"],
            path: "Benchmarks/rules",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "bench-alarms",
            dependencies: ["MetricAlarms", "MonitoringModel"],
            path: "Benchmarks/alarms",
            swiftSettings: settings
        ),

        // Tests.
        .target(
            name: "MonitoringTestKit",
            dependencies: ["MonitoringModel", "FieldService", nioCore, nioPosix],
            swiftSettings: settings
        ),
        .testTarget(name: "MonitoringModelTests", dependencies: ["MonitoringModel"], swiftSettings: settings),
        .testTarget(
            name: "MQTTClientTests",
            dependencies: ["MQTTClient", lifecycle, logging, nioCore, nioPosix],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ManagedBrokerTests",
            dependencies: ["ManagedBroker", lifecycle, logging],
            swiftSettings: settings
        ),
        .testTarget(name: "IngestTests", dependencies: ["Ingest", "MonitoringModel"], swiftSettings: settings),
        .testTarget(
            name: "RuleEngineTests",
            dependencies: ["RuleEngine", "MonitoringModel"],
            resources: [.copy("Conformance")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MetricAlarmsTests",
            dependencies: ["MetricAlarms", "MonitoringModel"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DeviceHealthTests",
            dependencies: ["DeviceHealth", "MonitoringModel"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FrameAnalysisTests",
            dependencies: [
                "FrameAnalysis", "CVision", "HouseholdScenes", "MonitoringModel", "MonitoringTestKit", lifecycle,
                logging,
                subprocess,
            ],
            exclude: ["Goldens"],
            swiftSettings: settings
        ),
        .testTarget(name: "HouseholdScenesTests", dependencies: ["HouseholdScenes"], swiftSettings: settings),
        .testTarget(name: "AlertingTests", dependencies: ["Alerting", "MonitoringModel"], swiftSettings: settings),
        .testTarget(
            name: "NotificationChannelsTests",
            dependencies: [
                "NotificationChannels", "RuleActions", "Alerting", "MonitoringModel", "MonitoringTestKit", "RuleEngine",
                "StreamPipeline", asyncHTTPClient, lifecycle, logging, nioCore, nioHTTP1, nioPosix,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SpeechOutputTests",
            dependencies: ["SpeechOutput", "MonitoringModel"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LanguageUnderstandingTests",
            dependencies: ["LanguageUnderstanding", "MonitoringModel"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FieldServiceTests",
            dependencies: ["FieldService", "MonitoringModel", "MonitoringTestKit"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ChatAssistantTests",
            dependencies: ["ChatAssistant", "FieldService", "MonitoringModel", "MonitoringTestKit"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "StreamPipelineTests",
            dependencies: [
                "StreamPipeline", "Persistence", "Alerting", "ChatAssistant", "DeviceHealth", "FieldService",
                "FrameAnalysis", "MetricAlarms", "MonitoringModel", "MonitoringTestKit", "RuleEngine",
                "ServiceSettings", logging,
                lifecycle,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PersistenceTests",
            dependencies: [
                "Persistence", "Alerting", "ChatAssistant", "FieldService", "MonitoringModel", "MonitoringTestKit",
                "StreamPipeline", grdb,
            ],
            resources: [.copy("Fixtures/first-release.sql")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ServiceSettingsTests",
            dependencies: [
                "ServiceSettings", "DeviceHealth", "FieldService", "FrameAnalysis", "MonitoringModel",
                "MonitoringTestKit",
                "RuleEngine",
                "StreamPipeline",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ConsoleAPITests",
            dependencies: [
                "ConsoleAPI", "Alerting", "ChatAssistant", "FieldService", "MonitoringModel", "MonitoringTestKit",
                httpTypes, hummingbird, lifecycle, logging, nioCore, nioPosix, nioSSL, yams,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SystemTests",
            dependencies: [
                "Caretaker", "HouseholdScenes", "MQTTClient", "MonitoringModel", "MonitoringTestKit", "SpeechOutput",
                asyncHTTPClient,
                grdb, httpTypes,
                hummingbird, logging, nioCore, nioHTTP1, nioPosix,
            ],
            swiftSettings: settings
        ),
    ],
    cxxLanguageStandard: .cxx17
)
