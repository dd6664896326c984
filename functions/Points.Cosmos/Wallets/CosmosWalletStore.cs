using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Observing;
using Points.Cosmos.Redeeming;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Observing;

namespace Points.Cosmos.Wallets;

/// <summary>
/// Stores wallets in Cosmos DB. A commit costs one point read and one batch, however long the wallet's history is, and
/// one request more if it issues a voucher.
/// </summary>
/// <param name="showsErased">
/// Whether it shows wallets of members who are being erased, for their erasure. To all others, there are none.
/// </param>
public sealed class CosmosWalletStore(CosmosClient client, bool showsErased = false) : IWalletStore
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly CosmosSpendCodesAndVouchers _codes = new(client);

    public async Task<ReadWallet?> Read(WalletId wallet, CancellationToken ct) =>
        await LoadedWallet.Load(_wallets, wallet, ct, showsErased);

    public async Task<Outcome?> TryCommit(
        ReadWallet read,
        Decision.Accepted decision,
        Request request,
        CancellationToken ct
    )
    {
        using var span = Signals
            .ActivitySource.StartActivity("commit wallet", ActivityKind.Client)
            ?.SetTag("points.programme", read.Wallet.Id.ProgrammeId);
        try
        {
            var outcome = await CommitDecision((LoadedWallet)read, decision.Bound(), request, ct);
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

    public Task PauseAfterConflict(int attempt, CancellationToken ct) =>
        attempt + 1 < ConflictRetry.AttemptsMax ? ConflictRetry.Delay(attempt, ct) : throw ConflictRetry.Exhausted();

    /// <summary>
    /// A repeat gets its first answer even if the wallet would refuse it now, for example because it was frozen since.
    /// </summary>
    public async Task<Outcome> RefuseUnlessBooked(
        WalletId wallet,
        Request request,
        Refusal refusal,
        CancellationToken ct
    ) =>
        await CosmosLedgerKeys.Find(_wallets, wallet.MemberId, ct) is { } key
            ? await FindReplay(wallet.MemberId, key, request, null, ct) ?? refusal
            : refusal;

    public Task<Outcome?> FindBooked(ReadWallet read, Request request, CancellationToken ct) =>
        FindReplay(read.Wallet.Id.MemberId, read.Wallet.LedgerKey, request, null, ct);

    public async Task<Outcome> RefuseUnlessBooked(
        ReadWallet read,
        Request request,
        Refusal refusal,
        CancellationToken ct
    ) => await FindBooked(read, request, ct) ?? refusal;

    public async Task<IReadOnlyList<LedgerEntry>> ListEntries(
        WalletId wallet,
        long before,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId AND c.sequence < @before "
                + "ORDER BY c.sequence DESC"
        )
            .WithParameter("@type", EntryDocument.TypeName)
            .WithParameter("@programmeId", wallet.ProgrammeId)
            .WithParameter("@before", before);
        var documents = await _wallets.ReadUpTo(
            limit,
            query,
            wallet.MemberId,
            DocumentJson.Default.QueryPageJsonElement,
            ct
        );
        var entries = new List<LedgerEntry>(documents.Count);
        foreach (var document in documents)
            entries.Add(await ReadListed(document, ct));
        return entries;
    }

    private async Task<LedgerEntry> ReadListed(JsonElement document, CancellationToken ct)
    {
        if (DocumentSeals.Of(_wallets) is { } seals)
            await seals.CheckOrReport(document, ct);
        return StoredJson.Read(JsonMarshal.GetRawUtf8Value(document), DocumentJson.Default.EntryDocument).ToEntry();
    }

    public Task<WalletRecord?> FindRecord(string memberId, RecordKey key, CancellationToken ct) =>
        new WalletRecords(_wallets, memberId, ledger: null).Find(key, ct);

    public async Task<bool> CommitMaintenance(
        WalletId wallet,
        Func<Wallet, Decision.Accepted?> decide,
        CancellationToken ct
    )
    {
        var existingNotices = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (
                await LoadedWallet.Load(_wallets, wallet, ct, showsErased) is not { } loaded
                || decide(loaded.Wallet) is not { } decision
            )
                return false;
            var remaining = decision.Bound() with
            {
                NewRecords = decision.NewRecords.RemoveAll(it =>
                    it is Notice notice && existingNotices.Contains(notice.NoticeId)
                ),
            };
            var result = await new WalletCommit(_wallets, loaded, remaining, trace: null, by: null).Send(ct);
            if (result.Status == CommitStatus.Committed)
            {
                LedgerMetrics.RecordCommit(wallet, remaining.PendingChange.Entries);
                return true;
            }
            if (result.Status == CommitStatus.WalletChanged)
                LedgerMetrics.RecordConflict();
            // The member has this notice already. Leave it out, so that it does not block the other changes.
            if (result.Duplicate is Notice existing)
                existingNotices.Add(existing.NoticeId);
            // The wallet changed, or the response was lost. The wallet shows what is left to do.
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public Task<long> CountDue(MaintenanceKind kind, DateTimeOffset now, CancellationToken ct) =>
        _wallets.Count(
            new QueryDefinition(
                $"SELECT VALUE COUNT(1) FROM c WHERE c.{WalletDocument.DueFieldOf(kind)} <= @now"
            ).WithParameter("@now", StoredTime.FloorSeconds(now)),
            ct
        );

    /// <returns>Null if the wallet has changed: load it and decide again.</returns>
    private async Task<Outcome?> CommitDecision(
        LoadedWallet loaded,
        Decision.Accepted decision,
        Request request,
        CancellationToken ct
    )
    {
        var (wallet, key, entry) = (loaded.Wallet.Id, loaded.Wallet.LedgerKey, decision.PendingChange.RequestEntry);
        if (decision.Redemption is { Voucher: { } voucher } redemption)
            await _codes.StoreVoucherLocation(
                voucher.Code,
                new(wallet.MemberId, wallet.ProgrammeId, redemption.RedemptionId),
                ct
            );
        var commit = new WalletCommit(_wallets, loaded, decision, Signals.CurrentTraceParent, request.By);
        if (commit.IsTooLarge && await CommitScheduledChanges(wallet, decision.PendingChange, ct))
            return null;
        var result = await commit.Send(ct);
        Outcome? outcome = result.Status switch
        {
            CommitStatus.Committed => new Outcome.Booked(entry, IsReplayed: false),
            CommitStatus.DuplicateRequest => await FindReplay(wallet.MemberId, key, request, commit.Attempt, ct),
            CommitStatus.ResponseLost => await CosmosErrors.RunAfterLostResponse(() =>
                FindReplay(wallet.MemberId, key, request, commit.Attempt, ct)
            ),
            CommitStatus.DuplicateRecord => await loaded.Records.FindDuplicateRefusal(result.Duplicate!, ct)
                is { } refusal
                ? new Outcome.Refused(refusal)
                : null,
            CommitStatus.SpendCodeRefused => await RefuseUnlessBooked(
                loaded,
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

    /// <summary>
    /// Commits the changes that were due before the request, such as the expiry of thousands of lots. What is left fits
    /// into a commit of its own.
    /// </summary>
    /// <returns>Whether there were any. Then the wallet has changed, and the request is decided again.</returns>
    private Task<bool> CommitScheduledChanges(WalletId wallet, PendingChange change, CancellationToken ct) =>
        CommitMaintenance(wallet, it => ExpiryMaintenance.Decide(it, change.Terms, change.Now), ct);

    /// <summary>Finds the outcome of a request that was booked before.</summary>
    /// <param name="attempt">
    /// The number of the commit that this call has sent, if any. The SDK may have sent it twice, or its response was
    /// lost. If that commit wrote the stored entry, this is the first answer, not a replay.
    /// </param>
    private async Task<Outcome?> FindReplay(
        string memberId,
        LedgerKey key,
        Request request,
        long? attempt,
        CancellationToken ct
    )
    {
        if (
            request.HasNoCaller
            || await _wallets.Read(memberId, request.EntryIdIn(key), DocumentJson.Default.EntryDocument, ct)
                is not { Value: var stored }
        )
            return null;
        return stored.Fingerprint == request.FingerprintIn(key)
            ? new Outcome.Booked(stored.ToEntry(), IsReplayed: attempt is null || stored.Attempt != attempt)
            : new Refusal.IdempotencyKeyReused();
    }
}
