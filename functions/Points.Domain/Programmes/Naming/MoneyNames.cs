namespace Points.Domain.Programmes.Naming;

/// <summary>Decides whether a text names money, or something that can be turned into money (law L8).</summary>
internal static class MoneyNames
{
    private static readonly char[] SentenceEnds = ['.', '!', '?', ';', '\n', '。', '！', '？', '；'];
    private static readonly char[] CurrencySigns = ['$', '¥', '￥', '€', '£'];

    private static readonly string[] CurrencyNames =
    [
        "美元",
        "港币",
        "欧元",
        "元",
        "块",
        "usdollars",
        "usdollar",
        "hongkongdollars",
        "yuan",
        "rmb",
        "cny",
        "usd",
        "hkd",
        "euros",
        "euro",
        "dollars",
        "dollar",
    ];

    private static readonly string[] Denials = ["no", "not", "non", "cannot", "cant", "never", "without", "except"];
    private static readonly string[] ChineseDenials = ["不", "无", "禁", "勿", "非"];

    public static bool IsMoney(string? text) => text is not null && IsMoney(ComparableText.From(text));

    /// <summary>
    /// Whether a remark promises money. A sentence that rules something out, such as "not redeemable for cash", does
    /// not.
    /// </summary>
    public static bool PromisesMoney(string? remark) =>
        remark is not null
        && remark
            .Split(SentenceEnds)
            .Select(ComparableText.From)
            .Any(sentence => !RulesOut(sentence) && HasProhibitedWord(sentence));

    /// <summary>Whether a text is only an amount of money, such as "¥100".</summary>
    public static bool IsAmount(string? text) =>
        text is not null
        && ComparableText.From(text).Joined is var name
        && name.Any(char.IsDigit)
        && WithoutAmount(name).Length == 0
        && (
            text.IndexOfAny(CurrencySigns) >= 0 || CurrencyNames.Any(it => name.Contains(it, StringComparison.Ordinal))
        );

    private static bool IsMoney(ComparableText name) =>
        HasProhibitedWord(name)
        || ProhibitedWords.Whole.Contains(WithoutAmount(name.Joined), StringComparer.Ordinal)
        || WithoutInnocent(name.Joined).Contains("现金", StringComparison.Ordinal)
        || NamesCash(name.Spaced.Split(' '));

    private static bool NamesCash(string[] words) =>
        words
            .Index()
            .Any(it =>
                it.Item == "cash"
                && !ProhibitedWords.AfterCash.Contains(words.ElementAtOrDefault(it.Index + 1), StringComparer.Ordinal)
            );

    private static bool HasProhibitedWord(ComparableText text)
    {
        var chinese = WithoutInnocent(text.Joined);
        return ProhibitedWords.English.Any(word => text.HasWords(word) && !IsInnocentBeside(word, text))
            || ProhibitedWords.Chinese.Any(word => chinese.Contains(word, StringComparison.Ordinal))
            || PreciousMetals.AreSoldByWeight(text);
    }

    private static bool IsInnocentBeside(string word, ComparableText text) =>
        ProhibitedWords.InnocentBeside.TryGetValue(word, out var other) && text.HasWords(other);

    private static bool RulesOut(ComparableText sentence) =>
        Denials.Any(sentence.HasWords)
        || ChineseDenials.Any(word => sentence.Joined.Contains(word, StringComparison.Ordinal));

    private static string WithoutAmount(string name) =>
        Without(string.Concat(name.Where(it => !char.IsDigit(it))), CurrencyNames);

    private static string WithoutInnocent(string name) => Without(name, ProhibitedWords.Innocent);

    private static string Without(string name, IEnumerable<string> words) =>
        words.Aggregate(name, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));
}
