namespace Points.Infra.Tests.Mutations;

/// <summary>Ways to spoil the templates.</summary>
internal static class MutationCatalog
{
    public static ImmutableArray<Mutation> All =>
        [
            .. Form,
            .. DataMutations.All,
            .. AccessMutations.All,
            .. KeyMutations.All,
            .. SettingMutations.All,
            .. PropertyMutations.All,
            .. OrderMutations.All,
            .. AlertMutations.All,
        ];

    private static ImmutableArray<Mutation> Form =>
        [
            new(
                "a bracket is left out",
                "Every_template_can_be_parsed",
                "infra/modules/identity.bicep",
                "tags: tags\n}",
                "tags: tags\n",
                "infra/modules/identity.bicep("
            ),
            new(
                "a quotation mark is left out of a file of parameters",
                "Every_template_can_be_parsed",
                "infra/main.dev.bicepparam",
                "= 'dev'",
                "= 'dev",
                "infra/main.dev.bicepparam("
            ),
            new(
                "a parameter is not described",
                "Everything_that_others_see_is_described",
                "infra/modules/identity.bicep",
                "@description('The region.')\n",
                "",
                "location has no description"
            ),
            new(
                "an output is not described",
                "Everything_that_others_see_is_described",
                "infra/modules/identity.bicep",
                "@description('The client id of the identity, by which the app asks for tokens.')\n",
                "",
                "clientId has no description"
            ),
            new(
                "a module is not used",
                "Every_template_is_used",
                "infra/modules/spare.bicep",
                "",
                "var nothing = 1\n",
                "infra/modules/spare.bicep(1): nothing uses this file"
            ),
            new(
                "a module is not given what it asks for",
                "Every_module_gets_what_it_asks_for",
                "infra/main.bicep",
                "    serviceBusResourceId: serviceBus.outputs.resourceId\n",
                "",
                "asks for serviceBusResourceId"
            ),
            new(
                "a module is given what it does not know",
                "Every_module_gets_what_it_asks_for",
                "infra/main.bicep",
                "    retentionInDays: ",
                "    retention: ",
                "has no parameter retention"
            ),
            new(
                "a module is not there",
                "Every_module_gets_what_it_asks_for",
                "infra/main.bicep",
                "// Points in one",
                "module more 'modules/more.bicep' = {}\n// Points in one",
                "there is no modules/more.bicep"
            ),
            new(
                "a parameter is not assigned",
                "Every_file_of_parameters_fits_its_template",
                "infra/main.prod.bicepparam",
                "param environmentName = 'prod'",
                "",
                "main.bicep asks for environmentName"
            ),
            new(
                "a parameter that is none is assigned",
                "Every_file_of_parameters_fits_its_template",
                "infra/main.dev.bicepparam",
                "param locks =",
                "param lock =",
                "main.bicep has no parameter lock"
            ),
            new(
                "a resource has no tags",
                "Everything_that_can_have_tags_has_them",
                "infra/modules/identity.bicep",
                "  tags: tags\n}",
                "}",
                "identity (Microsoft.ManagedIdentity/userAssignedIdentities) has no tags"
            ),
            new(
                "what a resource logs goes nowhere at times",
                "Everything_that_can_log_has_diagnostic_settings",
                "infra/modules/key-vault.bicep",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(tags)) {",
                "vault (Microsoft.KeyVault/vaults) has no diagnostic settings"
            ),
            new(
                "a resource is of a type that nobody has thought about",
                "Everything_that_can_log_has_diagnostic_settings",
                "infra/modules/identity.bicep",
                "",
                "resource more 'Microsoft.Cache/redis@2024-11-01' = {\n  name: name\n  tags: tags\n}\n",
                "Microsoft.Cache/redis has diagnostic settings is not written down"
            ),
            new(
                "a resource is put into a fixed region",
                "Nothing_is_put_into_a_fixed_region",
                "infra/modules/identity.bicep",
                "location: location",
                "location: 'westeurope'",
                "identity is put into 'westeurope'"
            ),
            new(
                "a module is put into a fixed region",
                "Nothing_is_put_into_a_fixed_region",
                "infra/main.bicep",
                "location: location",
                "location: 'westeurope'",
                "identity is put into 'westeurope'"
            ),
            new(
                "a preview is used",
                "No_preview_of_Azures_interface_is_used_without_a_reason",
                "infra/modules/identity.bicep",
                "userAssignedIdentities@2024-11-30",
                "userAssignedIdentities@2025-01-31-preview",
                "userAssignedIdentities@2025-01-31-preview is a preview"
            ),
            new(
                "the package is fetched by a connection string",
                "The_package_is_fetched_by_identity",
                "infra/modules/functions.bicep",
                "type: 'UserAssignedIdentity'",
                "type: 'StorageAccountConnectionString'",
                "authentication.type"
            ),
            new(
                "the app answers in the clear",
                "The_app_answers_over_HTTPS_only",
                "infra/modules/functions.bicep",
                "httpsOnly: true",
                "httpsOnly: false",
                "properties.httpsOnly of app"
            ),
            new(
                "the app takes an old TLS",
                "Old_versions_of_TLS_are_refused",
                "infra/modules/functions.bicep",
                "minTlsVersion: '1.2'",
                "minTlsVersion: '1.0'",
                "minTlsVersion of app"
            ),
            new(
                "deployments take an old TLS",
                "Old_versions_of_TLS_are_refused",
                "infra/modules/functions.bicep",
                "scmMinTlsVersion: '1.2'",
                "scmMinTlsVersion: '1.1'",
                "scmMinTlsVersion of app"
            ),
            new(
                "storage takes an old TLS",
                "Old_versions_of_TLS_are_refused",
                "infra/modules/archive.bicep",
                "minimumTlsVersion: 'TLS1_2'",
                "minimumTlsVersion: 'TLS1_0'",
                "minimumTlsVersion of account"
            ),
            new(
                "an instance is kept ready that no request finds",
                "Instances_are_kept_ready_for_requests_only",
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
                "",
                "allowBlobPublicAccess of account"
            ),
            new(
                "what is made under a condition logs under another",
                "Everything_that_can_log_has_diagnostic_settings",
                "infra/modules/network.bicep",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(tags)) {",
                "network (Microsoft.Network/virtualNetworks) has no diagnostic settings"
            ),
        ];
}
