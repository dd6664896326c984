using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Simulating;

/// <summary>
/// What a revision would have changed: real orders of members, replayed under it and under the terms in force. Each
/// member's orders go in the order they were made, so that caps count as they would; grade, tier and habits are those the
/// member has now.
/// </summary>
public sealed class RevisionSimulator(IProgrammes programmes, IOrderHistory orders, IWalletStore wallets)
{
    public const int OrdersMax = 2_000;

    /// <returns>Null if there is no such revision, or none in force to compare it with.</returns>
    public async Task<SimulationReport?> Run(
        string programmeId,
        int number,
        int ordersMax,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (
            await programmes.FindRevision(programmeId, number, ct) is not { } revision
            || await programmes.FindTerms(programmeId, now, ct) is not { } active
        )
            return null;
        var draft = revision.ReadTerms();
        var report = new SimulationReport(
            active.Number,
            number,
            new SimulatedEarnings(active),
            new SimulatedEarnings(draft)
        );
        var sample = await orders.SampleOrders(programmeId, ordersMax, ct);
        foreach (var member in sample.GroupBy(order => order.MemberId, order => order.Order, StringComparer.Ordinal))
            if (await wallets.Find(new(member.Key, programmeId), ct) is { } wallet)
                report = report.AddMember(member.OrderBy(order => order.OccurredAt).ToArray(), wallet);
        return report;
    }
}

/// <summary>Points by both revisions, and who is better and worse off.</summary>
public sealed record SimulationReport(
    int ActiveRevision,
    int Revision,
    SimulatedEarnings Active,
    SimulatedEarnings Draft
)
{
    public int Orders { get; private init; }
    public int MembersBetter { get; private init; }
    public int MembersWorse { get; private init; }
    public int MembersSame { get; private init; }

    internal SimulationReport AddMember(Order[] orders, Wallet wallet)
    {
        var (before, after) = (Active.CalculatePoints(orders, wallet), Draft.CalculatePoints(orders, wallet));
        return this with
        {
            Orders = Orders + orders.Length,
            Active = Active with { Points = Active.Points + before },
            Draft = Draft with { Points = Draft.Points + after },
            MembersBetter = MembersBetter + (after > before ? 1 : 0),
            MembersWorse = MembersWorse + (after < before ? 1 : 0),
            MembersSame = MembersSame + (after == before ? 1 : 0),
        };
    }
}

/// <summary>What a revision issues for the sampled orders.</summary>
public sealed record SimulatedEarnings(ProgrammeTerms Terms)
{
    public Points Points { get; init; }

    /// <summary>What issuers pay for these points at settlement; null where the terms settle nothing.</summary>
    public Fen? Cost =>
        Terms.Settlement is { } settlement
            ? new Fen((long)((Int128)Points.Value * settlement.FenPer100Points.Value / 100))
            : null;

    internal Points CalculatePoints(Order[] orders, Wallet wallet)
    {
        var (counters, sum) = (LimitCounters.None, Points.Zero);
        foreach (var order in orders)
        {
            var at = wallet.BuildRuleContext(Terms, order.OccurredAt, order.OccurredAt) with
            {
                MerchantId = order.MerchantId,
                Channel = order.Channel,
                Total = order.Total,
            };
            var earned = Terms.EarningRules.Evaluate(
                order.Lines,
                order.PaidWithPoints,
                at,
                counters,
                Terms.BusinessDateOf(order.OccurredAt)
            );
            (counters, sum) = (earned.Counters, sum + earned.Points);
        }
        return sum;
    }
}
