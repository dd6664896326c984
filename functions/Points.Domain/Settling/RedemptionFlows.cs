using Points.Domain.Ledger;

namespace Points.Domain.Settling;

/// <summary>Finds the flows that settle a redemption, from the entries that its history names.</summary>
public sealed class RedemptionFlows(IWalletStore wallets, ILedger ledger, ILedgerKeys ledgers, LedgerFlowReader flows)
{
    /// <summary>Finds the flow that spent the points of the redemption that another flow belongs to.</summary>
    /// <returns>Null if there is none of that flow's issuer.</returns>
    /// <exception cref="InvalidDataException">The entry cannot be settled.</exception>
    public async Task<PointsFlow?> FindConsumed(PointsFlow flow, CancellationToken ct) =>
        await Read(flow, status => status == RedemptionStatus.Completed, ct)
            .FirstOrDefaultAsync(it => it.Kind == FlowKind.Consumed, ct);

    /// <summary>Lists the flows that returned points of a redemption to their issuer.</summary>
    /// <param name="flow">Any flow of the redemption, of that issuer.</param>
    /// <exception cref="InvalidDataException">An entry cannot be settled.</exception>
    public async Task<IReadOnlyList<PointsFlow>> ListReversed(PointsFlow flow, CancellationToken ct) =>
        await Read(flow, status => status is RedemptionStatus.PartlyReversed or RedemptionStatus.Reversed, ct)
            .Where(it => it.Kind == FlowKind.Reversed)
            .ToArrayAsync(ct);

    private async IAsyncEnumerable<PointsFlow> Read(
        PointsFlow flow,
        Func<RedemptionStatus, bool> isWanted,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        if (flow.RedemptionId is not { } redemptionId)
            yield break;
        var memberId = await ledgers.ResolveMember(flow.LedgerKey, ct);
        var key = new RecordKey.Redemption(redemptionId);
        if (await wallets.FindRecord(memberId, key, ct) is not Redemption redemption)
            yield break;
        foreach (var it in redemption.History.Where(it => isWanted(it.Status)))
        {
            if (await ledger.Find(memberId, it.EntryId, ct) is not var (wallet, entry))
                continue;
            foreach (var found in await flows.ReadFlows(wallet, entry, ct))
                if (found.RedemptionId == redemptionId && found.IssuerMerchantId == flow.IssuerMerchantId)
                    yield return found;
        }
    }
}
