using Points.Domain.Accruing;
using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Domain.Programmes.Simulating;

/// <summary>
/// What a revision would have changed: real orders of members, replayed under it and under the terms in force. Each
/// member's orders go in the order they were made, so that caps count as they would; grade, tier and habits are those the
/// member has now.
/// </summary>
public sealed class Simulations(IProgrammes programmes, IOrderHistory orders, IWalletStore wallets)
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
            await programmes.Revision(programmeId, number, ct) is not { } revision
            || await programmes.TermsOf(programmeId, now, ct) is not { } active
        )
            return null;
        var draft = revision.Terms();
        var report = new SimulationReport(active.Number, number, new Replay(active), new Replay(draft));
        var sample = await orders.Sample(programmeId, ordersMax, ct);
        foreach (var member in sample.GroupBy(order => order.MemberId, order => order.Order, StringComparer.Ordinal))
            if (await wallets.Find(new(member.Key, programmeId), ct) is { } wallet)
                report = report.With(member.OrderBy(order => order.OccurredAt).ToArray(), wallet);
        return report;
    }
}

/// <summary>Points by both revisions, and who is better and worse off.</summary>
public sealed record SimulationReport(int ActiveRevision, int Revision, Replay Active, Replay Draft)
{
    public int Orders { get; private init; }
    public int MembersBetter { get; private init; }
    public int MembersWorse { get; private init; }
    public int MembersSame { get; private init; }

    internal SimulationReport With(Order[] orders, Wallet wallet)
    {
        var (before, after) = (Active.Of(orders, wallet), Draft.Of(orders, wallet));
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
public sealed record Replay(ProgrammeRevision Terms)
{
    public Points Points { get; init; }

    /// <summary>What issuers pay for these points at settlement; null where the terms settle nothing.</summary>
    public Fen? Cost =>
        Terms.Settlement is { } settlement
            ? new Fen((long)((Int128)Points.Value * settlement.FenPer100Points.Value / 100))
            : null;

    internal Points Of(Order[] orders, Wallet wallet)
    {
        var (counters, sum) = (Counters.None, Points.Zero);
        foreach (var order in orders)
        {
            var at = wallet.Circumstances(Terms, order.OccurredAt, order.OccurredAt) with
            {
                MerchantId = order.MerchantId,
                Channel = order.Channel,
                Total = order.Total,
            };
            var earned = Terms.Rules.Evaluate(
                order.Lines,
                order.PaidWithPoints,
                at,
                counters,
                Terms.BusinessDate(order.OccurredAt)
            );
            (counters, sum) = (earned.Counters, sum + earned.Points);
        }
        return sum;
    }
}
