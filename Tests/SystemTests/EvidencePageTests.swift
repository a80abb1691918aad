import Foundation
import HouseholdScenes
import Testing

@Suite("A fall on the page, in a browser", .serialized)
struct EvidencePageTests {
    @Test("Figures are shown at once, pictures and the film of people when asked for, and the film plays")
    func fallOnThePage() async throws {
        let house = try House(
            settings: """
                people: [{id: anna, name: Anna}]
                cameras: [{id: bedroom, room: bedroom, person: anna, person_name: Anna}]

                """
        )
        let clip = house.folder.appending(path: "fall.mp4")
        try GeneratedClip.write(Scene.staged(.sideways, seed: 300), to: clip)
        try await house.whileRunning { _ in
            try await Browser.open { browser in
                try await browser.visit("http://127.0.0.1:\(house.httpPort)/")
                let video = try CaretakerProcess([
                    "publish-video", clip.path, "--camera", "bedroom", "--broker",
                    "mqtt://127.0.0.1:\(house.brokerPort)",
                ])
                try await browser.wait(
                    for: "the alert to come to the page by itself",
                    until: "[...document.querySelectorAll('#open-alerts h4')].some((title) => title.textContent === "
                        + "'Anna fell in the bedroom.')"
                )
                let card = "document.querySelector('#open-alerts .card .thumb img')"
                try await browser.wait(for: "the figure on the card", until: "\(card)?.naturalWidth > 100")
                #expect(try await browser.value(of: "\(card).src").string?.hasSuffix(".skeleton.jpg") == true)
                let code = try await video.waitForExit(within: .seconds(90))
                #expect(code == 0, "\(video.output)")
                try await Self.waitForFilm(in: house)
                try await Self.lookCloser(browser)
            }
        }
    }

    private static func waitForFilm(in house: House) async throws {
        let path = try await eventually("an alert with a film") {
            let alert = try await house.get("/api/v1/alerts?kind=fall&camera=bedroom")["alerts"].array.first
            return alert?["evidence"].array.compactMap(\.string).first { $0.hasSuffix(".mp4") }
        }
        _ = try await eventually("the film") { try? await house.bytes(path) }
    }

    /// Opens the alert, as somebody does who wants to know more.
    private static func lookCloser(_ browser: Browser) async throws {
        try await browser.click("#open-alerts .card .thumb")
        let pictures = "[...document.querySelectorAll('#detail .pictures img')]"
        try await browser.wait(for: "the figures", until: "\(pictures).some((picture) => picture.naturalWidth > 100)")
        let isFigure = "\(pictures).every((picture) => picture.src.endsWith('.skeleton.jpg'))"
        #expect(try await browser.value(of: isFigure).description == "true")
        #expect(try await browser.value(of: "document.querySelector('#detail video')").description == "null")

        try await browser.click("#detail .more button")
        let film = "document.querySelector('#detail video')"
        try await browser.wait(for: "a picture of the person", until: "\(pictures).length > 1")
        try await browser.wait(for: "the film to be loaded", until: "\(film)?.readyState >= 1")
        _ = try await browser.value(of: "(\(film).muted = true, \(film).play(), true)")
        try await browser.wait(for: "the film to play", until: "\(film).currentTime > 0.5")
        #expect(try await browser.value(of: "\(film).duration > 3").description == "true")
        #expect(try await browser.value(of: "\(film).videoWidth").int ?? 0 > 100)
    }
}
