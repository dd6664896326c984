namespace Points.Domain.Ledger;

/// <summary>What an entry was booked for. A closed set: the relay, the statements and the readers handle each case.</summary>
public abstract record Cause
{
    private Cause() { }

    /// <summary>A purchase earned points.</summary>
    public sealed record Purchase(string MerchantId, string OrderId) : Cause;

    /// <summary>A published action earned points; <paramref name="Reference"/> tells one time from another.</summary>
    public sealed record Deed(string Action, string Reference) : Cause;

    /// <summary>A reward was redeemed; <paramref name="Worth"/> is what it is worth to the member, all pieces together.</summary>
    public sealed record Redemption(string RedemptionId, string RewardId, string HonouredBy, Fen Worth) : Cause;

    /// <summary>Lots whose last day had passed on the business day <paramref name="On"/>.</summary>
    public sealed record Expiry(DateOnly On) : Cause;

    public T Match<T>(Func<Purchase, T> purchase, Func<Deed, T> deed, Func<Redemption, T> redemption, Func<Expiry, T> expiry) => this switch
    {
        Purchase cause => purchase(cause),
        Deed cause => deed(cause),
        Redemption cause => redemption(cause),
        Expiry cause => expiry(cause),
        _ => throw new InvalidOperationException($"{GetType()} is no cause of an entry"),
    };
}
