using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Verifying;

/// <summary>
/// Verifies what was written to ledgers since they were last verified, and, sample by sample, all ledgers from their
/// first entry on. Nothing is changed: what differs is reported.
/// </summary>
/// <param name="report">Called with each finding, maybe by several threads at once.</param>
public sealed class VerifyLedgersRun(
    IStoredLedgers ledgers,
    IVerifiedHeads heads,
    IWalletStore wallets,
    IProgrammes programmes,
    DueItemsRunner runner,
    Action<LedgerFinding> report
)
{
    /// <summary>In ledgers.</summary>
    public const int SampleMax = 200;

    private const int EntriesPerPage = 200;

    /// <summary>A ledger that members use may change while it is read: then it is read again.</summary>
    private const int ReadsMax = 3;

    /// <summary>Does this instance's share of a nightly run.</summary>
    /// <returns>How many ledgers had new entries that verify.</returns>
    /// <exception cref="AggregateException">Some ledgers could not be read. The others were verified.</exception>
    public async Task<long> Run(RunShare share, CancellationToken ct)
    {
        var steps = new IndependentSteps();
        var verified = await runner.Run(heads.Changed, VerifyNewEntries, share, steps, ct);
        steps.ThrowIfAnyFailed($"{verified} ledgers were verified");
        return verified;
    }

    /// <summary>Verifies the ledgers that follow the last sample, each as a whole.</summary>
    /// <param name="deadline">Cancelled when no further ledger is begun.</param>
    /// <returns>How many ledgers were verified.</returns>
    public async Task<long> RunSample(CancellationToken deadline, CancellationToken ct)
    {
        var position = await heads.FindSamplePosition(ct);
        // A position that the store no longer knows: begin again.
        var list = await ledgers.List(position, SampleMax, ct) ?? await ledgers.List(null, SampleMax, ct);
        var (verified, isStopped) = (0L, false);
        foreach (var memberId in list!.Ledgers.Select(it => it.Wallet.MemberId).Distinct(StringComparer.Ordinal))
            if (isStopped = deadline.IsCancellationRequested)
                break;
            else
                verified += await VerifyMember(memberId, ct);
        if (!isStopped)
            await heads.SaveSamplePosition(list.Next, ct);
        return verified;
    }

    /// <returns>False if nothing was new, or something differs.</returns>
    private async Task<bool> VerifyNewEntries(WalletId id, CancellationToken ct)
    {
        try
        {
            return await wallets.Find(id, ct) is { } wallet && await VerifyNewEntries(wallet, ct);
        }
        catch (AlteredDocumentException altered)
        {
            report(new("a wallet", EntryId: null, altered.Message));
            return false;
        }
    }

    private async Task<bool> VerifyNewEntries(Wallet wallet, CancellationToken ct)
    {
        var verified = await heads.Find(wallet.LedgerKey, wallet.Id.ProgrammeId, ct);
        var finding = await FindFault(wallet, verified, ct);
        if (finding is not null)
            report(finding);
        if (finding is not null || verified?.Sequence == wallet.Sequence)
            return false;
        await heads.Save(wallet.LedgerKey, wallet.Id.ProgrammeId, new(wallet.Sequence, wallet.Head), ct);
        return true;
    }

    private async Task<LedgerFinding?> FindFault(Wallet wallet, VerifiedHead? verified, CancellationToken ct)
    {
        var name = StoredLedger.NameOf(wallet.LedgerKey, wallet.Id.ProgrammeId);
        LedgerEntry? newest = null;
        var position = ChainPosition.Start(wallet.Id, wallet.LedgerKey);
        // Begins with the entry that was verified last: if it is another one now, the ledger was rewritten.
        for (var after = Math.Max(0, (verified?.Sequence ?? 0) - 1); after < wallet.Sequence; )
        {
            var page = await ledgers.ReadEntries(wallet.Id, after, wallet.Sequence, EntriesPerPage, ct);
            if (page.Count == 0)
                return new(name, null, $"entry {after + 1} is missing");
            foreach (var entry in page)
            {
                if (entry.Sequence == verified?.Sequence && newest is null)
                {
                    if (entry.Hash != verified.Hash)
                        return new(name, entry.EntryId, $"entry {entry.EntryId} was verified with another hash");
                }
                else if (position.FindFault(entry, wallet.LedgerKey) is { } fault)
                    return new(name, entry.EntryId, fault);
                (position, newest, after) = (ChainPosition.After(entry), entry, entry.Sequence);
            }
        }
        return WalletChecks.FindDifference(wallet, newest) is { } what ? new(name, newest?.EntryId, what) : null;
    }

    private async Task<long> VerifyMember(string memberId, CancellationToken ct)
    {
        for (var read = 1; ; read++)
        {
            var found = await ledgers.ReadMember(memberId, ct);
            var findings = new List<LedgerFinding>(found.Unreadable);
            foreach (var ledger in found.Ledgers)
                findings.AddRange(
                    LedgerVerifier.Verify(ledger with { Tiers = await programmes.FindTiers(ledger.Wallet, ct) }, new())
                );
            if (findings.Count > 0 && read < ReadsMax)
                continue;
            findings.ForEach(report);
            return found.Ledgers.Count;
        }
    }
}
