/// What Mandarin callers say for each kind of answer.
enum MandarinGrammars {
    /// One rule for each ``SpokenType``, with the tags of ``SpokenTags``.
    ///
    /// A bare digit at the end counts tens of what went before: 一百五 is 150.
    static let text = #"""
        #JSGF V1.0 UTF-8;
        grammar mandarin;

        <digit> = 零 {0} | (一 | 幺) {1} | 二 {2} | 三 {3} | 四 {4} | 五 {5} | 六 {6} | 七 {7} | 八 {8} | 九 {9};
        public <digits> = <digit>+;
        public <phone> = <digit>+;

        <unit> = 一 {+1} | 二 {+2} | 三 {+3} | 四 {+4} | 五 {+5} | 六 {+6} | 七 {+7} | 八 {+8} | 九 {+9};
        <some> = <unit> | 两 {+2};
        <tens> = [<unit>] 十 {x10} [<unit>];
        <below100> = <unit> | <tens>;
        <hundreds> = <some> 百 {x100} [零 <unit> | <unit> {x10} | <unit> 十 {x10} [<unit>]];
        <below1000> = <below100> | <hundreds>;
        <thousands> = <some> 千 {x1000} [零 <below100> | <unit> {x100} | <hundreds>];
        <below10000> = <below1000> | <thousands>;
        <myriads> = (<below10000> | 两 {+2}) 万 {k10000} [零 <below1000> | <unit> {x1000} | <thousands>];
        <natural> = 零 {+0} | 两 {+2} | <below10000> | <myriads>;
        public <number> = [负 {-}] <natural> [点 {.} <digit>+];

        public <boolean> = (是 | 是的 | 对 | 对的 | 好 | 好的 | 可以 | 没错 | 正确 | 确定 | 同意) {true}
               | (不是 | 不 | 不对 | 不好 | 不可以 | 没有 | 错 | 错了 | 不正确 | 不同意) {false};

        <dayNumber> = <unit> | 十 {x10} [<unit>] | 二 十 {+20} [<unit>] | 三 十 {+30} [一 {+1}];
        <monthNumber> = <unit> | 十 {x10} [一 {+1} | 二 {+2}];
        <year> = <NULL> {Y} <digit> <digit> [<digit> <digit>] 年;
        public <date> = [<year>] <NULL> {M} <monthNumber> 月 {d} <dayNumber> (日 | 号)
               | 今天 {n0} | 明天 {n1} | 后天 {n2} | 大后天 {n3} | 昨天 {n-1} | 前天 {n-2};

        <half> = (凌晨 | 清晨 | 早晨 | 早上 | 上午) {am} | 中午 {midday} | (下午 | 傍晚) {pm} | (晚上 | 夜里 | 半夜) {night};
        <hour> = 零 {+0} | <unit> | 两 {+2} | 十 {x10} [<unit>] | 二 十 {+20} [一 {+1} | 二 {+2} | 三 {+3}];
        <minute> = (零 <unit> | 十 {x10} [<unit>] | (二 {+2} | 三 {+3} | 四 {+4} | 五 {+5}) 十 {x10} [<unit>]) [分] | <unit> 分;
        <before> = 差 (一 刻 {t15} | <NULL> {t} (<unit> | 十 {x10}) 分);
        public <time> = [<half>] <NULL> {h} <hour> (点 | 点 钟)
               [整 | 半 {q30} | 一 刻 {q15} | 三 刻 {q45} | <NULL> {o} <minute> | <before>]
               | [<half>] <before> {h} <hour> 点;

        <tenth> = <NULL> {c} <unit> (角 | 毛) {x10} [<unit> [分]];
        <amount> = <natural> [点 {.} <digit> [<digit>]];
        public <money> = <amount> [(块 | 块 钱 | 元) {CNY} [<tenth> | 零 {c} <unit> 分 | <NULL> {c} <unit> {x10} | <NULL> {c} <below100> 分]]
               | <tenth> {CNY} | <NULL> {c} <unit> 分 {CNY};
        """#
}
