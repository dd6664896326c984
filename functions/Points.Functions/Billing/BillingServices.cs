using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Billing;

namespace Points.Functions.Billing;

/// <summary>Registers the services for bills.</summary>
internal static class BillingServices
{
    public static IServiceCollection AddBilling(this IServiceCollection services) =>
        services.AddSingleton<QuoteBillHandler>();
}
