using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Lookups;
using Points.Cosmos.Observing;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Observing;
using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Cosmos.Wallets;

/// <summary>Wallets in Cosmos DB. A write is one point read and one batch, whatever the wallet's history; one request more where it gives a voucher.</summary>
public sealed class CosmosWalletStore(CosmosClient client) : IWalletStore
{
    /// <summary>How often a decision may say that it needs more: orders name redemptions, and nothing names more than that.</summary>
    private const int ReadingRoundsMax = 4;

    private const int DuePerPage = 200;

    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly CosmosVouchers _vouchers = new(client);

    public async Task<Outcome> Commit(
        WalletId wallet,
        Request request,
        Func<Wallet, Records, Decision> decide,
        CancellationToken ct
    )
    {
        using var span = Signals
            .Spans.StartActivity("commit wallet", ActivityKind.Client)
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
            span.Failed(fault);
            throw;
        }
    }

    private async Task<Outcome> TryCommit(
        WalletId wallet,
        Request request,
        Func<Wallet, Records, Decision> decide,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (await LoadedWallet.Load(_wallets, wallet, ct) is not { } loaded)
                return await Refuse(wallet, request, new Refusal.MemberNotEnrolled(), ct);
            var outcome = await (await Decide(loaded.Wallet, decide, ct)).Match<Task<Outcome?>>(
                accepted: decision => Write(loaded, decision, request, ct),
                refused: async refusal => await Refuse(wallet, request, refusal, ct)
            );
            if (outcome is not null)
                return outcome;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    public async Task<Decision?> Ask(WalletId wallet, Func<Wallet, Records, Decision> decide, CancellationToken ct) =>
        await Find(wallet, ct) is { } found ? await Decide(found, decide, ct) : null;

    /// <summary>A replay on a wallet emptied or frozen since gets its first answer, not a refusal.</summary>
    public async Task<Outcome> Refuse(WalletId wallet, Request request, Refusal refusal, CancellationToken ct) =>
        await Replay(wallet, request, null, ct) ?? refusal;

    public async Task<Wallet?> Find(WalletId wallet, CancellationToken ct) =>
        (await LoadedWallet.Load(_wallets, wallet, ct))?.Wallet;

    public async Task<IReadOnlyList<LedgerEntry>> Entries(WalletId wallet, long before, int limit, CancellationToken ct)
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
            DocumentJson.Default.PageEntryDocument,
            ct
        );
        return [.. documents.Select(document => document.ToEntry())];
    }

    public Task<Record?> FindRecord(string memberId, RecordKey key, CancellationToken ct) =>
        new WalletRecords(_wallets, memberId).Find(key, ct);

    public async Task<bool> Tend(WalletId wallet, Func<Wallet, Decision.Accepted?> decide, CancellationToken ct)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (
                await LoadedWallet.Load(_wallets, wallet, ct) is not { } loaded
                || decide(loaded.Wallet) is not { } decision
            )
                return false;
            var untold = decision with
            {
                Creates = decision.Creates.RemoveAll(it => it is Notice notice && told.Contains(notice.NoticeId)),
            };
            var result = await new WalletCommit(_wallets, loaded, untold, trace: null).Send(ct);
            if (result.Answer == CommitAnswer.Committed)
            {
                LedgerMeasures.Committed(wallet, untold.Posting.Entries);
                return true;
            }
            if (result.Answer == CommitAnswer.WalletMoved)
                LedgerMeasures.Conflict();
            // A notice that is there has been given, if the wallet does not know: it is not given again, and keeps nothing else from being done.
            if (result.Seen is Notice seen)
                told.Add(seen.NoticeId);
            // Somebody else moved the wallet, or an answer was lost: what the wallet says now tells what is left to do.
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    public async IAsyncEnumerable<WalletId> Due(
        Due due,
        DateTimeOffset now,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var field = WalletDocument.FieldOf(due);
        var query = new QueryDefinition($"SELECT * FROM c WHERE c.{field} <= @now ORDER BY c.{field}").WithParameter(
            "@now",
            StoredTime.Seconds(now)
        );
        await foreach (var wallet in _wallets.ReadAll(query, DuePerPage, DocumentJson.Default.PageDueWallet, ct))
            yield return new(wallet.MemberId, wallet.ProgrammeId);
    }

    public Task<long> CountDue(Due due, DateTimeOffset now, CancellationToken ct) =>
        _wallets.Count(
            new QueryDefinition(
                $"SELECT VALUE COUNT(1) FROM c WHERE c.{WalletDocument.FieldOf(due)} <= @now"
            ).WithParameter("@now", StoredTime.Seconds(now)),
            ct
        );

    /// <summary>Asks, reads what the decision needs to see, and asks again.</summary>
    private async Task<Decision> Decide(Wallet wallet, Func<Wallet, Records, Decision> decide, CancellationToken ct)
    {
        var (records, stored) = (Records.None, new WalletRecords(_wallets, wallet.Id.MemberId));
        for (var round = 0; round < ReadingRoundsMax; round++)
        {
            var decision = decide(wallet, records);
            if (decision is not Decision.Needs { Keys: var keys })
                return decision;
            var read = await Task.WhenAll(keys.Select(key => stored.Find(key, ct)));
            for (var i = 0; i < keys.Length; i++)
                records = records.With(keys[i], read[i]);
        }
        throw new InvalidOperationException("a decision always needs more records");
    }

    /// <returns>Null if the wallet has moved on and must be decided on again.</returns>
    private async Task<Outcome?> Write(
        LoadedWallet loaded,
        Decision.Accepted decision,
        Request request,
        CancellationToken ct
    )
    {
        var (wallet, entry) = (loaded.Wallet.Id, decision.Posting.Entries[^1]);
        if (decision.Redemption is { Voucher: { } voucher } redemption)
            await _vouchers.Announce(
                voucher.Code,
                new(wallet.MemberId, wallet.ProgrammeId, redemption.RedemptionId),
                ct
            );
        var result = await new WalletCommit(_wallets, loaded, decision, Signals.Here).Send(ct);
        Outcome? outcome = result.Answer switch
        {
            CommitAnswer.Committed => new Outcome.Booked(entry, Replayed: false),
            CommitAnswer.RequestSeenBefore => await Replay(wallet, request, null, ct),
            CommitAnswer.AnswerLost => await StoreFaults.AfterLostAnswer(() => Replay(wallet, request, entry, ct)),
            CommitAnswer.RecordSeenBefore => await new WalletRecords(_wallets, wallet.MemberId).RefusalOf(
                result.Seen!,
                ct
            )
                is { } refusal
                ? new Outcome.Refused(refusal)
                : null,
            CommitAnswer.SpendCodeRefused => await Refuse(wallet, request, new Refusal.SpendCodeInvalid(), ct),
            CommitAnswer.WalletMoved => null,
        };
        if (result.Answer == CommitAnswer.WalletMoved)
            LedgerMeasures.Conflict();
        if (outcome is Outcome.Booked { Replayed: false })
            LedgerMeasures.Committed(wallet, decision.Posting.Entries);
        return outcome;
    }

    /// <param name="attempted">The entry whose answer was lost: if it is the one that stands, this is the first answer.</param>
    private async Task<Outcome?> Replay(WalletId wallet, Request request, LedgerEntry? attempted, CancellationToken ct)
    {
        if (
            request.IsOfNobody
            || await _wallets.Read(wallet.MemberId, request.EntryId, DocumentJson.Default.EntryDocument, ct)
                is not { Value: var stored }
        )
            return null;
        return stored.Fingerprint == request.Fingerprint
            ? new Outcome.Booked(stored.ToEntry(), Replayed: stored.Hash != attempted?.Hash)
            : new Refusal.IdempotencyKeyReused();
    }
}
