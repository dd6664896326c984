using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Observing;

namespace Points.Local.Observing;

/// <summary>Connects to the emulator with the app's metrics.</summary>
internal static class MeasuredClient
{
    public static CosmosClient ConnectMeasured(
        this CosmosEmulator store,
        Action<CosmosClientOptions>? configure = null
    ) =>
        store.Connect(options =>
        {
            options.CustomHandlers.Add(new RequestChargeMetrics());
            configure?.Invoke(options);
        });
}
