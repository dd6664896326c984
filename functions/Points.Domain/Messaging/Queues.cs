namespace Points.Domain.Messaging;

/// <summary>Names of the queues, as defined in <c>infra/service-bus-entities.json</c>.</summary>
public static class Queues
{
    /// <summary>Purchases and refunds that merchants send.</summary>
    public const string MerchantEvents = "merchant-events";

    /// <summary>Flows of points between merchants, from the ledger. Each becomes lines of their accounts.</summary>
    public const string Settlement = "settlement";

    /// <summary>Wallets in which points have expired, in chunks.</summary>
    public const string WalletExpiry = "wallet-expiry";

    /// <summary>Notices to deliver, each to one member.</summary>
    public const string Notices = "notices";
}
