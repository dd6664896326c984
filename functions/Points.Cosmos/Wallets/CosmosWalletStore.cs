using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Lookups;
using Points.Cosmos.Observing;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Observing;

namespace Points.Cosmos.Wallets;

/// <summary>Wallets in Cosmos DB. A write is one point read and one batch, whatever the wallet's history; one request more where it gives a voucher.</summary>
public sealed class CosmosWalletStore(CosmosClient client) : IWalletStore
{
    /// <summary>How often a decision may say that it needs more: orders name redemptions, and nothing names more than that.</summary>
    private const int RecordReadsMax = 4;

    private const int DuePerPage = 200;

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly CosmosVouchers _vouchers = new(client);

    public async Task<Outcome> Commit(
        WalletId wallet,
        Request request,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    )
    {
        using var span = Signals
            .ActivitySource.StartActivity("commit wallet", ActivityKind.Client)
            ?.SetTag("points.programme", wallet.ProgrammeId);
        try
        {
            var outcome = await TryCommit(wallet, request, decide, ct);
            if (outcome is Outcome.Booked booked)
                span?.SetTag("points.entry", booked.Entry.EntryId);
            return outcome;
        }
        catch (Exception fault)
        {
            span.RecordFailure(fault);
            throw;
        }
    }

    private async Task<Outcome> TryCommit(
        WalletId wallet,
        Request request,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await LoadedWallet.Load(_wallets, wallet, ct) is not { } loaded)
                return await RefuseUnlessBooked(wallet, request, new Refusal.MemberNotEnrolled(), ct);
            var outcome = await (await Decide(loaded.Wallet, decide, ct)).Match<Task<Outcome?>>(
                accepted: decision => CommitDecision(loaded, decision, request, ct),
                refused: async refusal => await RefuseUnlessBooked(wallet, request, refusal, ct)
            );
            if (outcome is not null)
                return outcome;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async Task<Decision?> Evaluate(
        WalletId wallet,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    ) => await Find(wallet, ct) is { } found ? await Decide(found, decide, ct) : null;

    /// <summary>A replay on a wallet emptied or frozen since gets its first answer, not a refusal.</summary>
    public async Task<Outcome> RefuseUnlessBooked(
        WalletId wallet,
        Request request,
        Refusal refusal,
        CancellationToken ct
    ) => await FindReplay(wallet, request, null, ct) ?? refusal;

    public async Task<Wallet?> Find(WalletId wallet, CancellationToken ct) =>
        (await LoadedWallet.Load(_wallets, wallet, ct))?.Wallet;

