using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>
/// Mutations that break the rules of <see cref="FormRules"/> or the rule that every template can be parsed.
/// </summary>
internal static class FormMutations
{
    public static ImmutableArray<Mutation> All =>
        [
            new(
                "a bracket is missing",
                "Every_template_can_be_parsed",
                "infra/modules/identity.bicep",
                "tags: tags\n}",
                "tags: tags\n",
                "infra/modules/identity.bicep("
            ),
            new(
                "a quotation mark is missing in a parameter file",
                "Every_template_can_be_parsed",
                "infra/main.dev.bicepparam",
                "= 'dev'",
                "= 'dev",
                "infra/main.dev.bicepparam("
            ),
            new(
                "a parameter has no description",
                "Every_parameter_and_output_is_described",
                "infra/modules/identity.bicep",
                "@description('The region.')\n",
                Replacement: "",
                "location has no description"
            ),
            new(
                "an output has no description",
                "Every_parameter_and_output_is_described",
                "infra/modules/identity.bicep",
                "@description('The client id of the identity, by which the app asks for tokens.')\n",
                Replacement: "",
                "clientId has no description"
            ),
            new(
                "a module is not used",
                "Every_template_is_used",
                "infra/modules/spare.bicep",
                Original: "",
                "var nothing = 1\n",
                "infra/modules/spare.bicep(1): nothing uses this file"
            ),
            new(
                "a module lacks a required parameter",
                "Every_module_gets_its_required_parameters",
                "infra/main.bicep",
                "    serviceBusResourceId: serviceBus.outputs.resourceId\n",
                Replacement: "",
                "requires serviceBusResourceId"
            ),
            new(
                "a module gets an unknown parameter",
                "Every_module_gets_its_required_parameters",
                "infra/main.bicep",
                "    retentionInDays: ",
                "    retention: ",
                "has no parameter retention"
            ),
            new(
                "a module does not exist",
                "Every_module_gets_its_required_parameters",
                "infra/main.bicep",
                "// Points in one",
                "module more 'modules/more.bicep' = {}\n// Points in one",
                "there is no modules/more.bicep"
            ),
            new(
                "a parameter is not assigned",
                "Every_parameter_file_matches_its_template",
                "infra/main.prod.bicepparam",
                "param environmentName = 'prod'",
                Replacement: "",
                "main.bicep requires environmentName"
            ),
            new(
                "an unknown parameter is assigned",
                "Every_parameter_file_matches_its_template",
                "infra/main.dev.bicepparam",
                "param locks =",
                "param lock =",
                "main.bicep has no parameter lock"
            ),
            new(
                "a resource has no tags",
                "Every_resource_that_can_have_tags_has_tags",
                "infra/modules/identity.bicep",
                "  tags: tags\n}",
                "}",
                "identity (Microsoft.ManagedIdentity/userAssignedIdentities) has no tags"
            ),
            new(
                "diagnostic settings depend on a condition",
                "Every_resource_that_can_log_has_diagnostic_settings",
                "infra/modules/key-vault.bicep",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(tags)) {",
                "vault (Microsoft.KeyVault/vaults) has no diagnostic settings"
            ),
            new(
                "a resource has a type without a decision about logs",
                "Every_resource_that_can_log_has_diagnostic_settings",
                "infra/modules/identity.bicep",
                Original: "",
                "resource more 'Microsoft.Cache/redis@2024-11-01' = {\n  name: name\n  tags: tags\n}\n",
                "whether Microsoft.Cache/redis has diagnostic settings"
            ),
            new(
                "a resource has a fixed region",
                "No_resource_has_a_fixed_region",
                "infra/modules/identity.bicep",
                "location: location",
                "location: 'westeurope'",
                "identity has the fixed location 'westeurope'"
            ),
            new(
                "a module has a fixed region",
                "No_resource_has_a_fixed_region",
                "infra/main.bicep",
                "location: location",
                "location: 'westeurope'",
                "identity has the fixed location 'westeurope'"
            ),
            new(
                "a preview version is used",
                "No_preview_version_of_an_Azure_API_is_used_without_a_reason",
                "infra/modules/identity.bicep",
                "userAssignedIdentities@2024-11-30",
                "userAssignedIdentities@2025-01-31-preview",
                "userAssignedIdentities@2025-01-31-preview is a preview"
            ),
            new(
                "a conditional resource has diagnostic settings under another condition",
                "Every_resource_that_can_log_has_diagnostic_settings",
                "infra/modules/network.bicep",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {",
                "'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(tags)) {",
                "network (Microsoft.Network/virtualNetworks) has no diagnostic settings"
            ),
        ];
}
