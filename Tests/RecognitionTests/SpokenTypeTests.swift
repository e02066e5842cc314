import Recognition
import Testing

@Suite struct `Answers of a known type` {
    /// What is said, and what it means.
    struct Saying: Sendable, CustomTestStringConvertible {
        var type: String
        var words: String
        var value: String?
        var testDescription: String { "\(type): \(words)" }
    }

    static func value(_ row: Saying, _ language: SpeechLanguage) throws -> String? {
        let type = try #require(SpokenType(row.type))
        let grammar = try SpeechGrammar(GrammarDocument(type), language: language)
        return grammar.value(of: row.words.split(separator: " ").map(String.init))?.description
    }

    @Test(arguments: [
        Saying(type: "digits", words: "five oh zero one", value: "5001"),
        Saying(type: "digits:2", words: "five oh", value: "50"),
        Saying(type: "digits:2", words: "five", value: nil),
        Saying(type: "phone", words: "double five triple oh two", value: "550002"),
        Saying(type: "number", words: "zero", value: "0"),
        Saying(type: "number", words: "twenty one", value: "21"),
        Saying(type: "number", words: "one hundred and five", value: "105"),
        Saying(type: "number", words: "twelve hundred", value: "1200"),
        Saying(type: "number", words: "a thousand and one", value: "1001"),
        Saying(type: "number", words: "three hundred twenty five thousand four hundred", value: "325400"),
        Saying(type: "number", words: "two million three thousand", value: "2003000"),
        Saying(type: "number", words: "minus three point one four", value: "-3.14"),
        Saying(type: "number", words: "twenty ten", value: nil),
        Saying(type: "boolean", words: "yes please", value: "true"),
        Saying(type: "boolean", words: "that's right", value: "true"),
        Saying(type: "boolean", words: "no thank you", value: "false"),
        Saying(type: "boolean", words: "yes no", value: nil),
        Saying(type: "date", words: "june eleventh nineteen sixty seven", value: "1967-06-11"),
        Saying(type: "date", words: "the third of may", value: "05-03"),
        Saying(type: "date", words: "march twenty nine two thousand and six", value: "2006-03-29"),
        Saying(type: "date", words: "march twenty ninth twenty twenty six", value: "2026-03-29"),
        Saying(type: "date", words: "july fourth nineteen oh five", value: "1905-07-04"),
        Saying(type: "date", words: "july fourth sixty seven", value: "1967-07-04"),
        Saying(type: "date", words: "the twenty first of may eight", value: nil),
        Saying(type: "date", words: "the twenty first of may oh eight", value: nil),
        Saying(type: "date", words: "february thirtieth", value: nil),
        Saying(type: "date", words: "february twenty ninth", value: "02-29"),
        Saying(type: "date", words: "february twenty ninth nineteen hundred", value: nil),
        Saying(type: "date", words: "tomorrow", value: "+1"),
        Saying(type: "time", words: "five thirty p m", value: "17:30"),
        Saying(type: "time", words: "five oh five", value: "05:05?"),
        Saying(type: "time", words: "half past six", value: "06:30?"),
        Saying(type: "time", words: "quarter to one", value: "12:45?"),
        Saying(type: "time", words: "twenty minutes past nine in the morning", value: "09:20"),
        Saying(type: "time", words: "five to ten at night", value: "21:55"),
        Saying(type: "time", words: "twelve a m", value: "00:00"),
        Saying(type: "time", words: "twelve thirty at night", value: "00:30"),
        Saying(type: "time", words: "two at night", value: "02:00"),
        Saying(type: "time", words: "quarter to twelve at night", value: "23:45"),
        Saying(type: "time", words: "quarter after six in the evening", value: "18:15"),
        Saying(type: "time", words: "ten after nine", value: "09:10?"),
        Saying(type: "time", words: "twelve noon", value: "12:00"),
        Saying(type: "time", words: "noon", value: "12:00"),
        Saying(type: "time", words: "midnight", value: "00:00"),
        Saying(type: "money", words: "twelve dollars and fifty cents", value: "12.50 USD"),
        Saying(type: "money", words: "three dollars five", value: "3.05 USD"),
        Saying(type: "money", words: "ninety nine cents", value: "0.99 USD"),
        Saying(type: "money", words: "a thousand euros", value: "1000.00 EUR"),
        Saying(type: "money", words: "twelve point five dollars", value: "12.50 USD"),
        Saying(type: "money", words: "twelve point five oh dollars", value: "12.50 USD"),
        Saying(type: "money", words: "one point two five euros", value: "1.25 EUR"),
        Saying(type: "money", words: "two hundred and fifty", value: "250.00"),
        Saying(type: "money", words: "twelve point five", value: "12.50"),
    ]) func `in English`(_ row: Saying) throws {
        #expect(try Self.value(row, .english) == row.value)
    }

