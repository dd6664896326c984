using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Refunding;
using Points.Domain.Refunding;

namespace Points.Functions.Refunding;

/// <summary>Registers the services for refunds.</summary>
internal static class RefundingServices
{
    public static IServiceCollection AddRefunding(this IServiceCollection services) =>
        services
            .AddSingleton<RefundHandler>()
            .AddSingleton<UnenrolledRefundHandler>()
            .AddSingleton<IUnenrolledRefunds, CosmosUnenrolledRefunds>()
            .AddSingleton<CosmosWaitingRefunds>();
}
