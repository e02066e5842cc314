// swift-tools-version: 6.2
import PackageDescription

// The arrows of the design are the `dependencies:` lines below; `make lint` compares the imports with them.

/// What every target of ours is compiled with.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
/// Targets that see no C and no system: not even an unsafe pointer.
let pure: [SwiftSetting] = strict + [.strictMemorySafety()]
/// Optimised in debug builds as well, where tests would spend most of their time in it.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]
/// What each frame of a call goes through.
let perFrame: [SwiftSetting] = pure + optimised

let package = Package(
    name: "hotline",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "hotline", targets: ["hotline"]),
        .library(name: "Audio", targets: ["Audio"]),
        .library(name: "AudioFiles", targets: ["AudioFiles"]),
        .library(name: "RTP", targets: ["RTP"]),
        .library(name: "SIP", targets: ["SIP"]),
        .library(name: "Recognition", targets: ["Recognition"]),
        // For Benchmarks/ only.
        .library(name: "CallEngine", targets: ["IVR", "CallEngine"]),
        .library(name: "Queueing", targets: ["Diagnostics", "Queueing"]),
        .library(name: "CallSimulator", targets: ["CallSimulator", "PocketSphinx"]),
    ],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .target(name: "Diagnostics", dependencies: ["Yams"], swiftSettings: pure),
        .target(name: "Calendars", dependencies: ["Diagnostics"], swiftSettings: pure),
        .target(name: "Audio", swiftSettings: perFrame),
        .target(name: "AudioFiles", dependencies: ["Audio", "CSoundFile", "CSpeexDSP"], swiftSettings: strict),
        .target(name: "RTP", dependencies: ["Audio"], swiftSettings: perFrame),
        .target(name: "SIP", swiftSettings: pure),
        .target(name: "Recognition", dependencies: ["Audio", "Diagnostics"], swiftSettings: perFrame),
        .target(
            name: "PocketSphinx", dependencies: ["Recognition", "AudioFiles", "Diagnostics", "CPocketSphinx"], swiftSettings: strict),
        .target(name: "IVR", dependencies: ["Diagnostics", "Recognition", "Calendars"], swiftSettings: pure),
        .target(name: "Queueing", dependencies: ["Calendars", "Diagnostics"], swiftSettings: pure),
        .target(name: "CallEngine", dependencies: ["Audio", "RTP", "Recognition", "IVR", "Calendars"], swiftSettings: pure),
        .target(
            name: "CallSimulator",
            dependencies: ["CallEngine", "Queueing", "Audio", "RTP", "Recognition", "IVR", "Diagnostics", "Calendars"],
            swiftSettings: pure),
        .target(
            name: "Server",
            dependencies: [
                "CallEngine", "Queueing", "IVR", "RTP", "SIP", "Recognition", "Calendars", "Audio", "AudioFiles", "Diagnostics",
                "CRealTime",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "hotline",
            dependencies: [
                "Server", "CallSimulator", "CallEngine", "Queueing", "IVR", "Calendars", "Diagnostics", "PocketSphinx", "Recognition",
                "AudioFiles", "Audio",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),

        .systemLibrary(name: "CSoundFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
        .systemLibrary(name: "CSpeexDSP", pkgConfig: "speexdsp", providers: [.apt(["libspeexdsp-dev"])]),
        .target(name: "CRealTime"),
        .target(name: "CPocketSphinx"),

        // Programs that tests run.
        .target(name: "CSpawn", path: "Tests/CSpawn"),
        .target(name: "TestPrograms", dependencies: ["CSpawn"], path: "Tests/TestPrograms", swiftSettings: strict),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
        .testTarget(name: "CalendarsTests", dependencies: ["Calendars", "Diagnostics"], swiftSettings: strict),
        .testTarget(name: "AudioTests", dependencies: ["Audio"], swiftSettings: strict),
        .testTarget(name: "AudioFilesTests", dependencies: ["AudioFiles", "Audio"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "RTPTests", dependencies: ["RTP", "Audio"], swiftSettings: strict),
        .testTarget(name: "SIPTests", dependencies: ["SIP"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "RecognitionTests", dependencies: ["Recognition", "Audio"], swiftSettings: strict),
        // What needs a model says so and passes where there is none.
        .testTarget(
            name: "PocketSphinxTests", dependencies: ["PocketSphinx", "Recognition", "AudioFiles", "Audio", "TestPrograms"],
            swiftSettings: strict),
        .testTarget(
            name: "IVRTests", dependencies: ["IVR", "Recognition", "Calendars", "Diagnostics"], exclude: ["Fixtures"], swiftSettings: strict
        ),
        .testTarget(name: "QueueingTests", dependencies: ["Queueing", "Calendars", "Diagnostics", "Audio"], swiftSettings: strict),
        .testTarget(name: "CallEngineTests", dependencies: ["CallEngine", "Audio", "RTP", "Recognition", "IVR"], swiftSettings: strict),
        .testTarget(
            name: "CallSimulatorTests",
            dependencies: [
                "CallSimulator", "CallEngine", "Queueing", "RTP", "Recognition", "IVR", "Calendars", "Diagnostics", "AudioFiles", "Audio",
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "hotline", "CallEngine", "Queueing", "IVR", "Recognition", "RTP", "SIP", "Audio", "AudioFiles", "Diagnostics",
                "CRealTime", "TestPrograms",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ], exclude: ["Sipp"], swiftSettings: strict),
        // Real telephones call the real program: it depends on `hotline` to have it built, and imports nothing of it. What they hear is
        // compared while others wait to be answered in time.
        .testTarget(
            name: "InteropTests", dependencies: ["hotline", "AudioFiles", "Audio", "TestPrograms"], exclude: ["Fixtures"],
            swiftSettings: strict + optimised),
    ],
    swiftLanguageModes: [.v6]
)
