using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Notifying;
using Points.Domain.Notifying;

namespace Points.Functions.Notifying;

/// <summary>Registers the services that deliver and show notices.</summary>
internal static class NotifyingServices
{
    public static IServiceCollection AddNotifying(this IServiceCollection services) =>
        services
            .AddSingleton<INotices, CosmosNotices>()
            .AddSingleton<DeliverNoticeHandler>()
            .AddSingleton<RecordDeliveryReceiptHandler>()
            .AddSingleton<NoticePages>();
}