    public async Task<IReadOnlyList<LedgerEntry>> ListEntries(
        WalletId wallet,
        long before,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId AND c.sequence < @before ORDER BY c.sequence DESC"
        )
            .WithParameter("@type", EntryDocument.TypeName)
            .WithParameter("@programmeId", wallet.ProgrammeId)
            .WithParameter("@before", before);
        var documents = await _wallets.ReadUpTo(
            limit,
            query,
            wallet.MemberId,
            DocumentJson.Default.QueryPageEntryDocument,
            ct
        );
        return [.. documents.Select(document => document.ToEntry())];
    }

    public Task<WalletRecord?> FindRecord(string memberId, RecordKey key, CancellationToken ct) =>
        new WalletRecords(_wallets, memberId).Find(key, ct);

    public async Task<bool> CommitMaintenance(
        WalletId wallet,
        Func<Wallet, Decision.Accepted?> decide,
        CancellationToken ct
    )
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (
                await LoadedWallet.Load(_wallets, wallet, ct) is not { } loaded
                || decide(loaded.Wallet) is not { } decision
            )
                return false;
            var untold = decision with
            {
                NewRecords = decision.NewRecords.RemoveAll(it => it is Notice notice && told.Contains(notice.NoticeId)),
            };
            var result = await new WalletCommit(_wallets, loaded, untold, trace: null).Send(ct);
            if (result.Status == CommitStatus.Committed)
            {
                LedgerMetrics.RecordCommit(wallet, untold.PendingChange.Entries);
                return true;
            }
            if (result.Status == CommitStatus.WalletChanged)
                LedgerMetrics.RecordConflict();
            // A notice that is there has been given, if the wallet does not know: it is not given again, and keeps nothing else from being done.
            if (result.Duplicate is Notice seen)
                told.Add(seen.NoticeId);
            // Somebody else moved the wallet, or an answer was lost: what the wallet says now tells what is left to do.
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async IAsyncEnumerable<WalletId> ListDue(
        MaintenanceKind kind,
        DateTimeOffset now,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var field = WalletDocument.DueFieldOf(kind);
        var query = new QueryDefinition($"SELECT * FROM c WHERE c.{field} <= @now ORDER BY c.{field}").WithParameter(
            "@now",
            StoredTime.FloorSeconds(now)
        );
        await foreach (
            var wallet in _wallets.ReadAll(query, DuePerPage, DocumentJson.Default.QueryPageWalletReference, ct)
        )
            yield return new(wallet.MemberId, wallet.ProgrammeId);
    }

    public Task<long> CountDue(MaintenanceKind kind, DateTimeOffset now, CancellationToken ct) =>
        _wallets.Count(
            new QueryDefinition(
                $"SELECT VALUE COUNT(1) FROM c WHERE c.{WalletDocument.DueFieldOf(kind)} <= @now"
            ).WithParameter("@now", StoredTime.FloorSeconds(now)),
            ct
        );

    /// <summary>Asks, reads what the decision needs to see, and asks again.</summary>
    private async Task<Decision> Decide(
        Wallet wallet,
        Func<Wallet, LoadedRecords, Decision> decide,
        CancellationToken ct
    )
    {
        var (records, stored) = (LoadedRecords.None, new WalletRecords(_wallets, wallet.Id.MemberId));
        for (var round = 0; round < RecordReadsMax; round++)
        {
            var decision = decide(wallet, records);
            if (decision is not Decision.NeedsRecords { Keys: var keys })
                return decision;
            var read = await Task.WhenAll(keys.Select(key => stored.Find(key, ct)));
            for (var i = 0; i < keys.Length; i++)
                records = records.With(keys[i], read[i]);
        }
        throw new InvalidOperationException("a decision always needs more records");
    }

    /// <returns>Null if the wallet has moved on and must be decided on again.</returns>
    private async Task<Outcome?> CommitDecision(
        LoadedWallet loaded,
        Decision.Accepted decision,
        Request request,
        CancellationToken ct
    )
    {
        var (wallet, entry) = (loaded.Wallet.Id, decision.PendingChange.Entries[^1]);
        if (decision.Redemption is { Voucher: { } voucher } redemption)
            await _vouchers.StoreLocation(
                voucher.Code,
                new(wallet.MemberId, wallet.ProgrammeId, redemption.RedemptionId),
                ct
            );
        var result = await new WalletCommit(_wallets, loaded, decision, Signals.CurrentTraceParent).Send(ct);
        Outcome? outcome = result.Status switch
        {
            CommitStatus.Committed => new Outcome.Booked(entry, IsReplayed: false),
            CommitStatus.DuplicateRequest => await FindReplay(wallet, request, null, ct),
            CommitStatus.ResponseLost => await CosmosErrors.RunAfterLostResponse(() =>
                FindReplay(wallet, request, entry, ct)
            ),
            CommitStatus.DuplicateRecord => await new WalletRecords(_wallets, wallet.MemberId).FindDuplicateRefusal(
                result.Duplicate!,
                ct
            )
                is { } refusal
                ? new Outcome.Refused(refusal)
                : null,
            CommitStatus.SpendCodeRefused => await RefuseUnlessBooked(
                wallet,
                request,
                new Refusal.SpendCodeInvalid(),
                ct
            ),
            CommitStatus.WalletChanged => null,
        };
        if (result.Status == CommitStatus.WalletChanged)
            LedgerMetrics.RecordConflict();
        if (outcome is Outcome.Booked { IsReplayed: false })
            LedgerMetrics.RecordCommit(wallet, decision.PendingChange.Entries);
        return outcome;
    }

    /// <param name="attempted">The entry whose answer was lost: if it is the one that stands, this is the first answer.</param>
    private async Task<Outcome?> FindReplay(
        WalletId wallet,
        Request request,
        LedgerEntry? attempted,
        CancellationToken ct
    )
    {
        if (
            request.HasNoCaller
            || await _wallets.Read(wallet.MemberId, request.EntryId, DocumentJson.Default.EntryDocument, ct)
                is not { Value: var stored }
        )
            return null;
        return stored.Fingerprint == request.Fingerprint
            ? new Outcome.Booked(stored.ToEntry(), IsReplayed: stored.Hash != attempted?.Hash)
            : new Refusal.IdempotencyKeyReused();
    }
}
