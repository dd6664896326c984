namespace Points.Domain.Ledger;

/// <summary>Who gives a command, where the decision depends on it.</summary>
public abstract record Actor
{
    private Actor() { }

    public sealed record Operator : Actor;

    public sealed record Merchant(string MerchantId) : Actor;

    /// <summary>The owner of the wallet.</summary>
    public sealed record Member : Actor;

    /// <summary>Whether this is the merchant itself, or an operator, who may act for every merchant.</summary>
    public bool CanActFor(string merchantId) =>
        this is Operator || (this is Merchant merchant && merchant.MerchantId == merchantId);
}
