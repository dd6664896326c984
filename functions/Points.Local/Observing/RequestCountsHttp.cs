using Emulators.CosmosDb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Functions.Http;
using Points.Local.Hosting;

namespace Points.Local.Observing;

/// <summary>
/// Shows how many requests the store got, by container and kind, so that developers see what a call costs.
/// </summary>
internal sealed class RequestCountsHttp(RequestCounts requests)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(
            "/cosmos",
            http =>
                new ViewResponse<RequestsView>(
                    StatusCodes.Status200OK,
                    new(ByContainer()),
                    LocalJson.Default.RequestsView
                ).ExecuteAsync(http)
        );

    private Dictionary<string, Dictionary<string, long>> ByContainer() =>
        requests
            .Snapshot()
            .Where(count => count.Key.Container.Length > 0)
            .GroupBy(count => count.Key.Container)
            .ToDictionary(
                container => container.Key,
                container =>
                    container.ToDictionary(
                        count => count.Key.Kind.ToString(),
                        count => count.Value,
                        StringComparer.Ordinal
                    ),
                StringComparer.Ordinal
            );
}

internal sealed record RequestsView(IReadOnlyDictionary<string, Dictionary<string, long>> Containers);
