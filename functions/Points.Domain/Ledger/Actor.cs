namespace Points.Domain.Ledger;

/// <summary>For whom a command is given, where the decision depends on it.</summary>
public abstract record Actor
{
    private Actor() { }

    public sealed record Operator : Actor;

    public sealed record Merchant(string MerchantId) : Actor;

    /// <summary>The member whose wallet it is.</summary>
    public sealed record Member : Actor;

    /// <summary>Whether this is the merchant, or an operator, who acts for all.</summary>
    public bool CanActFor(string merchantId) =>
        this is Operator || (this is Merchant merchant && merchant.MerchantId == merchantId);
}