    @Test(arguments: [
        Saying(type: "digits", words: "幺 三 八 零", value: "1380"),
        Saying(type: "number", words: "十", value: "10"),
        Saying(type: "number", words: "二 十 五", value: "25"),
        Saying(type: "number", words: "三 百 二 十 五", value: "325"),
        Saying(type: "number", words: "一 百 五", value: "150"),
        Saying(type: "number", words: "一 百 零 五", value: "105"),
        Saying(type: "number", words: "两 千 三", value: "2300"),
        Saying(type: "number", words: "一 万 零 五", value: "10005"),
        Saying(type: "number", words: "两 万 五 千", value: "25000"),
        Saying(type: "number", words: "三 点 一 四", value: "3.14"),
        Saying(type: "boolean", words: "是的", value: "true"),
        Saying(type: "boolean", words: "不 对", value: nil),
        Saying(type: "boolean", words: "不对", value: "false"),
        Saying(type: "date", words: "三 月 二 十 九 号", value: "03-29"),
        Saying(type: "date", words: "二 零 二 六 年 三 月 五 日", value: "2026-03-05"),
        Saying(type: "date", words: "二 月 三 十 号", value: nil),
        Saying(type: "date", words: "明天", value: "+1"),
        Saying(type: "date", words: "大后天", value: "+3"),
        Saying(type: "time", words: "下午 三 点 半", value: "15:30"),
        Saying(type: "time", words: "两 点 钟", value: "02:00?"),
        Saying(type: "time", words: "早上 八 点 十 五 分", value: "08:15"),
        Saying(type: "time", words: "二 十 点", value: "20:00"),
        Saying(type: "time", words: "三 点 一 刻", value: "03:15?"),
        Saying(type: "time", words: "晚上 十 二 点 半", value: "00:30"),
        Saying(type: "time", words: "晚上 八 点", value: "20:00"),
        Saying(type: "time", words: "半夜 两 点", value: "02:00"),
        Saying(type: "time", words: "中午 十 一 点 半", value: "11:30"),
        Saying(type: "time", words: "中午 十 二 点", value: "12:00"),
        Saying(type: "time", words: "中午 一 点", value: "13:00"),
        Saying(type: "time", words: "傍晚 六 点 整", value: "18:00"),
        Saying(type: "time", words: "零 点 三 十 分", value: "00:30"),
        Saying(type: "time", words: "下午 三 点 五 分", value: "15:05"),
        Saying(type: "time", words: "下午 三 点 差 五 分", value: "14:55"),
        Saying(type: "time", words: "早上 差 一 刻 八 点", value: "07:45"),
        Saying(type: "money", words: "三 块 五", value: "3.50 CNY"),
        Saying(type: "money", words: "十 二 块 五 毛", value: "12.50 CNY"),
        Saying(type: "money", words: "五 毛", value: "0.50 CNY"),
        Saying(type: "money", words: "两 百 元", value: "200.00 CNY"),
        Saying(type: "money", words: "十 二 点 五 元", value: "12.50 CNY"),
        Saying(type: "money", words: "五 分", value: "0.05 CNY"),
        Saying(type: "money", words: "三 百 五", value: "350.00"),
        Saying(type: "money", words: "十 二 点 五", value: "12.50"),
    ]) func `in Mandarin`(_ row: Saying) throws {
        #expect(try Self.value(row, .mandarin) == row.value)
    }

    @Test(arguments: SpokenType.names) func `every name is a type in both languages`(_ name: String) throws {
        let type = try #require(SpokenType(name))
        #expect(type.description == name)
        for language in SpeechLanguage.allCases {
            #expect(try !SpeechGrammar(GrammarDocument(type), language: language).graph.words.isEmpty)
        }
    }

    @Test(arguments: ["digit", "digits:", "digits:0", "digits:9-7", "digits:1-99", "digits:1-2-3", "date:4", "digits:-3", ""])
    func `what is no type is refused`(_ text: String) {
        #expect(SpokenType(text) == nil)
    }
}
