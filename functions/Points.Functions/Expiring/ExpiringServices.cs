using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Functions.Jobs;

namespace Points.Functions.Expiring;

/// <summary>Registers the backlogs of expiry and its reminders.</summary>
internal static class ExpiringServices
{
    public static IServiceCollection AddExpiring(this IServiceCollection services) =>
        services
            .AddDueWalletsBacklog(nameof(ExpirySweep), MaintenanceKind.Expiry)
            .AddDueWalletsBacklog(nameof(ExpiryReminders), MaintenanceKind.Reminder)
            .AddInvitedWork<WalletBatchRunner>(MaintenanceKind.Expiry, ExpirySweep.Share)
            .AddInvitedWork<WalletBatchRunner>(MaintenanceKind.Reminder, ExpiryReminders.Share);
}
