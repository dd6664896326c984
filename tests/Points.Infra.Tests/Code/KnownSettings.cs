namespace Points.Infra.Tests.Code;

/// <summary>Where a setting belongs.</summary>
[Flags]
internal enum SettingLocation
{
    Cloud = 1,
    Local = 2,
}

/// <summary>A setting that somebody reads.</summary>
/// <param name="RequiredIn">Where it must be.</param>
/// <param name="AllowedIn">Where it may be.</param>
internal sealed record KnownSetting(string Name, SettingLocation RequiredIn, SettingLocation AllowedIn, string Reason);

/// <summary>All settings that somebody reads: the app's options, its triggers, the Functions host, the platform.</summary>
internal static class KnownSettings
{
    private const SettingLocation Both = SettingLocation.Cloud | SettingLocation.Local;

    /// <summary>What is in one place only, and why.</summary>
    private static readonly ImmutableArray<KnownSetting> OneSided =
    [
        CloudOnly(
            "Notices__Sms__SigningKey",
            "a secret, which no file in the repository has; the sample has no gateway"
        ),
        CloudOnly(
            "Notices__Push__SigningKey",
            "a secret, which no file in the repository has; the sample has no gateway"
        ),
        CloudOnly("AZURE_CLIENT_ID", "says which identity the app is; a developer's machine has the developer's"),
        CloudOnly("AzureWebJobsStorage__blobServiceUri", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__queueServiceUri", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__tableServiceUri", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__credential", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__clientId", "the host's storage, by identity"),
        CloudOnly("APPLICATIONINSIGHTS_CONNECTION_STRING", "a developer's machine sends no telemetry"),
        CloudOnly("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "a developer's machine sends no telemetry"),
        OpenTelemetry("OTEL_EXPORTER_OTLP_ENDPOINT", "where telemetry for others goes, where somebody takes it"),
        OpenTelemetry("OTEL_EXPORTER_OTLP_PROTOCOL", "how it goes there"),
        OpenTelemetry("OTEL_EXPORTER_OTLP_HEADERS", "what whoever takes it wants to see"),
        OpenTelemetry("OTEL_SERVICE_NAME", "what the app is called there"),
        new("AzureWebJobsStorage", SettingLocation.Local, default, "the storage emulator, which takes no identities"),
        new(
            "FUNCTIONS_WORKER_RUNTIME",
            SettingLocation.Local,
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
                        CloudOnly($"{name}__credential", "the app's identity"),
                        CloudOnly($"{name}__clientId", "the app's identity"),
                    }
                )
            )
            .Concat(Settings.Options.Select(name => new KnownSetting(name, Both, default, "an option of the app")))
            .Concat(Triggers.Settings.Select(name => new KnownSetting(name, Both, default, "a trigger names it")))
            .DistinctBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
            .ToImmutableSortedDictionary(each => each.Name, each => each, StringComparer.OrdinalIgnoreCase);

    /// <summary>Its exporters read these by themselves; who sends telemetry nowhere else gives none.</summary>
    private static KnownSetting OpenTelemetry(string name, string why) => new(name, default, Both, why);

    private static KnownSetting CloudOnly(string name, string why) => new(name, SettingLocation.Cloud, default, why);
}
