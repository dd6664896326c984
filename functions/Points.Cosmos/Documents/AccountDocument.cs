using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>An account's running totals, in the partition of its lines so that both change together.</summary>
/// <param name="Stage">Which lines it accepts: all (0), no issuers' lines (1), none (2).</param>
/// <param name="Leading">The number of issuers' lines.</param>
/// <param name="Following">The number of other lines, in any account, of the flows of those issuers' lines.</param>
/// <param name="Fen">Whole fen by column.</param>
/// <param name="Millionths">The rest of the amounts by column, in millionths of a fen.</param>
internal sealed record AccountDocument(
    string Id,
    string Type,
    string Account,
    int Stage,
    long Lines,
    long Leading,
    long Following,
    Dictionary<string, long> Fen,
    Dictionary<string, long> Millionths,
    Dictionary<string, long> Points
)
{
    public const string TypeName = "account",
        SingletonId = TypeName;

    public const int Open = 0,
        SealedToIssuers = 1,
        Sealed = 2;

    /// <summary>The condition under which the account still accepts these lines.</summary>
    public static string AcceptsCondition(IReadOnlyList<SettlementLine> lines) =>
        AreIssuerLines(lines) ? "c.stage = 0" : "c.stage <= 1";

    public static AccountDocument New(AccountKey account, int stage) =>
        new(SingletonId, TypeName, account.ToString(), stage, 0, 0, 0, [], [], []);

    /// <summary>Lines are added either for issuers or for others, so the first one decides.</summary>
    public static bool AreIssuerLines(IReadOnlyList<SettlementLine> lines) => lines[0].Side == LineSide.Issuer;

    public AccountState ToState() =>
        new(new TotalsDocument(Lines, Fen, Millionths, Points).ToTotals(), Leading, Following);

    /// <summary>What the lines add to the totals, by property.</summary>
    public static IReadOnlyList<(string Path, long By)> Increments(IReadOnlyList<SettlementLine> lines)
    {
        var (totals, increments) = (AccountTotals.Sum(lines), new List<(string, long)> { ("/lines", lines.Count) });
        if (AreIssuerLines(lines))
        {
            increments.Add(("/leading", lines.Count));
            if (lines.Sum(line => SettlementLine.FindFollowing(line.Flow).Count()) is > 0 and var following)
                increments.Add(("/following", following));
        }
        foreach (var column in Enum.GetValues<MoneyColumn>())
        {
            var (whole, millionths) = totals[column].ToParts();
            if (whole != 0)
                increments.Add(($"/fen/{DocumentJson.NameOf(column)}", whole));
            if (millionths != 0)
                increments.Add(($"/millionths/{DocumentJson.NameOf(column)}", millionths));
        }
        foreach (var column in Enum.GetValues<PointsColumn>())
            if (totals[column].Value is not 0 and var points)
                increments.Add(($"/points/{DocumentJson.NameOf(column)}", points));
        return increments;
    }
}
