import IVR
import Testing

/// A value, the form it is said in, and the words.
struct Said: Sendable, CustomTestStringConvertible {
    var value: String
    var form: SpokenValue.Form
    var currency: Currency?
    var words: String
    var testDescription: String { "\(value) as \(form.rawValue): \(words)" }

    init(_ value: String, _ form: SpokenValue.Form, _ words: String, currency: Currency? = nil) {
        self.value = value
        self.form = form
        self.words = words
        self.currency = currency
    }

    /// The words the clips of the value stand for; pinyin where there is some.
    func said(in language: SpokenLanguage, pinyin: Bool = false) throws -> String {
        let vocabulary = Dictionary(uniqueKeysWithValues: language.vocabulary.map { ($0.name, $0) })
        let value = FlowValue(json: value) ?? .text(value)
        let clips = try language.clips(saying: value, as: form, currency: currency)
        let words = clips.map { clip in
            let text = vocabulary[clip.name]
            return (pinyin ? text?.pinyin : text?.text) ?? "<\(clip.name)>"
        }
        return words.joined(separator: language == .mandarin && !pinyin ? "" : " ")
    }
}

@Suite struct `Values said in English` {
    @Test(arguments: [
        Said("\"138 0013-800\"", .digits, "one three eight zero zero one three dash eight zero zero"),
        Said("\"+86#\"", .digits, "plus eight six pound"),
        Said("0", .number, "zero"),
        Said("7", .number, "seven"),
        Said("21", .number, "twenty-one"),
        Said("100", .number, "one hundred"),
        Said("105", .number, "one hundred and five"),
        Said("999", .number, "nine hundred and ninety-nine"),
        Said("1000", .number, "one thousand"),
        Said("1005", .number, "one thousand and five"),
        Said("1234", .number, "one thousand two hundred and thirty-four"),
        Said("100000", .number, "one hundred thousand"),
        Said("1000001", .number, "one million and one"),
        Said("12345678", .number, "twelve million three hundred and forty-five thousand six hundred and seventy-eight"),
        Said("1000000000000", .number, "one trillion"),
        Said("-40", .number, "minus forty"),
        Said("12.50", .number, "twelve point five"),
        Said("-0.05", .number, "minus zero point zero five"),
        Said("\"3.14\"", .number, "three point one four"),
        Said("1000000000000000", .number, "one zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero"),
        Said("1", .ordinal, "first"),
        Said("2", .ordinal, "second"),
        Said("3", .ordinal, "third"),
        Said("12", .ordinal, "twelfth"),
        Said("20", .ordinal, "twentieth"),
        Said("21", .ordinal, "twenty-first"),
        Said("100", .ordinal, "one hundredth"),
        Said("101", .ordinal, "one hundred and first"),
        Said("1000", .ordinal, "one thousandth"),
        Said("1200", .ordinal, "one thousand two hundredth"),
        Said("2026-03-29", .date, "March twenty-ninth twenty twenty-six"),
        Said("2005-01-01", .date, "January first two thousand and five"),
        Said("1905-12-31", .date, "December thirty-first nineteen oh five"),
        Said("1900-02-28", .date, "February twenty-eighth nineteen hundred"),
        Said("2000-02-29T10:00Z", .date, "February twenty-ninth two thousand"),
        Said("02-29", .date, "February twenty-ninth"),
        Said("\"0704\"", .date, "July fourth"),
        Said("\"20261121\"", .date, "November twenty-first twenty twenty-six"),
        Said("00:00", .time, "midnight"),
        Said("12:00", .time, "noon"),
        Said("00:30", .time, "twelve thirty a.m."),
        Said("12:01", .time, "twelve oh one p.m."),
        Said("9:00", .time, "nine a.m."),
        Said("18:05", .time, "six oh five p.m."),
        Said("\"1815\"", .time, "six fifteen p.m."),
        Said("2026-03-29T23:59:30+08:00", .time, "eleven fifty-nine p.m."),
        Said("12.50", .money, "twelve dollars and fifty cents"),
        Said("1.01", .money, "one dollar and one cent"),
        Said("0.05", .money, "five cents"),
        Said("0", .money, "zero dollars"),
        Said("-2", .money, "minus two dollars"),
        Said("0.999", .money, "one dollar"),
        Said("1.005", .money, "one dollar and one cent"),
        Said("20", .money, "twenty yuan", currency: .cny),
        Said("1.5", .money, "one euro and fifty cents", currency: .eur),
        Said("2.01", .money, "two pounds and one penny", currency: .gbp),
        Said("1500.4", .money, "one thousand five hundred yen", currency: .jpy),
        Said("0", .duration, "zero seconds"),
        Said("60", .duration, "one minute"),
        Said("3661", .duration, "one hour one minute and one second"),
        Said("172800", .duration, "two days"),
        Said("[1, 2, 30]", .list, "one two and thirty"),
        Said("[\"A1\", \"B2\"]", .list, "A one and B two"),
        Said("[]", .list, ""),
        Said("5", .list, "five"),
        Said("苏B·12345", .spell, "Jiangsu B one two three four five"),
        Said("a.b@x_y/é", .spell, "A dot B at X underscore Y slash"),
    ]) func `are said in these words`(_ row: Said) throws {
        #expect(try row.said(in: .english) == row.words)
    }
}

