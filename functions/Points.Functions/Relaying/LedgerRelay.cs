using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Cosmos;
using Points.Cosmos.Refunding;
using Points.Cosmos.Relaying;
using Points.Cosmos.Sealing;
using Points.Domain.Erasing;
using Points.Domain.Ledger;
using Points.Domain.Relaying;
using Points.Functions.Auditing;

namespace Points.Functions.Relaying;

/// <summary>
/// Relays ledger entries, new notices and early refunds from the change feed of the wallets: the ledger is the outbox.
/// Records in the auditors' journal what staff did to them.
/// The retry is unbounded, because the Functions host skips changes whose last retry failed.
/// </summary>
public sealed partial class LedgerRelay(
    EntryRelay relay,
    CosmosWaitingRefunds waitingRefunds,
    CosmosSetAsideEntries setAsideEntries,
    IErasures erasures,
    JournalFeed journal,
    DocumentSeals seals,
    TimeProvider clock,
    ILogger<LedgerRelay> log
)
{
    [Function("LedgerRelay")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [CosmosDBTrigger(
            CosmosContainers.Database,
            CosmosContainers.Wallets,
            Connection = "Cosmos",
            LeaseContainerName = CosmosContainers.Leases,
            LeaseContainerPrefix = "ledger-relay",
            StartFromBeginning = true,
            MaxItemsPerInvocation = 1_000,
            FeedPollDelay = 500
        )]
            IReadOnlyList<JsonElement> changes,
        CancellationToken ct
    ) => RelayAll(changes, ct);

    /// <summary>What is relayed of members who are being erased is recorded last: then their ledgers may move.</summary>
    private async Task RelayAll(IReadOnlyList<JsonElement> changes, CancellationToken ct)
    {
        await Task.WhenAll(Relay(changes, ct), RecordStaffActions(changes, ct));
        foreach (var document in changes)
            if (LedgerFeed.ReadErasureMark(document) is { } ledgerKey)
                await erasures.RecordRelayed(ledgerKey, ct);
    }

    private Task RecordStaffActions(IReadOnlyList<JsonElement> changes, CancellationToken ct) =>
        journal.Record(CosmosContainers.Wallets, changes, (document, fault) => SetAside(document, fault, ct), ct);

    private async Task Relay(IReadOnlyList<JsonElement> changes, CancellationToken ct)
    {
        var (entries, notices) = (new List<(WalletId Wallet, LedgerEntry Entry)>(), new List<NoticeKey>());
        var earlyRefunds = new List<(string LedgerKey, EarlyRefundRecord Record)>();
        foreach (var document in changes)
        {
            try
            {
                if (LedgerFeed.ReadEntry(document, seals) is { } read)
                    entries.Add(read);
                else if (LedgerFeed.ReadNewNotice(document) is { } notice)
                    notices.Add(notice);
                else if (LedgerFeed.ReadEarlyRefund(document, seals) is { } earlyRefund)
                    earlyRefunds.Add(earlyRefund);
            }
            catch (InvalidDataException fault)
            {
                await SetAside(document, fault, ct);
            }
        }
        await relay.RelayEntries(
            entries,
            clock.GetUtcNow(),
            (wallet, entry, fault) => SetAside(wallet.MemberId, entry.EntryId, fault, ct),
            ct
        );
        await relay.QueueNotices(notices, ct);
        foreach (var (ledgerKey, record) in earlyRefunds)
            await waitingRefunds.Relay(ledgerKey, record, ct);
        RelayLag.Record(entries, clock.GetUtcNow());
    }

    private Task SetAside(JsonElement document, InvalidDataException fault, CancellationToken ct)
    {
        var (memberId, documentId) = LedgerFeed.ReadIds(document);
        return SetAside(memberId, documentId, fault, ct);
    }

    private async Task SetAside(string? memberId, string documentId, Exception fault, CancellationToken ct)
    {
        LogSetAside(fault, documentId);
        await setAsideEntries.Add(new(memberId, documentId, fault.Message, clock.GetUtcNow()), ct);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Could not relay document {DocumentId} of the ledger's feed; it is set aside"
    )]
    private partial void LogSetAside(Exception fault, string documentId);
}
