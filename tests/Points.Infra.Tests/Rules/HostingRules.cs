using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>The app is served over HTTPS with current TLS versions, from a private package.</summary>
internal static class HostingRules
{
    private const string Site = "Microsoft.Web/sites";
    private const string Cors = "properties.siteConfig.cors";
    private const string OriginsParameter = "corsAllowedOrigins";
    private const string AlwaysReady = "properties.functionAppConfig.scaleAndConcurrency.alwaysReady";
    private const string Package = "properties.functionAppConfig.deployment.storage";

    public static ImmutableArray<Rule> All =>
        [
            new(
                "The_package_is_fetched_by_identity",
                folder =>
                    [
                        .. folder.RequireProperty(Site, $"{Package}.authentication.type", "UserAssignedIdentity"),
                        .. folder.RequireProperty(Site, $"{Package}.type", "blobContainer"),
                    ]
            ),
            new(
                "The_app_answers_over_HTTPS_only",
                folder => folder.RequireProperty(Site, "properties.httpsOnly", "true")
            ),
            new(
                "Old_versions_of_TLS_are_refused",
                folder =>
                    [
                        .. folder.RequireProperty(Site, "properties.siteConfig.minTlsVersion", "1.2", "1.3"),
                        .. folder.RequireProperty(Site, "properties.siteConfig.scmMinTlsVersion", "1.2", "1.3"),
                        .. folder.RequireProperty(
                            "Microsoft.Storage/storageAccounts",
                            "properties.minimumTlsVersion",
                            "TLS1_2",
                            "TLS1_3"
                        ),
                        .. folder.RequireProperty(
                            "Microsoft.ServiceBus/namespaces",
                            "properties.minimumTlsVersion",
                            "1.2",
                            "1.3"
                        ),
                        .. folder.RequireProperty(
                            "Microsoft.DocumentDB/databaseAccounts",
                            "properties.minimalTlsVersion",
                            "Tls12",
                            "Tls13"
                        ),
                    ]
            ),
            new("Browsers_are_answered_by_the_list_of_origins", Origins),
            new("Only_the_http_group_has_always_ready_instances", KeptReady),
            new(
                "No_blob_is_public",
                folder =>
                    folder.RequireProperty(
                        "Microsoft.Storage/storageAccounts",
                        "properties.allowBlobPublicAccess",
                        "false"
                    )
            ),
        ];

    /// <summary>
    /// Pages of other origins than the listed ones must not call with a token, and no page with cookies: there are
    /// none.
    /// </summary>
    private static IEnumerable<Finding> Origins(TemplateFolder folder)
    {
        foreach (var site in folder.ResourcesOf(Site))
        {
            if (
                site.At(Cors) is not { } cors
                || !cors.Value.ToString().Contains(OriginsParameter, StringComparison.Ordinal)
            )
                yield return Finding.At(site.Part.Node, $"{Cors} of {site.Part.Symbol} is not {OriginsParameter}");
            if (
                site.At(Cors)?.Value.ToString() is { } text
                && (text.Contains('*') || text.Contains("supportCredentials", StringComparison.Ordinal))
            )
                yield return Finding.At(
                    site.NodeAt(Cors),
                    $"{Cors} of {site.Part.Symbol} allows more than the listed origins"
                );
        }
    }

    /// <summary>
    /// The group <c>http</c> serves all functions with an HTTP trigger. An always-ready instance of another group costs
    /// money but serves no request.
    /// </summary>
    private static IEnumerable<Finding> KeptReady(TemplateFolder folder) =>
        from site in folder.ResourcesOf(Site)
        from kept in site.At(AlwaysReady)?.Value.PossibleValues() ?? []
        where kept is not Value.List list || list.Items.Any(item => item.At("name")?.Value.AsText != "http")
        select Finding.At(
            site.NodeAt(AlwaysReady),
            $"{AlwaysReady} of {site.Part.Symbol} has {kept} instead of the group http alone"
        );
}
