/// Says a text character by character: phone numbers, plates, booking codes.
enum Spelling {
    /// The characters beside letters and digits that are said, with their clips.
    static let signs: KeyValuePairs<Character, String> = [
        "+": "sign/plus", "*": "sign/star", "#": "sign/pound", ".": "sign/dot", "-": "sign/dash", "_": "sign/underscore", "@": "sign/at",
        "/": "sign/slash",
    ]

    /// The characters of Chinese plates: the provinces, and the kinds of vehicle.
    static let plates: [(character: Character, pinyin: String, english: String)] = [
        ("京", "jing1", "Beijing"), ("津", "jin1", "Tianjin"), ("沪", "hu4", "Shanghai"), ("渝", "yu2", "Chongqing"), ("冀", "ji4", "Hebei"),
        ("豫", "yu4", "Henan"), ("云", "yun2", "Yunnan"), ("辽", "liao2", "Liaoning"), ("黑", "hei1", "Heilongjiang"), ("湘", "xiang1", "Hunan"),
        ("皖", "wan3", "Anhui"), ("鲁", "lu3", "Shandong"), ("新", "xin1", "Xinjiang"), ("苏", "su1", "Jiangsu"), ("浙", "zhe4", "Zhejiang"),
        ("赣", "gan4", "Jiangxi"), ("鄂", "e4", "Hubei"), ("桂", "gui4", "Guangxi"), ("甘", "gan1", "Gansu"), ("晋", "jin4", "Shanxi"),
        ("蒙", "meng3", "Inner Mongolia"), ("陕", "shan3", "Shaanxi"), ("吉", "ji2", "Jilin"), ("闽", "min3", "Fujian"),
        ("贵", "gui4", "Guizhou"), ("粤", "yue4", "Guangdong"), ("青", "qing1", "Qinghai"), ("藏", "zang4", "Tibet"),
        ("川", "chuan1", "Sichuan"),
        ("宁", "ning2", "Ningxia"), ("琼", "qiong2", "Hainan"), ("港", "gang3", "Hong Kong"), ("澳", "ao4", "Macau"), ("学", "xue2", "learner"),
        ("警", "jing3", "police"), ("挂", "gua4", "trailer"), ("领", "ling3", "consulate"), ("使", "shi3", "embassy"),
    ]

    private static let plateCharacters = Set(plates.map(\.character))

    /// One clip for every character that can be said; blanks, dots of plates and characters without a name are left out, so that a
    /// value from a service never ends a call.
    static func clips(of text: String) -> [String] {
        text.compactMap { character in
            if character.isDigit { return "digit/\(character)" }
            if character.isASCII, character.isLetter { return "letter/\(character.lowercased())" }
            if let sign = signs.first(where: { $0.key == character }) { return sign.value }
            return plateCharacters.contains(character) ? "plate/\(character)" : nil
        }
    }
}
