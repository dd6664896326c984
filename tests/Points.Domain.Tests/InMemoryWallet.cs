using Points.Domain.Ledger;
using Points.Domain.Maintaining;

namespace Points.Domain.Tests;

/// <summary>A member's wallet, entries and records in memory. It decides and commits like a store.</summary>
internal sealed class InMemoryWallet(Wallet wallet)
{
    private readonly Dictionary<RecordKey, WalletRecord> _records = [];
    private readonly HashSet<string> _ids = [];

    public Wallet Wallet { get; private set; } = wallet;

    public List<LedgerEntry> Entries { get; } = [];

    public List<Notice> Notices { get; } = [];

    public IEnumerable<Order> Orders => _records.Values.OfType<Order>();

    /// <summary>The records that decisions can load.</summary>
    public IEnumerable<WalletRecord> Records => _records.Values;

    public IEnumerable<Redemption> Redemptions => _records.Values.OfType<Redemption>();

    public IEnumerable<Transfer> Transfers => _records.Values.OfType<Transfer>();

    public IEnumerable<EarlyRefundRecord> EarlyRefunds => _records.Values.OfType<EarlyRefundRecord>();

    public IEnumerable<EarlyRefundRecord> WaitingEarlyRefunds =>
        EarlyRefunds.Where(it => !_records.ContainsKey(new RecordKey.Order(it.MerchantId, it.OrderId)));

    public Redemption Redemption(string redemptionId) => (Redemption)_records[new RecordKey.Redemption(redemptionId)];

    public Order Order(string orderId, string merchantId = "shop") =>
        (Order)_records[new RecordKey.Order(merchantId, orderId)];

    /// <summary>Makes a decision, and commits it if it is accepted.</summary>
    public Decision Decide(Func<Wallet, LoadedRecords, Decision> decide)
    {
        var decision = Evaluate(decide);
        if (decision is not Decision.Accepted accepted)
            return decision;
        var bound = accepted.Bound();
        Commit(bound);
        return bound;
    }

    public Decision Decide(Func<Wallet, Decision> decide) => Decide((it, _) => decide(it));

    /// <summary>Applies scheduled changes, if there are any.</summary>
    public bool CommitMaintenance(Func<Wallet, Decision.Accepted?> decide)
    {
        if (decide(Wallet) is not { } accepted)
            return false;
        Commit(accepted.Bound());
        return true;
    }

    private Decision Evaluate(Func<Wallet, LoadedRecords, Decision> decide)
    {
        for (var records = LoadedRecords.None; ; )
        {
            var decision = decide(Wallet, records);
            if (decision is not Decision.NeedsRecords { Keys: var keys })
                return decision;
            Assert.All(keys, key => Assert.False(records.Has(key)));
            records = keys.Aggregate(records, (all, key) => all.With(key, _records.GetValueOrDefault(key)));
        }
    }

    private void Commit(Decision.Accepted accepted)
    {
        var (wallet, terms, now) = (
            accepted.PendingChange.Wallet,
            accepted.PendingChange.Terms,
            accepted.PendingChange.Now
        );
        var schedule = WalletMaintenance.ScheduleOf(wallet, terms, now);
        Wallet = wallet with { ReviewDueAt = schedule.Review, GiftsDueAt = schedule.Gifts };
        foreach (var entry in accepted.PendingChange.Entries)
        {
            Assert.True(_ids.Add(entry.EntryId), $"{entry.EntryId} was booked twice");
            Entries.Add(entry);
        }
        foreach (var notice in accepted.NewRecords.OfType<Notice>())
        {
            Assert.True(_ids.Add(notice.NoticeId), $"{notice.NoticeId} was created twice");
            Notices.Add(notice);
        }
        foreach (var record in accepted.NewRecords)
            if (KeyOf(record) is { } key)
                _records.Add(key, record);
        foreach (var record in accepted.ChangedRecords)
            if (KeyOf(record) is { } key)
                _records[key] = record;
    }

    /// <returns>Null for records that decisions do not load.</returns>
    private static RecordKey? KeyOf(WalletRecord record) =>
        record.Match<RecordKey?>(
            order: it => new RecordKey.Order(it.MerchantId, it.OrderId),
            action: _ => null,
            redemption: it => new RecordKey.Redemption(it.RedemptionId),
            refund: it => new RecordKey.Refund(it.MerchantId, it.RefundId),
            earlyRefund: it => new RecordKey.EarlyRefund(it.ProgrammeId, it.MerchantId, it.OrderId),
            countedReference: it => it.Key,
            transfer: it => new RecordKey.Transfer(it.TransferId),
            spendCode: _ => new RecordKey.SpendCode(),
            notice: _ => null
        );
}
