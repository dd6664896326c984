using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Points.Tests;

namespace Points.Worker.Tests.Hosting;

/// <summary>The sample's app settings for a developer's machine, with addresses on which nothing answers.</summary>
internal static class SampleSettings
{
    /// <summary>Nothing listens on this port.</summary>
    private const string Nowhere = "https://127.0.0.1:1/";

    public static Dictionary<string, string> Read()
    {
        var sample = JsonNode.Parse(File.ReadAllText(RepositoryFolder.Of("local.settings.sample.json")))!;
        var settings = sample["Values"]!
            .AsObject()
            .ToDictionary(it => it.Key, it => (string)it.Value!, StringComparer.OrdinalIgnoreCase);
        settings["Cosmos__AccountEndpoint"] = Nowhere;
        settings["Archive__BlobServiceUri"] = Nowhere;
        settings["Auth__Authority"] = Nowhere;
        settings["ServiceBus__FullyQualifiedNamespace"] = "127.0.0.1";
        foreach (var name in new[] { "Keys__Signing", "Keys__Integrity" })
            settings[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        // Otherwise the SDK calls the metadata service of the cloud when it starts.
        settings["COSMOS_DISABLE_IMDS_ACCESS"] = "true";
        return settings;
    }
}
