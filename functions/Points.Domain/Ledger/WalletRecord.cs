namespace Points.Domain.Ledger;

/// <summary>
/// A document beside a wallet's entries, in the same partition: something unique, or something with a status. Records
/// are created and changed only in commits of their wallet, so the wallet's version guards them too (decision 8).
/// </summary>
public abstract record WalletRecord
{
    private protected WalletRecord() { }

    public T Match<T>(
        Func<Order, T> order,
        Func<ActionRecord, T> action,
        Func<CountedReference, T> countedReference,
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
            CountedReference record => countedReference(record),
            Redemption record => redemption(record),
            RefundRecord record => refund(record),
            EarlyRefundRecord record => earlyRefund(record),
            Transfer record => transfer(record),
            SpendCode record => spendCode(record),
            Notice record => notice(record),
            _ => throw new InvalidOperationException($"{GetType()} is not a known record of a wallet"),
        };
}
