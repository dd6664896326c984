using Points.Domain.Accruing;
using Points.Domain.Deciding;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Notifying;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;
using Record = Points.Domain.Deciding.Record;

namespace Points.Domain.Tests;

/// <summary>A member's wallet with everything it has written, in memory: decisions are asked and kept as a store does it.</summary>
internal sealed class Books(Wallet wallet)
{
    private readonly Dictionary<RecordKey, Record> _records = [];
    private readonly HashSet<string> _seen = [];

    public Wallet Wallet { get; private set; } = wallet;

    public List<LedgerEntry> Entries { get; } = [];

    public List<Notice> Notices { get; } = [];

    public IEnumerable<Order> Orders => _records.Values.OfType<Order>();

    public IEnumerable<Redemption> Redemptions => _records.Values.OfType<Redemption>();

    public IEnumerable<Transfer> Transfers => _records.Values.OfType<Transfer>();

    public Redemption Redemption(string redemptionId) => (Redemption)_records[new RecordKey.Redemption(redemptionId)];

    public Order Order(string orderId, string merchantId = "shop") =>
        (Order)_records[new RecordKey.Order(merchantId, orderId)];

    /// <summary>Asks, and keeps what is decided.</summary>
    public Decision Do(Func<Wallet, Records, Decision> decide)
    {
        var decision = Ask(decide);
        if (decision is Decision.Accepted accepted)
            Keep(accepted);
        return decision;
    }

    public Decision Do(Func<Wallet, Decision> decide) => Do((it, _) => decide(it));

    /// <summary>Does what nobody asked for, if there is anything to do.</summary>
    public bool Tend(Func<Wallet, Decision.Accepted?> decide)
    {
        if (decide(Wallet) is not { } accepted)
            return false;
        Keep(accepted);
        return true;
    }

    private Decision Ask(Func<Wallet, Records, Decision> decide)
    {
        for (var records = Records.None; ; )
        {
            var decision = decide(Wallet, records);
            if (decision is not Decision.Needs { Keys: var keys })
                return decision;
            Assert.All(keys, key => Assert.False(records.Has(key)));
            records = keys.Aggregate(records, (all, key) => all.With(key, _records.GetValueOrDefault(key)));
        }
    }

    private void Keep(Decision.Accepted accepted)
    {
        var (wallet, terms, now) = (accepted.Posting.Wallet, accepted.Posting.Terms, accepted.Posting.Now);
        var dues = WalletMaintenance.ScheduleOf(wallet, terms, now);
        Wallet = wallet with { ReviewDueAt = dues.Review, GiftsDueAt = dues.Gifts };
        foreach (var entry in accepted.Posting.Entries)
        {
            Assert.True(_seen.Add(entry.EntryId), $"{entry.EntryId} was booked twice");
            Entries.Add(entry);
        }
        foreach (var notice in accepted.Creates.OfType<Notice>())
        {
            Assert.True(_seen.Add(notice.NoticeId), $"{notice.NoticeId} was given twice");
            Notices.Add(notice);
        }
        foreach (var record in accepted.Creates)
            if (KeyOf(record) is { } key)
                _records.Add(key, record);
        foreach (var record in accepted.Changes)
            if (KeyOf(record) is { } key)
                _records[key] = record;
    }

    private static RecordKey? KeyOf(Record record) =>
        record.Match<RecordKey?>(
            order: it => new RecordKey.Order(it.MerchantId, it.OrderId),
            deed: _ => null,
            redemption: it => new RecordKey.Redemption(it.RedemptionId),
            refund: it => new RecordKey.Refund(it.MerchantId, it.RefundId),
            awaited: it => new RecordKey.Awaited(it.ProgrammeId, it.MerchantId, it.OrderId),
            transfer: it => new RecordKey.Transfer(it.TransferId),
            spendCode: _ => new RecordKey.SpendCode(),
            notice: _ => null
        );
}
