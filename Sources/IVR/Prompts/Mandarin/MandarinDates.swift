extension MandarinSpeech {
    /// 二零二六年三月二十九日.
    static func date(_ date: SpokenDate) -> [String] {
        let year = date.year.map { String($0).map { "number/\($0)" } + ["year/unit"] } ?? []
        return year + ["month/\(date.month)", "day/\(date.day)"]
    }

    /// 下午六点零五分, 上午八点整, 中午十二点.
    static func time(_ time: SpokenTime) -> [String] {
        let hour = time.hour == 0 ? 0 : time.hourOfTwelve
        return [part(of: time.hour), "hour/\(hour)", "minute/\(time.minute)"]
    }

    /// The part of the day by the clock.
    private static func part(of hour: Int) -> String {
        switch hour {
        case 0...5: "time/dawn"
        case 6...11: "time/morning"
        case 12: "time/noon"
        case 13...17: "time/afternoon"
        default: "time/evening"
        }
    }
}
