extension MandarinSpeech {
    /// Every clip of the language.
    static let vocabulary: [ClipText] = digits + numbers + sections + words + reasons + dates + amounts + characters

    private static let hanzi = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let pinyin = ["ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3"]

    /// A number below a hundred; 10 to 19 without 一.
    private static func word(_ number: Int, prefix: String = "", pinyinPrefix: String = "") -> (text: String, pinyin: String) {
        let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
        guard tens > 0 else { return (hanzi[ones], pinyin[ones]) }
        let head = tens == 1 ? (prefix + "十", pinyinPrefix + "shi2") : (hanzi[tens] + "十", pinyin[tens] + " shi2")
        return ones == 0 ? head : (head.0 + hanzi[ones], head.1 + " " + pinyin[ones])
    }

    private static func clip(_ name: String, _ number: Int, before unit: String, _ unitPinyin: String) -> ClipText {
        let word = word(number)
        return ClipText(name, word.text + unit, pinyin: word.pinyin + " " + unitPinyin)
    }

    /// Digits said one by one: 一 is 幺, so that it is not taken for 七.
    private static let digits = (0...9).map { digit in
        digit == 1 ? ClipText("digit/1", "幺", pinyin: "yao1") : ClipText("digit/\(digit)", hanzi[digit], pinyin: pinyin[digit])
    }

    private static let numbers =
        (0...99).map { number in
            let word = word(number)
            return ClipText("number/\(number)", word.text, pinyin: word.pinyin)
        }
        + (10...19).map { number in
            let word = word(number, prefix: "一", pinyinPrefix: "yi4 ")
            return ClipText("number/\(number)-inner", word.text, pinyin: word.pinyin)
        }

    private static let sections: [ClipText] =
        (1...9).map { clipOf($0, unit: "百", "bai3", times: 100) } + (1...9).map { clipOf($0, unit: "千", "qian1", times: 1_000) }
        + [
            ClipText("number/2000-inner", "二千", pinyin: "er4 qian1"), ClipText("number/wan", "万", pinyin: "wan4"),
            ClipText("number/yi", "亿", pinyin: "yi4"), ClipText("number/1-wan", "一万", pinyin: "yi2 wan4"),
            ClipText("number/1-yi", "一亿", pinyin: "yi2 yi4"), ClipText("number/2-liang", "两", pinyin: "liang3"),
            ClipText("number/1-falling", "一", pinyin: "yi4"), ClipText("number/1-rising", "一", pinyin: "yi2"),
            ClipText("number/minus", "负", pinyin: "fu4"), ClipText("number/point", "点", pinyin: "dian3"),
            ClipText("ordinal/prefix", "第", pinyin: "di4"),
        ]

    /// 一百 and 一千 with the falling 一; 两千, but 二百.
    private static func clipOf(_ digit: Int, unit: String, _ unitPinyin: String, times power: Int) -> ClipText {
        let name = "number/\(digit * power)"
        switch digit {
        case 1: return ClipText(name, "一" + unit, pinyin: "yi4 " + unitPinyin)
        case 2 where power == 1_000: return ClipText(name, "两" + unit, pinyin: "liang3 " + unitPinyin)
        default: return ClipText(name, hanzi[digit] + unit, pinyin: pinyin[digit] + " " + unitPinyin)
        }
    }

    /// Why a wait has become longer.
    private static let reasons = [
        ClipText(
            "queue/fewer-agents", "目前接听电话的人员减少了。", pinyin: "mu4 qian2 jie1 ting1 dian4 hua4 de5 ren2 yuan2 jian3 shao3 le5"),
        ClipText("queue/others-first", "有紧急来电优先接听。", pinyin: "you3 jin3 ji2 lai2 dian4 you1 xian1 jie1 ting1"),
        ClipText("queue/slower-calls", "通话时间比预计的长。", pinyin: "tong1 hua4 shi2 jian1 bi3 yu4 ji4 de5 chang2"),
        ClipText("queue/other-queue", "您已转到另一个队列等候。", pinyin: "nin2 yi3 zhuan3 dao4 ling4 yi2 ge4 dui4 lie4 deng3 hou4"),
    ]

    private static let words = [
        ClipText("word/and", "和", pinyin: "he2"), ClipText("confirm/heard", "您输入的是", pinyin: "nin2 shu1 ru4 de5 shi4"),
        ClipText("confirm/said", "您说的是", pinyin: "nin2 shuo1 de5 shi4"),
        ClipText("confirm/chose", "您选择的是", pinyin: "nin2 xuan3 ze2 de5 shi4"),
        ClipText("confirm/yes", "正确请说是的或按", pinyin: "zheng4 que4 qing3 shuo1 shi4 de5 huo4 an4"),
        ClipText("confirm/no", "不对请说不是或按", pinyin: "bu2 dui4 qing3 shuo1 bu2 shi4 huo4 an4"),
        ClipText("confirm/right", "正确请按", pinyin: "zheng4 que4 qing3 an4"),
        ClipText("confirm/wrong", "重新输入请按", pinyin: "chong2 xin1 shu1 ru4 qing3 an4"),
        ClipText("confirm/end", "键", pinyin: "jian4"),
    ]

