using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Simulating;

/// <summary>
/// Calculates what a revision would change: replays a sample of real orders under it and under the terms in force.
/// Nothing is written.
/// </summary>
/// <param name="OrdersMax">The most orders to replay, from 1 to <see cref="SampleSizeMax"/>.</param>
public sealed record SimulateRevision(string ProgrammeId, int Number, int OrdersMax)
{
    public const int SampleSizeMax = 2_000;
}

/// <summary>Simulates revisions, drafts included.</summary>
public sealed class SimulateRevisionHandler(IProgrammes programmes, ILedger ledger, IWalletStore wallets)
{
    /// <returns>Null if there is no such revision, or no terms in force to compare it with.</returns>
    public async Task<SimulationReport?> Handle(SimulateRevision command, DateTimeOffset now, CancellationToken ct)
    {
        var (programmeId, number, ordersMax) = command;
        if (
            await programmes.FindRevision(programmeId, number, ct) is not { } revision
            || await programmes.FindTerms(programmeId, now, ct) is not { } active
        )
            return null;
        var report = new SimulationReport(active.Number, number, new(active), new(revision.ReadTerms()));
        var sample = await ledger.SampleOrders(programmeId, ordersMax, ct);
        foreach (var member in sample.GroupBy(order => order.MemberId, order => order.Order, StringComparer.Ordinal))
            // In the order they were made, so that caps count as they would have. Grade, tier and habits are the
            // member's current ones.
            if (await wallets.Find(new(member.Key, programmeId), ct) is { } wallet)
                report = report.AddMember(member.OrderBy(order => order.OccurredAt).ToArray(), wallet);
        return report;
    }
}
