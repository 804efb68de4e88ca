// swift-tools-version: 6.2
import PackageDescription

let common: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// For code that sees no pointer: the compiler refuses what is not memory-safe.
let safe = common + [.strictMemorySafety()]

let package = Package(
    name: "rejoinder",
    products: [
        .executable(name: "rejoinder", targets: ["RejoinderCommand"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        // HTTP, Markup, Signing, Compression and Platform know no word of the domain; pointers stay
        // inside them and LanguageFiles.
        .target(name: "HTTP", dependencies: ["CCurl", "CZlib"], swiftSettings: common),
        .target(name: "Markup", swiftSettings: common),
        .target(name: "Signing", dependencies: ["COpenSSL"], swiftSettings: common),
        .target(name: "Compression", dependencies: ["CZlib", "CZstd"], swiftSettings: common),
        // What must be C: the handler of fatal signals, the notes that outlive it, and the id of the
        // build.
        .target(name: "CProcess"),
        .target(name: "Platform", dependencies: ["CProcess"], swiftSettings: common),
        // The languages, each a folder of plain text that C embeds (docs/languages.md).
        .target(name: "CLanguages", exclude: ["en", "de", "fr", "uk", "ru", "es", "common"]),
        // What was learnt from labelled sentences, embedded likewise (docs/training.md).
        .target(
            name: "CWeights", exclude: ["weights.bin", "weights.json", "terms.bin", "terms.json"]),
        .target(
            name: "LanguageFiles", dependencies: ["CLanguages", "CWeights"], swiftSettings: common),

        .target(
            name: "Rejoinder",
            dependencies: [
                "HTTP", "LanguageFiles", "Markup", "Signing", "Compression", "Platform",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: safe),
        .executableTarget(
            name: "RejoinderCommand",
            dependencies: [
                "HTTP", "Rejoinder", "Signing", "Compression", "Platform",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: safe),

        .target(name: "CSpawn", path: "Tests/CSpawn"),
        .target(
            name: "TestSupport", dependencies: ["CSpawn"], path: "Tests/TestSupport",
            swiftSettings: common),
        .testTarget(
            name: "HTTPTests", dependencies: ["HTTP", "TestSupport"], swiftSettings: common),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: common),
        .testTarget(name: "SigningTests", dependencies: ["Signing"], swiftSettings: common),
        .testTarget(
            name: "CompressionTests", dependencies: ["Compression", "TestSupport"],
            swiftSettings: common),
        .executableTarget(
            name: "SignalProbe", dependencies: ["Platform"], path: "Tests/SignalProbe",
            swiftSettings: common),
        .executableTarget(
            name: "StreamProbe", dependencies: ["Platform"], path: "Tests/StreamProbe",
            swiftSettings: common),
        .testTarget(
            name: "PlatformTests",
            dependencies: ["Platform", "SignalProbe", "StreamProbe", "TestSupport"],
            swiftSettings: common),
        .testTarget(
            name: "RejoinderTests",
            dependencies: [
                "Rejoinder", "HTTP", "Markup", "Signing", "Compression", "Platform", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: common),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Rejoinder", "RejoinderCommand", "HTTP", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: common),
    ],
    swiftLanguageModes: [.v6]
)
