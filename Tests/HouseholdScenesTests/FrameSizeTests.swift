import Testing

@testable import HouseholdScenes

@Test("Frames smaller than a camera's are refused", arguments: [(1, 1), (63, 48), (64, 47), (3841, 100), (-5, 100)])
func refusesOddSizes(width: Int, height: Int) {
    #expect(throws: SceneError.frameSize(width: width, height: height)) {
        try FrameSize(width: width, height: height)
    }
}
