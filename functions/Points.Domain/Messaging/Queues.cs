using System.Collections.Immutable;

namespace Points.Domain.Messaging;

/// <summary>Names of the queues, as defined in <c>infra/service-bus-entities.json</c>.</summary>
public static class Queues
{
    /// <summary>Purchases and refunds that merchants send.</summary>
    public const string MerchantEvents = "merchant-events";

    /// <summary>Flows of points between merchants, from the ledger. Each becomes lines of their accounts.</summary>
    public const string Settlement = "settlement";

    /// <summary>
    /// Invitations to take parts of a job's run (decision 42). The name is that of the first job that shared its work:
    /// a queue cannot be renamed while it holds messages.
    /// </summary>
    public const string WalletExpiry = "wallet-expiry";

    /// <summary>Notices to deliver, each to one member.</summary>
    public const string Notices = "notices";

    public static ImmutableArray<string> All { get; } = [MerchantEvents, Settlement, WalletExpiry, Notices];
}
