namespace Points.Domain.Ledger;

/// <summary>
/// What stands beside a wallet's entries, in the same partition: a fact that must be unique, or something with a state of
/// its own. Created and changed only in the commits of its wallet, whose version so guards it too.
/// </summary>
public abstract record WalletRecord
{
    private protected WalletRecord() { }

    public T Match<T>(
        Func<Order, T> order,
        Func<ActionRecord, T> action,
        Func<Redemption, T> redemption,
        Func<RefundRecord, T> refund,
        Func<EarlyRefundRecord, T> earlyRefund,
        Func<Transfer, T> transfer,
        Func<SpendCode, T> spendCode,
        Func<Notice, T> notice
    ) =>
        this switch
        {
            Order record => order(record),
            ActionRecord record => action(record),
            Redemption record => redemption(record),
            RefundRecord record => refund(record),
            EarlyRefundRecord record => earlyRefund(record),
            Transfer record => transfer(record),
            SpendCode record => spendCode(record),
            Notice record => notice(record),
            _ => throw new InvalidOperationException($"{GetType()} is no record of a wallet"),
        };
}

/// <summary>Names a record that a decision may need to see.</summary>
public abstract record RecordKey
{
    private RecordKey() { }

    public sealed record Order(string MerchantId, string OrderId) : RecordKey;

    /// <summary>Refunds of an order that has not been posted.</summary>
    public sealed record EarlyRefund(string ProgrammeId, string MerchantId, string OrderId) : RecordKey;

    public sealed record Refund(string MerchantId, string RefundId) : RecordKey;

    public sealed record Redemption(string RedemptionId) : RecordKey;

    public sealed record Transfer(string TransferId) : RecordKey;

    /// <summary>The one that the member has now.</summary>
    public sealed record SpendCode : RecordKey;

    public T Match<T>(
        Func<Order, T> order,
        Func<EarlyRefund, T> earlyRefund,
        Func<Refund, T> refund,
        Func<Redemption, T> redemption,
        Func<Transfer, T> transfer,
        Func<SpendCode, T> spendCode
    ) =>
        this switch
        {
            Order key => order(key),
            EarlyRefund key => earlyRefund(key),
            Refund key => refund(key),
            Redemption key => redemption(key),
            Transfer key => transfer(key),
            SpendCode key => spendCode(key),
            _ => throw new InvalidOperationException($"{GetType()} names no record"),
        };
}
