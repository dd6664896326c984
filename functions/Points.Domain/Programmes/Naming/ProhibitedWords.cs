namespace Points.Domain.Programmes.Naming;

/// <summary>
/// Words for money and for what is turned into money (law L8). The closed list of reward kinds is the rule; these words
/// are a second net for names that say something else. Vouchers for goods (现金券, 代金券) are allowed.
/// </summary>
internal static class ProhibitedWords
{
    /// <summary>English words, written together: spaces and punctuation between them do not matter.</summary>
    public static readonly string[] English =
    [
        // Cards and balances that are loaded with money.
        .. Split(
            """
            prepaidcard prepaidvisa prepaidmastercard prepaidbalance storedvalue giftcard giftcertificate egift
            fuelcard petrolcard gascard gasolinecard oilcard shoppingcard phonecard callingcard topupcard rechargecard
            cashcard jdcard jdecard jingdongcard jingdongecard amazoncard
            visaprepaid mastercardprepaid unionpayprepaid amexprepaid prepaiddebit debitcard prepaidcredit prepaidaccount
            tmallcard itunescard steamcard googleplaycard appstorecard unionpaycard ewallet digitalwallet mobilewallet
            steamwallet googlewallet walletbalance walletcredit wallettopup accountbalance accounttopup accountcredit
            bankbalance cardbalance cashbalance gamebalance steambalance steamcredit phonetopup mobiletopup simtopup
            gametopup phonecredit mobilecredit phonerecharge mobilerecharge airtime qcoin vbucks robux
            """
        ),
        // Payment services: what is credited there is money.
        .. Split(
            """
            xianjin renminbi chongzhi gouwuka lipinka chuzhika jiayouka alipay wechatpay wechatwallet wechatbalance wechatchange wechattransfer weixinpay tenpay paypal venmo
            cashapp payoneer applepay googlepay samsungpay redpacket hongbao luckymoney
            """
        ),
        // Money paid out.
        .. Split(
            """
            cashback cashout cashgift cashreward cashprize cashaward cashbonus cashpayout cashpayment cashrefund
            cashrebate cashtransfer cashdeposit hardcash pocketmoney payout withdrawal banktransfer
            moneyback statementcredit billcredit cardcredit refundtocard refundtoyourcard refundtobank bankaccount
            inyourwallet intoyourwallet toyourwallet wiretransfer moneytransfer banktransaction bankdeposit remittance moneyorder postalorder cheque
            travellerscheque repayment foreigncurrency forex banknote
            """
        ),
        // Securities, savings and lotteries.
        .. Split(
            """
            securities stockshares companyshares bonds governmentbond treasurybond savingsbond treasurybill fundunits
            mutualfund indexfund moneymarketfund investmentfund etf fixeddeposit termdeposit savingsdeposit
            wealthmanagement lotteryticket scratchcard
            """
        ),
        // Virtual currencies and precious metals.
        .. Split(
            """
            cryptocurrency crypto bitcoin btc ethereum eth usdt usdc stablecoin dogecoin litecoin ecny
            digitalcurrency virtualcurrency digitalyuan digitalrmb goldbar goldbullion bullion goldingot ingot goldcoin
            silverbar silvercoin platinumbar krugerrand
            """
        ),
    ];

    /// <summary>Chinese words, simplified and in lower case.</summary>
    public static readonly string[] Chinese =
    [
        .. Split(
            """
            预付卡 储值 充值 购物卡 购物金 礼品卡 加油卡 燃油卡 汽油卡 石化卡 石油卡 话费 游戏点卡 游戏点券 电话卡
            京东e卡 京东卡 京东钢镚 天猫卡 天猫超市卡 猫超卡 苏宁卡 沃尔玛卡 斯玛特卡 商通卡 杉德卡 银联卡 消费卡 福利卡 代币卡
            商超卡 超市卡 商场卡 百货卡 家乐福卡 永辉卡 大润发卡 盒马卡 山姆卡 物美卡 华润卡 万家卡 星巴克卡 瑞幸卡 美团卡
            携程卡 滴滴卡 屈臣氏卡 国美卡 唯品会卡 淘宝卡 中石化卡 中石油卡
            电子钱包 数字钱包 微信钱包 q币 抖币 抖音币 代币 余额宝
            """
        ),
        // Words that are innocent in some compounds, which are listed below.
        .. Split("余额 红包 理财 礼金 礼卡 油卡"),
        .. Split("支付宝 微信支付 微信零钱 财付通 云闪付 花呗 京东白条"),
        .. Split("立减金 信用卡账单 抵扣信用卡 还信用卡 抵扣账单 账单抵扣 银行卡到账 到银行卡 返到卡"),
        .. Split("转账 汇款 打款到 提现 套现 返现 还款 外汇 外币 存款 存单 利息 加息"),
        .. Split(
            """
            证券 股票 债券 国债 基金份额 货币基金 指数基金 股票基金 债券基金 公募基金 私募基金 基金定投 基金申购 信托 期货
            彩票 刮刮乐
            """
        ),
        .. Split(
            """
            数字货币 虚拟货币 加密货币 数字人民币 比特币 以太坊 以太币 泰达币 稳定币 狗狗币 莱特币 虚拟币 usdt
            金条 金锭 金元宝 金钞 银条 银锭 铂金条 纪念金币 投资金币 熊猫金币 实物黄金 投资黄金 积存金 纸黄金
            """
        ),
    ];

    /// <summary>Words that are prohibited only as the whole text, apart from amounts.</summary>
    public static readonly string[] Whole =
    [
        "cash",
        "money",
        "balance",
        "topup",
        "ecard",
        "redenvelope",
        "现金",
        "人民币",
        "钱",
        "油卡",
        "点卡",
        "点券",
        "e卡",
        "黄金",
        "白银",
        "足金",
        "千足金",
        "金豆",
        "基金",
        "零钱",
    ];

    /// <summary>Words that are innocent beside another: gold coins of chocolate, red packets of paper.</summary>
    public static readonly Dictionary<string, string> InnocentBeside = new(StringComparer.Ordinal)
    {
        ["goldcoin"] = "chocolate",
        ["goldbar"] = "chocolate",
        ["goldingot"] = "chocolate",
        ["silvercoin"] = "chocolate",
        ["redpacket"] = "paper",
        ["moneyback"] = "guarantee",
    };

    /// <summary>What may follow "cash" in a name that is not money.</summary>
    public static readonly string[] AfterCash =
    [
        "voucher",
        "vouchers",
        "coupon",
        "coupons",
        "discount",
        "register",
        "desk",
        "box",
        "flow",
        "crop",
    ];

    /// <summary>Compounds that contain such a word, or 现金, and are not money.</summary>
    public static readonly string[] Innocent = Split(
        """
        奶油卡士达 奶油卡布 贺礼卡片 礼卡片 精油卡片 积分余额 红包袋 红包封 红包纸 红包壳 理财书 理财课 理财讲座 理财咨询 礼金券
        现金券 现金抵用券 现金抵扣券 现金代金券 现金优惠券 现金消费券 抵扣现金 抵用现金 抵现金 现金流 现金盒
        """
    );

    public static string[] Split(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
