using Points.Domain.Ledger;

namespace Points.Domain.Jobs;

/// <summary>Finds the wallets that are due for maintenance.</summary>
public interface IDueWallets
{
    /// <summary>The wallets that are due for one kind of maintenance (decision 15).</summary>
    IDueItems<WalletId> Of(MaintenanceKind kind);
}