@Suite struct `Values said in Mandarin` {
    @Test(arguments: [
        Said("\"13800138000\"", .digits, "幺三八零零幺三八零零零"),
        Said("0", .number, "零"),
        Said("2", .number, "二"),
        Said("10", .number, "十"),
        Said("12", .number, "十二"),
        Said("22", .number, "二十二"),
        Said("100", .number, "一百"),
        Said("101", .number, "一百零一"),
        Said("110", .number, "一百一十"),
        Said("115", .number, "一百一十五"),
        Said("200", .number, "二百"),
        Said("222", .number, "二百二十二"),
        Said("1000", .number, "一千"),
        Said("1001", .number, "一千零一"),
        Said("1010", .number, "一千零一十"),
        Said("1100", .number, "一千一百"),
        Said("2000", .number, "两千"),
        Said("2222", .number, "两千二百二十二"),
        Said("10000", .number, "一万"),
        Said("10001", .number, "一万零一"),
        Said("10015", .number, "一万零一十五"),
        Said("10100", .number, "一万零一百"),
        Said("11000", .number, "一万一千"),
        Said("20000", .number, "两万"),
        Said("22000", .number, "两万二千"),
        Said("32000", .number, "三万二千"),
        Said("100000", .number, "十万"),
        Said("105000", .number, "十万五千"),
        Said("150000", .number, "十五万"),
        Said("1500000", .number, "一百五十万"),
        Said("12345678", .number, "一千二百三十四万五千六百七十八"),
        Said("20000000", .number, "两千万"),
        Said("100000000", .number, "一亿"),
        Said("100000001", .number, "一亿零一"),
        Said("100150000", .number, "一亿零一十五万"),
        Said("200000000", .number, "两亿"),
        Said("220000000", .number, "两亿二千万"),
        Said("1010000000", .number, "十亿一千万"),
        Said("1000000000000", .number, "一万亿"),
        Said("-7", .number, "负七"),
        Said("12.51", .number, "十二点五一"),
        Said("0.05", .number, "零点零五"),
        Said("1", .ordinal, "第一"),
        Said("2", .ordinal, "第二"),
        Said("12", .ordinal, "第十二"),
        Said("2026-03-29", .date, "二零二六年三月二十九日"),
        Said("1991-12-02", .date, "一九九一年十二月二日"),
        Said("\"0101\"", .date, "一月一日"),
        Said("00:00", .time, "凌晨零点整"),
        Said("02:30", .time, "凌晨两点三十分"),
        Said("08:05", .time, "上午八点零五分"),
        Said("12:00", .time, "中午十二点整"),
        Said("13:15", .time, "下午一点十五分"),
        Said("18:00", .time, "晚上六点整"),
        Said("12.5", .money, "十二元五角"),
        Said("2", .money, "两元"),
        Said("2.22", .money, "两元二角二分"),
        Said("0.2", .money, "两角"),
        Said("0.02", .money, "两分"),
        Said("0.25", .money, "两角五分"),
        Said("10.05", .money, "十元零五分"),
        Said("0", .money, "零元"),
        Said("-1", .money, "负一元"),
        Said("2.05", .money, "两美元零五美分", currency: .usd),
        Said("0.02", .money, "两便士", currency: .gbp),
        Said("200", .money, "二百日元", currency: .jpy),
        Said("7320", .duration, "两小时两分钟"),
        Said("1", .duration, "一秒"),
        Said("[1, 2, 3]", .list, "一二和三"),
        Said("苏B12345", .spell, "苏B幺二三四五"),
    ]) func `are said in these words`(_ row: Said) throws {
        #expect(try row.said(in: .mandarin) == row.words)
    }

    @Test(arguments: [
        Said("1", .number, "yi1"),
        Said("100", .number, "yi4 bai3"),
        Said("1000", .number, "yi4 qian1"),
        Said("10000", .number, "yi2 wan4"),
        Said("111", .number, "yi4 bai3 yi4 shi2 yi1"),
        Said("\"11\"", .digits, "yao1 yao1"),
        Said("13:01", .time, "xia4 wu3 yi4 dian3 ling2 yi1 fen1"),
        Said("1", .money, "yi4 yuan2"),
        Said("1", .money, "yi2 ri4 yuan2", currency: .jpy),
        Said("3600", .duration, "yi4 xiao3 shi2"),
        Said("\"0111\"", .date, "yi1 yue4 shi2 yi1 ri4"),
        Said("[1, 2]", .list, "yi1 he2 er4"),
    ]) func `are read in these tones`(_ row: Said) throws {
        #expect(try row.said(in: .mandarin, pinyin: true) == row.words)
    }
}
