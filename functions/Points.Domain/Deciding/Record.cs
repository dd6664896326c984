using Points.Domain.Accruing;
using Points.Domain.Acting;
using Points.Domain.Families;
using Points.Domain.Notifying;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;

namespace Points.Domain.Deciding;

/// <summary>
/// What stands beside a wallet's entries, in the same partition: a fact that must be unique, or something with a state of
/// its own. Created and changed only in the commits of its wallet, whose version so guards it too.
/// </summary>
public abstract record Record
{
    private protected Record() { }

    public T Match<T>(
        Func<Order, T> order,
        Func<Deed, T> deed,
        Func<Redemption, T> redemption,
        Func<RefundReceipt, T> refund,
        Func<AwaitedOrder, T> awaited,
        Func<Transfer, T> transfer,
        Func<SpendCode, T> spendCode,
        Func<Notice, T> notice
    ) =>
        this switch
        {
            Order record => order(record),
            Deed record => deed(record),
            Redemption record => redemption(record),
            RefundReceipt record => refund(record),
            AwaitedOrder record => awaited(record),
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
    public sealed record Awaited(string ProgrammeId, string MerchantId, string OrderId) : RecordKey;

    public sealed record Refund(string MerchantId, string RefundId) : RecordKey;

    public sealed record Redemption(string RedemptionId) : RecordKey;

    public sealed record Transfer(string TransferId) : RecordKey;

    /// <summary>The one that the member has now.</summary>
    public sealed record SpendCode : RecordKey;

    public T Match<T>(
        Func<Order, T> order,
        Func<Awaited, T> awaited,
        Func<Refund, T> refund,
        Func<Redemption, T> redemption,
        Func<Transfer, T> transfer,
        Func<SpendCode, T> spendCode
    ) =>
        this switch
        {
            Order key => order(key),
            Awaited key => awaited(key),
            Refund key => refund(key),
            Redemption key => redemption(key),
            Transfer key => transfer(key),
            SpendCode key => spendCode(key),
            _ => throw new InvalidOperationException($"{GetType()} names no record"),
        };
}
