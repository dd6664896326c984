using Points.Domain.Earning;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Functions.Earning;
using Points.Functions.Refunding;

namespace Points.Functions.Intake;

/// <summary>A purchase or a refund that a merchant sent as a message.</summary>
internal abstract record MerchantEvent
{
    private MerchantEvent() { }

    public sealed record PurchaseEvent(Accrue Command) : MerchantEvent;

    public sealed record RefundEvent(Refund Command) : MerchantEvent;

    public static MerchantEvent ReadPurchase(FieldReader reader, string memberId, bool byOperator) =>
        new PurchaseEvent(AccrueBody.ReadPurchase(reader, memberId, byOperator));

    public static MerchantEvent ReadRefund(FieldReader reader, string memberId) =>
        new RefundEvent(RefundBody.Read(reader, memberId));

    public string MerchantId => Match(purchase: it => it.MerchantId, refund: it => it.MerchantId);

    public string MemberId => Match(purchase: it => it.Wallet.MemberId, refund: it => it.Wallet.MemberId);

    /// <summary>Covers what the event reports, but not who sends it.</summary>
    public string Fingerprint() => Match(purchase: it => it.Fingerprint(), refund: it => it.Fingerprint());

    public T Match<T>(Func<Accrue, T> purchase, Func<Refund, T> refund) =>
        this switch
        {
            PurchaseEvent it => purchase(it.Command),
            RefundEvent it => refund(it.Command),
            _ => throw new InvalidOperationException($"{GetType()} is not a known event"),
        };
}
