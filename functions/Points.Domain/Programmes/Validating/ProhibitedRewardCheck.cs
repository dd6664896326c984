namespace Points.Domain.Programmes.Validating;

/// <summary>No reward may be money, or something that can be turned into money (law L8).</summary>
internal static class ProhibitedRewardCheck
{
    /// <summary>
    /// Words for such rewards in names, categories and ids. Vouchers for goods (现金券, 代金券) are allowed.
    /// </summary>
    private static readonly string[] ProhibitedWords =
    [
        "prepaid card",
        "prepaid-card",
        "stored-value",
        "stored value",
        "gift card",
        "gift-card",
        "securities",
        "stock shares",
        "bonds",
        "fund units",
        "cash back",
        "cashback",
        "cash-back",
        "cash-out",
        "withdrawal",
        "bank transfer",
        "cryptocurrency",
        "bitcoin",
        "预付卡",
        "储值卡",
        "购物卡",
        "礼品卡",
        "证券",
        "股票",
        "债券",
        "基金份额",
        "返现",
        "提现",
        "红包现金",
        "数字货币",
        "比特币",
    ];

    /// <summary>Words that are prohibited only as the whole text.</summary>
    private static readonly string[] WholeNames = ["cash", "money", "现金", "人民币", "钱"];

    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        foreach (var (index, reward) in terms.Rewards.Index())
        {
            if (reward.Kind == RewardKind.Prohibited)
                yield return Violation($"rewards[{index}].kind");
            if (IsProhibited(reward.Category))
                yield return Violation($"rewards[{index}].category");
            if (IsProhibited(reward.Name?.En) || IsProhibited(reward.Name?.Zh))
                yield return Violation($"rewards[{index}].name");
            if (IsProhibited(reward.RewardId))
                yield return Violation($"rewards[{index}].rewardId");
        }
    }

    private static bool IsProhibited(string? text) =>
        text is not null
        && (
            WholeNames.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase)
            || ProhibitedWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
        );

    private static LegalViolation Violation(string path) =>
        new(path, "is money or can be turned into money: points cannot be paid out", IsProhibitedReward: true);
}
