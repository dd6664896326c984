namespace Points.Domain.Programmes.Naming;

/// <summary>
/// Recognises precious metal by weight, which is as good as money: 黄金10克, "10 g of gold". Gold kiwis (黄金奇异果500克) are
/// fruit.
/// </summary>
internal static class PreciousMetals
{
    private static readonly string[] Metals = ["黄金", "足金", "白银", "铂金", "gold", "silver", "platinum"];

    /// <summary>The longer ones first, where one begins another.</summary>
    private static readonly string[] Units =
    [
        "千克",
        "公斤",
        "盎司",
        "克",
        "两",
        "钱",
        "kg",
        "grams",
        "gram",
        "g",
        "oz",
        "ounces",
        "ounce",
    ];

    /// <summary>What is made of metal and sold by its weight.</summary>
    private static readonly string[] Jewellery =
    [
        "首饰",
        "饰品",
        "转运珠",
        "手镯",
        "手链",
        "项链",
        "戒指",
        "吊坠",
        "耳钉",
        "耳环",
        "摆件",
        "jewellery",
        "jewelry",
        "necklace",
        "ring",
        "rings",
        "bracelet",
        "bangle",
        "pendant",
        "bead",
        "beads",
        "earrings",
    ];

    private static readonly string[] Before = ["", "of", "pure", "fine", "ofpure", "offine", "纯", "实物", "投资"];
    private static readonly string[] After = ["", "条", "块", "锭", "币", "bar", "bars", "coin", "coins"];

    private static readonly HashSet<string> Names =
    [
        .. from before in Before
        from metal in Metals
        from after in After.Concat(Jewellery)
        select before + metal + after,
    ];

    public static bool AreSoldByWeight(ComparableText text)
    {
        var words = text.Spaced.Split(' ');
        for (var at = 0; at < words.Length; at++)
            if (IsNumber(words[at]) && (IsWeightAfterMetal(words, at) || IsWeightBeforeMetal(words, at)))
                return true;
        return false;
    }

    private static bool IsWeightAfterMetal(string[] words, int number) =>
        number > 0
        && (
            Metals.Any(metal => IsWordAtEnd(words[number - 1], metal))
            || (
                Jewellery.Any(made => IsWordAtEnd(words[number - 1], made))
                && words.Take(number).Any(word => Metals.Any(metal => IsNamed(word, metal)))
            )
        )
        && words.Skip(number).FirstOrDefault(word => !IsNumber(word)) is { } unit
        && Units.Any(it => unit == it || (!char.IsAscii(it[0]) && unit.StartsWith(it, StringComparison.Ordinal)));

    private static bool IsWeightBeforeMetal(string[] words, int number)
    {
        var rest = string.Concat(words.Skip(number).SkipWhile(IsNumber));
        return Units.Any(unit =>
            rest.StartsWith(unit, StringComparison.Ordinal) && Names.Contains(rest[unit.Length..])
        );
    }

    private static bool IsNamed(string text, string word) =>
        text == word || (!char.IsAscii(word[0]) && text.Contains(word, StringComparison.Ordinal));

    /// <summary>Chinese words stand without spaces between them.</summary>
    private static bool IsWordAtEnd(string text, string word) =>
        text == word || (!char.IsAscii(word[0]) && text.EndsWith(word, StringComparison.Ordinal));

    private static bool IsNumber(string word) => word.All(char.IsDigit);
}
