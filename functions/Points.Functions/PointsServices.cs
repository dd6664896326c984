using Microsoft.Extensions.DependencyInjection;

namespace Points.Functions;

/// <summary>What the functions need, for either host to add.</summary>
public static class PointsServices
{
    /// <summary>
    /// Adds the app. The host has registered what differs between hosts: the <see cref="TimeProvider"/> of business time,
    /// the <c>CosmosClient</c>, and the <c>TokenValidationParameters</c> that say whose tokens count.
    /// </summary>
    public static IServiceCollection AddPoints(this IServiceCollection services) => services;
}
