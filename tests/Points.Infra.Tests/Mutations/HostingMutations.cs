using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="HostingRules"/>.</summary>
internal static class HostingMutations
{
    public static ImmutableArray<Mutation> All =>
        [
            new(
                "the package is fetched with a connection string",
                "The_package_is_fetched_by_identity",
                "infra/modules/functions.bicep",
                "type: 'UserAssignedIdentity'",
                "type: 'StorageAccountConnectionString'",
                "authentication.type"
            ),
            new(
                "the app allows HTTP",
                "The_app_answers_over_HTTPS_only",
                "infra/modules/functions.bicep",
                "httpsOnly: true",
                "httpsOnly: false",
                "properties.httpsOnly of app"
            ),
            new(
                "pages of every origin may call the app",
                "Browsers_are_answered_by_the_list_of_origins",
                "infra/modules/functions.bicep",
                "allowedOrigins: corsAllowedOrigins",
                "allowedOrigins: ['*']",
                "properties.siteConfig.cors of app"
            ),
            new(
                "browsers may send cookies",
                "Browsers_are_answered_by_the_list_of_origins",
                "infra/modules/functions.bicep",
                "allowedOrigins: corsAllowedOrigins",
                "allowedOrigins: corsAllowedOrigins\n            supportCredentials: true",
                "properties.siteConfig.cors of app"
            ),
            new(
                "the app allows an old TLS version",
                "Old_versions_of_TLS_are_refused",
                "infra/modules/functions.bicep",
                "minTlsVersion: '1.2'",
                "minTlsVersion: '1.0'",
                "minTlsVersion of app"
            ),
            new(
                "deployments allow an old TLS version",
                "Old_versions_of_TLS_are_refused",
                "infra/modules/functions.bicep",
                "scmMinTlsVersion: '1.2'",
                "scmMinTlsVersion: '1.1'",
                "scmMinTlsVersion of app"
            ),
            new(
                "storage allows an old TLS version",
                "Old_versions_of_TLS_are_refused",
                "infra/modules/archive.bicep",
                "minimumTlsVersion: 'TLS1_2'",
                "minimumTlsVersion: 'TLS1_0'",
                "minimumTlsVersion of account"
            ),
            new(
                "an always-ready instance serves no requests",
                "Only_the_http_group_has_always_ready_instances",
                "infra/modules/functions.bicep",
                "name: 'http'",
                "name: 'https'",
                "alwaysReady of app has [{name: 'https'"
            ),
            new(
                "blobs may be public",
                "No_blob_is_public",
                "infra/modules/archive.bicep",
                "    allowBlobPublicAccess: false\n",
                Replacement: "",
                "allowBlobPublicAccess of account"
            ),
        ];
}
