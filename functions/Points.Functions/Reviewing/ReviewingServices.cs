using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Functions.Jobs;

namespace Points.Functions.Reviewing;

/// <summary>Registers the backlog of tier reviews.</summary>
internal static class ReviewingServices
{
    public static IServiceCollection AddReviewing(this IServiceCollection services) =>
        services
            .AddDueWalletsBacklog(nameof(TierReview), MaintenanceKind.Review)
            .AddInvitedWork<WalletBatchRunner>(MaintenanceKind.Review, TierReview.Share);
}
