using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Notifying;
using Points.Domain.Notifying;

namespace Points.Functions.Notifying;

/// <summary>The delivery of notices.</summary>
internal static class NotifyingServices
{
    public static IServiceCollection AddNotifying(this IServiceCollection services) =>
        services
            .AddSingleton<INotices, CosmosNotices>()
            .AddSingleton<NoticeDeliveryHandler>()
            .AddSingleton<DeliveryReceiptHandler>()
            .AddSingleton<NoticePages>();
}
