using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Refunding;

namespace Points.Functions.Refunding;

/// <summary>Refunds.</summary>
internal static class RefundingServices
{
    public static IServiceCollection AddRefunding(this IServiceCollection services) =>
        services.AddSingleton<RefundHandler>();
}
