using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>
/// The running totals of a settlement account. They are in the partition of the account's lines, so that one batch adds
/// lines and changes the totals.
/// </summary>
/// <param name="Account">The account, which is the partition.</param>
/// <param name="Stage">
/// Which lines it still accepts: <see cref="Open"/>, <see cref="SealedToIssuers"/> or <see cref="Sealed"/>.
/// </param>
/// <param name="Lines">The number of lines.</param>
/// <param name="Leading">How many of the lines are issuers' lines.</param>
/// <param name="Following">How many other lines the flows of these lines have, in this or other accounts.</param>
/// <param name="Fen">Amounts by column, the whole fen.</param>
/// <param name="Millionths">Amounts by column, what is left after the whole fen, in millionths of a fen.</param>
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

    /// <summary>Accepts all lines.</summary>
    public const int Open = 0;

    /// <summary>Accepts no more issuers' lines, only the lines that follow them.</summary>
    public const int SealedToIssuers = 1;

    /// <summary>Accepts no more lines.</summary>
    public const int Sealed = 2;

    /// <summary>
    /// The condition, for a patch of the account's document, under which the account still accepts these lines.
    /// </summary>
    public static string AcceptsCondition(IReadOnlyList<SettlementLine> lines) =>
        AreIssuerLines(lines) ? "c.stage = 0" : "c.stage <= 1";

    public static AccountDocument New(SettlementAccountKey account, int stage) =>
        new(SingletonId, TypeName, account.ToString(), stage, 0, 0, 0, [], [], []);

    /// <summary>
    /// Whether these are issuers' lines. Either all lines of one append are, or none, so the first one decides.
    /// </summary>
    public static bool AreIssuerLines(IReadOnlyList<SettlementLine> lines) => lines[0].Side == LineSide.Issuer;

    public SettlementAccountState ToState() =>
        new(new TotalsDocument(Lines, Fen, Millionths, Points).ToTotals(), Leading, Following);

    /// <summary>What the lines add to each property of the document.</summary>
    public static IReadOnlyList<(string Path, long By)> Increments(IReadOnlyList<SettlementLine> lines)
    {
        var (totals, increments) = (
            SettlementAccountTotals.Sum(lines),
            new List<(string, long)> { ("/lines", lines.Count) }
        );
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
