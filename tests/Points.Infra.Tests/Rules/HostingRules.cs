namespace Points.Infra.Tests.Rules;

/// <summary>The app is served as it should be.</summary>
internal static class HostingRules
{
    private const string Site = "Microsoft.Web/sites";
    private const string Package = "properties.functionAppConfig.deployment.storage";

    public static ImmutableArray<Rule> All => [
        new("The_package_is_fetched_by_identity", folder => [.. folder.Each(Site, $"{Package}.authentication.type", "UserAssignedIdentity"), .. folder.Each(Site, $"{Package}.type", "blobContainer")]),
        new("The_app_answers_over_HTTPS_only", folder => folder.Each(Site, "properties.httpsOnly", "true")),
        new("Old_versions_of_TLS_are_refused", folder => [
            .. folder.Each(Site, "properties.siteConfig.minTlsVersion", "1.2", "1.3"),
            .. folder.Each("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2", "TLS1_3"),
            .. folder.Each("Microsoft.ServiceBus/namespaces", "properties.minimumTlsVersion", "1.2", "1.3"),
            .. folder.Each("Microsoft.DocumentDB/databaseAccounts", "properties.minimalTlsVersion", "Tls12", "Tls13"),
        ]),
        new("No_blob_is_public", folder => folder.Each("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false")),
    ];
}
