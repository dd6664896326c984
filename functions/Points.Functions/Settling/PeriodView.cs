using Points.Domain.Settling;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>
/// A month over all merchants. In each programme, all nets and the platform's accounts add up to zero.
/// </summary>
/// <param name="Programmes">The balances by programme, once the month is closed.</param>
/// <param name="SumFen">The sum of all nets and the platform's accounts, once the month is closed: zero.</param>
/// <param name="Next">The cursor of the next page of partners, if there are more.</param>
internal sealed record PeriodView(
    string Period,
    [OneOf(typeof(PeriodStatus))] string Status,
    IReadOnlyList<PeriodProgrammeView>? Programmes,
    long? SumFen,
    string? Next
)
{
    public static PeriodView From(
        SettlementPeriod period,
        PeriodState state,
        IReadOnlyList<Statement> partners,
        string? next
    ) =>
        new(
            period.ToString(),
            NameOf(state.Status),
            state.Status == PeriodStatus.Closed
                ? [.. state.Balances.Select(balance => PeriodProgrammeView.From(balance, partners))]
                : null,
            state.Status == PeriodStatus.Closed ? state.Balances.Sum(balance => balance.Sum.Value) : null,
            next
        );

    public static string NameOf(PeriodStatus status) => status.ToString().ToLowerInvariant();
}

internal sealed record PeriodProgrammeView(
    string ProgrammeId,
    IReadOnlyList<PartnerNetView> Partners,
    long PartnersFen,
    PlatformView Platform,
    long SumFen
)
{
    public static PeriodProgrammeView From(PeriodBalance it, IReadOnlyList<Statement> partners) =>
        new(
            it.ProgrammeId,
            [
                .. from statement in partners
                from programme in statement.Programmes
                where programme.ProgrammeId == it.ProgrammeId
                select new PartnerNetView(statement.Holder.ToString(), programme.Net.Value),
            ],
            it.MerchantsNet.Value,
            new(it.Fees.Value, it.Held.Value, it.Breakage.Value, it.Rounding.Value, it.PlatformNet.Value),
            it.Sum.Value
        );
}

internal sealed record PartnerNetView(string MerchantId, long NetFen);

/// <param name="HeldFen">What was paid in for issued points, less what was paid out for them.</param>
/// <param name="BreakageFen">What was held for points that expired.</param>
/// <param name="RoundingFen">What rounding the statements gained (positive) or cost (negative) the platform.</param>
internal sealed record PlatformView(long FeesFen, long HeldFen, long BreakageFen, long RoundingFen, long NetFen);
