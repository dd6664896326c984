namespace Points.Infra.Tests.Code;

/// <summary>All settings that the app's options, its triggers, the Functions host or the platform read.</summary>
internal static class KnownSettings
{
    private const SettingLocation Both = SettingLocation.Cloud | SettingLocation.Local;

    /// <summary>Settings that belong in one place only, and why.</summary>
    private static readonly ImmutableArray<KnownSetting> OneSided =
    [
        CloudOnly("Keys__Signing", "a secret, so it is in no file; one machine creates its own"),
        CloudOnly("Keys__Integrity", "a secret, so it is in no file; one machine creates its own"),
        CloudOnly("Notices__Sms__SigningKey", "a secret, so it is in no file; the sample has no gateway"),
        CloudOnly("Notices__Push__SigningKey", "a secret, so it is in no file; the sample has no gateway"),
        new(
            "Cors__AllowedOrigins",
            SettingLocation.Local,
            default,
            "in Azure the platform answers browsers, with the same list: corsAllowedOrigins"
        ),
        CloudOnly("AZURE_CLIENT_ID", "names the app's identity; a developer's machine uses the developer's"),
        CloudOnly("AzureWebJobsStorage__blobServiceUri", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__queueServiceUri", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__tableServiceUri", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__credential", "the host's storage, by identity"),
        CloudOnly("AzureWebJobsStorage__clientId", "the host's storage, by identity"),
        CloudOnly("APPLICATIONINSIGHTS_CONNECTION_STRING", "a developer's machine sends no telemetry"),
        CloudOnly("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "a developer's machine sends no telemetry"),
        OpenTelemetry("OTEL_EXPORTER_OTLP_ENDPOINT", "the endpoint of another collector of telemetry"),
        OpenTelemetry("OTEL_EXPORTER_OTLP_PROTOCOL", "the protocol of that collector"),
        OpenTelemetry("OTEL_EXPORTER_OTLP_HEADERS", "the headers that authenticate the app to that collector"),
        OpenTelemetry("OTEL_SERVICE_NAME", "the name of the app at that collector"),
        new(
            "AzureWebJobsStorage",
            SettingLocation.Local,
            default,
            "the storage emulator, which supports no identities"
        ),
        new(
            "FUNCTIONS_WORKER_RUNTIME",
            SettingLocation.Local,
            default,
            "Flex Consumption uses functionAppConfig instead and refuses the setting"
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

    /// <summary>The exporters of OpenTelemetry read these settings. They are optional.</summary>
    private static KnownSetting OpenTelemetry(string name, string reason) => new(name, default, Both, reason);

    private static KnownSetting CloudOnly(string name, string reason) =>
        new(name, SettingLocation.Cloud, default, reason);
}
