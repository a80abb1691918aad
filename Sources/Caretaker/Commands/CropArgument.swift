import ArgumentParser
import FrameAnalysis

/// A rectangle as it is written on the command line: `x,y,width,height` in pixels.
struct CropArgument: ExpressibleByArgument {
    /// The rectangle.
    let rectangle: PixelRectangle

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 4, let x = numbers[0], let y = numbers[1], let width = numbers[2],
            let height = numbers[3], x >= 0, y >= 0, width > 0, height > 0, max(x, y, width, height) <= 16_384
        else { return nil }
        rectangle = PixelRectangle(x: x, y: y, width: width, height: height)
    }
}
