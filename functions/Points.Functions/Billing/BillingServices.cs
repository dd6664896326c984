using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Billing;

namespace Points.Functions.Billing;

/// <summary>Quotes of bills.</summary>
internal static class BillingServices
{
    public static IServiceCollection AddBilling(this IServiceCollection services) =>
        services.AddSingleton<QuoteBillHandler>();
}
