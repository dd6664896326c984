namespace Points.Domain.Ledger;

/// <summary>Identifies a record that a decision needs.</summary>
public abstract record RecordKey
{
    private RecordKey() { }

    public sealed record Order(string MerchantId, string OrderId) : RecordKey;

    /// <summary>The refunds of an order whose purchase has not arrived.</summary>
    public sealed record EarlyRefund(string ProgrammeId, string MerchantId, string OrderId) : RecordKey;

    public sealed record Refund(string MerchantId, string RefundId) : RecordKey;

    /// <summary>A reference of an operator's that may have counted.</summary>
    public sealed record CountedReference(string ProgrammeId, ReferenceUse Use, string Reference) : RecordKey;

    public sealed record Redemption(string RedemptionId) : RecordKey;

    public sealed record Transfer(string TransferId) : RecordKey;

    /// <summary>The member's present spend code.</summary>
    public sealed record SpendCode : RecordKey;

    public T Match<T>(
        Func<Order, T> order,
        Func<EarlyRefund, T> earlyRefund,
        Func<Refund, T> refund,
        Func<CountedReference, T> countedReference,
        Func<Redemption, T> redemption,
        Func<Transfer, T> transfer,
        Func<SpendCode, T> spendCode
    ) =>
        this switch
        {
            Order key => order(key),
            EarlyRefund key => earlyRefund(key),
            Refund key => refund(key),
            CountedReference key => countedReference(key),
            Redemption key => redemption(key),
            Transfer key => transfer(key),
            SpendCode key => spendCode(key),
            _ => throw new InvalidOperationException($"{GetType()} is not a known record key"),
        };
}
