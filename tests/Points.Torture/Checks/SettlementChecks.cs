using Points.Domain.Settling;

namespace Points.Torture.Checks;

/// <summary>Merchants settle exactly what the ledgers say.</summary>
internal static class SettlementChecks
{
    public static CheckResult AddUpAccounts(IReadOnlyList<StoredAccount> accounts) =>
        CheckResult.From(
            "the totals of each account are the sums of its lines",
            $"{accounts.Count} accounts",
            accounts.Select(account =>
                account.State.Totals.Equals(SettlementAccountTotals.Sum(account.Lines))
                    ? null
                    : $"the totals of the account {account.Key} are not the sums of its {account.Lines.Count} lines"
            )
        );

    public static CheckResult AddUpFlows(IReadOnlyList<SettlementLine> lines)
    {
        var flows = lines.GroupBy(line => line.Flow.FlowId).ToArray();
        return CheckResult.From(
            "the lines of each flow add up to zero",
            $"{lines.Count} lines of {flows.Length} flows",
            flows.Select(flow =>
                flow.Aggregate(ExactFen.Zero, (sum, line) => sum + line.Net) is var sum && sum == ExactFen.Zero
                    ? null
                    : $"the lines of the flow {flow.Key} ({flow.First().Flow.Kind}) add up to {sum} fen"
            )
        );
    }

    /// <summary>What merchants settle for a redemption, less what came back of it, is never below zero.</summary>
    public static CheckResult AddUpRedemptions(IReadOnlyList<SettlementLine> lines)
    {
        var redemptions = lines
            .Select(line => line.Flow)
            .DistinctBy(flow => flow.FlowId)
            .Where(flow => flow.RedemptionId is not null)
            .GroupBy(flow => flow.RedemptionId)
            .ToArray();
        return CheckResult.From(
            "no redemption settles less than nothing",
            $"{redemptions.Length} redemptions",
            redemptions.Select(it =>
                it.Sum(flow => flow.Kind == FlowKind.Consumed ? flow.Points.Value : -flow.Points.Value) is var left
                && left < 0
                    ? $"the redemption {it.Key} settles {left} points"
                    : null
            )
        );
    }

    public static async Task<CheckResult> CompareWithLedgers(
        IReadOnlyList<StoredWallet> wallets,
        IReadOnlyList<SettlementLine> lines,
        LedgerFlowReader reader
    )
    {
        var expected = new Dictionary<string, SettlementLine>(StringComparer.Ordinal);
        foreach (var wallet in wallets)
        foreach (var entry in wallet.Entries)
        foreach (var flow in await reader.ReadFlows(wallet.Id, entry, CancellationToken.None))
        foreach (var line in SettlementLine.FromFlow(flow))
            expected.Add(line.LineId, line);
        var actual = lines.ToLookup(line => line.LineId);
        var corrected = lines
            .Where(line => line.Flow.IsCorrection)
            .Select(line => line.Flow.RedemptionId)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        return CheckResult.From(
            "the accounts have what follows from all ledgers, once",
            $"{expected.Count} lines, {lines.Count(line => line.Flow.IsCorrection)} of corrections",
            expected
                .Values.Where(line => !actual.Contains(line.LineId) && !IsSettledByDispute(line.Flow, corrected))
                .Select(line => $"{line.LineId} of the entry {line.Flow.EntryId} ({line.Flow.Kind}) is in no account")
                .Concat(
                    actual.Where(it => it.Count() > 1).Select(it => $"{it.Key} is in {it.Count()} accounts or periods")
                )
                .Concat(
                    lines
                        .Where(line =>
                            !line.Flow.IsCorrection && !IsSame(line, expected.GetValueOrDefault(line.LineId))
                        )
                        .Select(line =>
                            $"{line.LineId} of the entry {line.Flow.EntryId} does not follow from the ledger"
                        )
                )
        );
    }

    /// <summary>What returns after an accepted dispute settles only what is left of the redemption.</summary>
    private static bool IsSettledByDispute(PointsFlow flow, HashSet<string> corrected) =>
        flow.Kind == FlowKind.Reversed && flow.RedemptionId is { } redemption && corrected.Contains(redemption);

    private static bool IsSame(SettlementLine actual, SettlementLine? expected) =>
        expected is not null && actual.Flow.Points == expected.Flow.Points && actual.Net == expected.Net;
}
