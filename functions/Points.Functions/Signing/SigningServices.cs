using Microsoft.Extensions.DependencyInjection;

namespace Points.Functions.Signing;

/// <summary>Registers what signs documents for outsiders.</summary>
internal static class SigningServices
{
    public static IServiceCollection AddSigning(this IServiceCollection services) =>
        services.AddSingleton<SigningKeys>();
}
