using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Functions.Jobs;

namespace Points.Functions.Earning;

/// <summary>Accruals, published actions and the gifts of members' own days.</summary>
internal static class EarningServices
{
    public static IServiceCollection AddEarning(this IServiceCollection services) =>
        services
            .AddSingleton<AccrueHandler>()
            .AddSingleton<RecordActionHandler>()
            .AddSingleton<OwnDayGiftRun>()
            .AddDueWalletsBacklog(nameof(BirthdayGifts), MaintenanceKind.Gifts);
}