    private static let dates: [ClipText] =
        (1...12).map { clip("month/\($0)", $0, before: "月", "yue4") } + (1...31).map { clip("day/\($0)", $0, before: "日", "ri4") }
        + (0...12).map(hour) + (0...59).map(minute)
        + [
            ClipText("year/unit", "年", pinyin: "nian2"), ClipText("time/dawn", "凌晨", pinyin: "ling2 chen2"),
            ClipText("time/morning", "上午", pinyin: "shang4 wu3"), ClipText("time/noon", "中午", pinyin: "zhong1 wu3"),
            ClipText("time/afternoon", "下午", pinyin: "xia4 wu3"), ClipText("time/evening", "晚上", pinyin: "wan3 shang5"),
        ]

    private static func hour(_ hour: Int) -> ClipText {
        switch hour {
        case 1: ClipText("hour/1", "一点", pinyin: "yi4 dian3")
        case 2: ClipText("hour/2", "两点", pinyin: "liang3 dian3")
        default: clip("hour/\(hour)", hour, before: "点", "dian3")
        }
    }

    private static func minute(_ minute: Int) -> ClipText {
        let name = "minute/\(minute)"
        switch minute {
        case 0: return ClipText(name, "整", pinyin: "zheng3")
        case 1...9: return ClipText(name, "零" + hanzi[minute] + "分", pinyin: "ling2 " + pinyin[minute] + " fen1")
        default: return clip(name, minute, before: "分", "fen1")
        }
    }

    private static let amounts = [
        ClipText("money/usd", "美元", pinyin: "mei3 yuan2"), ClipText("money/usd-minor", "美分", pinyin: "mei3 fen1"),
        ClipText("money/cny", "元", pinyin: "yuan2"), ClipText("money/cny-jiao", "角", pinyin: "jiao3"),
        ClipText("money/cny-minor", "分", pinyin: "fen1"), ClipText("money/eur", "欧元", pinyin: "ou1 yuan2"),
        ClipText("money/eur-minor", "欧分", pinyin: "ou1 fen1"), ClipText("money/gbp", "英镑", pinyin: "ying1 bang4"),
        ClipText("money/gbp-minor", "便士", pinyin: "bian4 shi4"), ClipText("money/jpy", "日元", pinyin: "ri4 yuan2"),
        ClipText("money/hkd", "港元", pinyin: "gang3 yuan2"), ClipText("money/hkd-minor", "港分", pinyin: "gang3 fen1"),
        ClipText("unit/day", "天", pinyin: "tian1"), ClipText("unit/hour", "小时", pinyin: "xiao3 shi2"),
        ClipText("unit/minute", "分钟", pinyin: "fen1 zhong1"), ClipText("unit/second", "秒", pinyin: "miao3"),
    ]

    /// The letters as they are read in China, in the nearest syllables of Mandarin.
    private static let letters: KeyValuePairs<Character, String> = [
        "a": "ei1", "b": "bi4", "c": "xi1", "d": "di4", "e": "yi4", "f": "ai2 fu5", "g": "ji4", "h": "ai2 qi5", "i": "ai4", "j": "zhei4",
        "k": "kei4", "l": "ai2 lou5", "m": "ai2 mu5", "n": "en1", "o": "ou1", "p": "pi4", "q": "kiu1", "r": "a4 er5", "s": "ai2 si5",
        "t": "ti4", "u": "you1", "v": "wei1", "w": "da2 bu5 liu5", "x": "ai2 ke5 si5", "y": "wai4", "z": "zei4",
    ]

    private static let characters: [ClipText] =
        letters.map { ClipText("letter/\($0.key)", $0.key.uppercased(), pinyin: $0.value) }
        + [
            ClipText("sign/plus", "加", pinyin: "jia1"), ClipText("sign/star", "星号", pinyin: "xing1 hao4"),
            ClipText("sign/pound", "井号", pinyin: "jing3 hao4"), ClipText("sign/dot", "点", pinyin: "dian3"),
            ClipText("sign/dash", "杠", pinyin: "gang4"), ClipText("sign/underscore", "下划线", pinyin: "xia4 hua4 xian4"),
            ClipText("sign/at", "艾特", pinyin: "ai4 te4"), ClipText("sign/slash", "斜杠", pinyin: "xie2 gang4"),
        ] + Spelling.plates.map { ClipText("plate/\($0.character)", String($0.character), pinyin: $0.pinyin) }
}
