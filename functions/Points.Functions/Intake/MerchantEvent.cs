using Points.Domain.Accruing;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Functions.Accruing;
using Points.Functions.Refunding;

namespace Points.Functions.Intake;

/// <summary>What a merchant did and posts, as it was read: the same over HTTP and as a message.</summary>
internal abstract record MerchantEvent
{
    private MerchantEvent() { }

    public sealed record OfPurchase(Accrue Command) : MerchantEvent;

    public sealed record OfRefund(Refund Command) : MerchantEvent;

    public static MerchantEvent Purchase(Fields fields, string memberId, bool byOperator) =>
        new OfPurchase(AccrueBody.Read(fields, memberId, byOperator));

    public static MerchantEvent Refund(Fields fields, string memberId) =>
        new OfRefund(RefundBody.Read(fields, memberId));

    public string MerchantId => Match(purchase: it => it.MerchantId, refund: it => it.MerchantId);

    public string MemberId => Match(purchase: it => it.Wallet.MemberId, refund: it => it.Wallet.MemberId);

    /// <summary>The same for every posting of the same event, whoever posts it.</summary>
    public string Fingerprint() => Match(purchase: it => it.Fingerprint(), refund: it => it.Fingerprint());

    public T Match<T>(Func<Accrue, T> purchase, Func<Refund, T> refund) =>
        this switch
        {
            OfPurchase it => purchase(it.Command),
            OfRefund it => refund(it.Command),
            _ => throw new InvalidOperationException($"{GetType()} is nothing that merchants post"),
        };
}
