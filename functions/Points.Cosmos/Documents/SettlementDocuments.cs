using Points.Domain.Programmes;
using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>A flow with its terms, as lines and messages hold it: whoever has it can tell all its sides.</summary>
internal sealed record FlowDocument(
    string FlowId,
    FlowKind Kind,
    string MemberId,
    string ProgrammeId,
    string EntryId,
    string Issuer,
    string? Other,
    long Points,
    long FenPer100,
    decimal FeeRate,
    SettledWhen When,
    DateTimeOffset At,
    string? Reference
)
{
    public static FlowDocument From(PointsFlow it) =>
        new(
            it.FlowId,
            it.Kind,
            it.Wallet.MemberId,
            it.Wallet.ProgrammeId,
            it.EntryId,
            it.IssuerMerchantId,
            it.OtherMerchantId,
            it.Points.Value,
            it.SettlementTerms.FenPer100Points.Value,
            it.SettlementTerms.PlatformFeeRate,
            it.SettlementTerms.When,
            it.At.ToUniversalTime(),
            it.Reference
        );

    public PointsFlow ToFlow() =>
        new(
            FlowId,
            Kind,
            new(MemberId, ProgrammeId),
            EntryId,
            Issuer,
            Other,
            new(Points),
            new(new(FenPer100), FeeRate, When),
            At,
            Reference
        );
}

/// <summary>A line of an account. Written once, never changed.</summary>
/// <param name="Account">The partition: one account.</param>
internal sealed record LineDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    LineSide Side,
    FlowDocument Flow
)
{
    public const string TypeName = "line";

    public static LineDocument From(AccountKey account, SettlementLine it) =>
        new(it.LineId, TypeName, account.ToString(), it.SortKey, it.Side, FlowDocument.From(it.Flow));

    public SettlementLine ToLine() => new(Flow.ToFlow(), Side);
}

/// <summary>An account's running totals, in the partition of its lines: both change together.</summary>
/// <param name="Stage">0 while it takes all lines, 1 when it takes no more issuers', 2 when it takes none.</param>
/// <param name="Leading">Issuers' lines.</param>
/// <param name="Following">The other lines of the flows that have their issuers' here.</param>
/// <param name="Fen">By column, whole fen; what is above them is in <paramref name="Millionths"/>.</param>
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

    /// <summary>Under which lines may still be added.</summary>
    public static string AcceptsCondition(IReadOnlyList<SettlementLine> lines) =>
        AreIssuerLines(lines) ? "c.stage = 0" : "c.stage <= 1";

    public static AccountDocument New(AccountKey account, int stage) =>
        new(SingletonId, TypeName, account.ToString(), stage, 0, 0, 0, [], [], []);

    public static bool AreIssuerLines(IReadOnlyList<SettlementLine> lines) => lines[0].Side == LineSide.Issuer;

    public AccountState ToState() =>
        new(new TotalsDocument(Lines, Fen, Millionths, Points).ToTotals(), Leading, Following);

    /// <summary>What lines add to the totals.</summary>
    public static IReadOnlyList<(string Path, long By)> Increments(IReadOnlyList<SettlementLine> lines)
    {
        var (totals, increments) = (AccountTotals.Sum(lines), new List<(string, long)> { ("/lines", lines.Count) });
        if (AreIssuerLines(lines))
        {
            increments.Add(("/leading", lines.Count));
            if (lines.Sum(line => SettlementLine.FromFlow(line.Flow).Count() - 1) is > 0 and var following)
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

/// <summary>Sums of lines, by column; a column that is not there is zero.</summary>
internal sealed record TotalsDocument(
    long Lines,
    Dictionary<string, long> Fen,
    Dictionary<string, long> Millionths,
    Dictionary<string, long> Points
)
{
    public static TotalsDocument From(AccountTotals it) =>
        new(
            it.LineCount,
            ByColumnName<MoneyColumn>(column => it[column].ToParts().WholeFen),
            ByColumnName<MoneyColumn>(column => it[column].ToParts().Millionths),
            ByColumnName<PointsColumn>(column => it[column].Value)
        );

    public AccountTotals ToTotals() =>
        AccountTotals.FromColumns(
            Lines,
            column =>
                ExactFen.FromParts(
                    Fen.GetValueOrDefault(DocumentJson.NameOf(column)),
                    Millionths.GetValueOrDefault(DocumentJson.NameOf(column))
                ),
            column => new(Points.GetValueOrDefault(DocumentJson.NameOf(column)))
        );

    private static Dictionary<string, long> ByColumnName<T>(Func<T, long> valueOf)
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Where(column => valueOf(column) != 0)
            .ToDictionary(DocumentJson.NameOf, valueOf, StringComparer.Ordinal);
}

/// <summary>Where a period stands, in a partition with the list of its accounts: none is opened in one that is closed.</summary>
/// <param name="Stage">The number of its <see cref="PeriodStatus"/>, so that it can be compared.</param>
/// <param name="Accounts">How many were registered.</param>
internal sealed record PeriodDocument(
    string Id,
    string Type,
    string Account,
    int Stage,
    long Accounts,
    IReadOnlyList<BalanceDocument>? Balances
)
{
    public const string TypeName = "period",
        SingletonId = TypeName;

    public static string PartitionOf(SettlementPeriod period) => $"~{period}";

    public static SettlementPeriod PeriodOf(string partition) => SettlementPeriod.Parse(partition[1..]);

    public static PeriodDocument New(SettlementPeriod period, PeriodStatus status) =>
        new(SingletonId, TypeName, PartitionOf(period), (int)status, 0, null);

    public PeriodState ToState() => new((PeriodStatus)Stage, [.. (Balances ?? []).Select(it => it.ToBalance())]);
}

internal sealed record BalanceDocument(
    string ProgrammeId,
    long MerchantsFen,
    long FeesFen,
    long HeldFen,
    long BreakageFen
)
{
    public static BalanceDocument From(PeriodBalance it) =>
        new(it.ProgrammeId, it.MerchantsNet.Value, it.Fees.Value, it.Held.Value, it.Breakage.Value);

    public PeriodBalance ToBalance() =>
        new(ProgrammeId, new(MerchantsFen), new(FeesFen), new(HeldFen), new(BreakageFen));
}

/// <summary>Says that a period has an account.</summary>
/// <param name="Stage">At which the account is opened, by whoever comes to it first.</param>
internal sealed record AccountRegistrationDocument(string Id, string Type, string Account, string SortKey, int Stage)
{
    public const string TypeName = "registered";

    public static AccountRegistrationDocument From(AccountKey account, int stage) =>
        new(account.ToString(), TypeName, PeriodDocument.PartitionOf(account.Period), account.ToString(), stage);
}
