namespace Points.Infra.Tests.Code;

/// <summary>Where a setting belongs.</summary>
[Flags]
internal enum Place
{
    Cloud = 1,
    Local = 2,
}

/// <summary>A setting that somebody reads.</summary>
/// <param name="Where">Where it must be.</param>
/// <param name="Also">Where it may be.</param>
internal sealed record KnownSetting(string Name, Place Where, Place Also, string Why);

/// <summary>All settings that somebody reads: the app's options, its triggers, the Functions host, the platform.</summary>
internal static class KnownSettings
{
    private const Place Both = Place.Cloud | Place.Local;

    /// <summary>What is in one place only, and why.</summary>
    private static readonly ImmutableArray<KnownSetting> OneSided =
    [
        Cloud("Notices__Sms__SigningKey", "a secret, which no file in the repository has; the sample has no gateway"),
        Cloud("Notices__Push__SigningKey", "a secret, which no file in the repository has; the sample has no gateway"),
        Cloud("AZURE_CLIENT_ID", "says which identity the app is; a developer's machine has the developer's"),
        Cloud("AzureWebJobsStorage__blobServiceUri", "the host's storage, by identity"),
        Cloud("AzureWebJobsStorage__queueServiceUri", "the host's storage, by identity"),
        Cloud("AzureWebJobsStorage__tableServiceUri", "the host's storage, by identity"),
        Cloud("AzureWebJobsStorage__credential", "the host's storage, by identity"),
        Cloud("AzureWebJobsStorage__clientId", "the host's storage, by identity"),
        Cloud("APPLICATIONINSIGHTS_CONNECTION_STRING", "a developer's machine sends no telemetry"),
        Cloud("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "a developer's machine sends no telemetry"),
        OpenTelemetrys("OTEL_EXPORTER_OTLP_ENDPOINT", "where telemetry for others goes, where somebody takes it"),
        OpenTelemetrys("OTEL_EXPORTER_OTLP_PROTOCOL", "how it goes there"),
        OpenTelemetrys("OTEL_EXPORTER_OTLP_HEADERS", "what whoever takes it wants to see"),
        OpenTelemetrys("OTEL_SERVICE_NAME", "what the app is called there"),
        new("AzureWebJobsStorage", Place.Local, default, "the storage emulator, which takes no identities"),
        new(
            "FUNCTIONS_WORKER_RUNTIME",
            Place.Local,
            default,
            "Flex Consumption has it in functionAppConfig and refuses it as a setting"
        ),
    ];

    public static ImmutableSortedDictionary<string, KnownSetting> All { get; } =
        OneSided
            .Concat(
                Triggers.Connections.SelectMany(name =>
                    new[]
                    {
                        Cloud($"{name}__credential", "the app's identity"),
                        Cloud($"{name}__clientId", "the app's identity"),
                    }
                )
            )
            .Concat(Settings.Options.Select(name => new KnownSetting(name, Both, default, "an option of the app")))
            .Concat(Triggers.Settings.Select(name => new KnownSetting(name, Both, default, "a trigger names it")))
            .DistinctBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
            .ToImmutableSortedDictionary(each => each.Name, each => each, StringComparer.OrdinalIgnoreCase);

    /// <summary>Its exporters read these by themselves; who sends telemetry nowhere else gives none.</summary>
    private static KnownSetting OpenTelemetrys(string name, string why) => new(name, default, Both, why);

    private static KnownSetting Cloud(string name, string why) => new(name, Place.Cloud, default, why);
}
