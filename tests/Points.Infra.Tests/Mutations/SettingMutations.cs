using Points.Infra.Tests.Rules;

namespace Points.Infra.Tests.Mutations;

/// <summary>Mutations that break the rules of <see cref="SettingRules"/>.</summary>
internal static class SettingMutations
{
    private const string Settings = "infra/modules/app-settings.bicep";
    private const string Sample = "local.settings.sample.json";
    private const string InCloud = "Every_setting_that_the_code_reads_is_set_in_Azure";
    private const string InSample = "Every_setting_that_the_code_reads_is_in_the_local_sample";
    private const string KeyNames = "A_gateway_key_has_the_same_name_everywhere";
    private const string OwnKeys = "The_apps_own_keys_are_secrets_that_a_script_creates";
    private const string Unread = "No_setting_is_set_that_nothing_reads";
    private const string Consistent = "The_settings_do_not_contradict_each_other";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "an option is not set in Azure",
                InCloud,
                Settings,
                "  Auth__Audience: authAudience\n",
                Replacement: "",
                "Auth__Audience is missing"
            ),
            new(
                "a trigger's connection has no identity",
                InCloud,
                Settings,
                "  ServiceBus__credential: 'managedidentity'\n",
                Replacement: "",
                "ServiceBus__credential is missing"
            ),
            new(
                "a schedule is not set in Azure",
                InCloud,
                Settings,
                "endsWith(setting.key, 'Schedule')",
                "endsWith(setting.key, 'Schedule') && setting.key != 'HoldReleaseSchedule'",
                "HoldReleaseSchedule is missing"
            ),
            new(
                "an option is not in the sample",
                InSample,
                Sample,
                "    \"Auth__Audience\": \"00000000-0000-0000-0000-000000000000\",\n",
                Replacement: "",
                "Auth__Audience is missing"
            ),
            new(
                "an option is set under another name",
                Unread,
                Settings,
                "  Auth__Audience: authAudience\n",
                "  Auth__Audience: authAudience\n  Auth__Audiences: authAudience\n",
                "Auth__Audiences is set, but nothing reads it"
            ),
            new(
                "the runtime is set where Flex Consumption refuses it",
                Unread,
                Settings,
                "  Auth__Audience: authAudience\n",
                "  Auth__Audience: authAudience\n  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'\n",
                "does not belong here"
            ),
            new(
                "the sample has a setting that nothing reads",
                Unread,
                Sample,
                "\"FUNCTIONS_WORKER_RUNTIME\"",
                "\"Attic\": \"\",\n    \"FUNCTIONS_WORKER_RUNTIME\"",
                "Attic is set, but nothing reads it"
            ),
            new(
                "a schedule differs in Azure",
                Consistent,
                Settings,
                "setting => setting.value\n",
                "setting => '0 0 0 1 1 *'\n",
                "HoldReleaseSchedule is '0 0 0 1 1 *'"
            ),
            new(
                "a connection does not use the identity",
                Consistent,
                Settings,
                "Cosmos__credential: 'managedidentity'",
                "Cosmos__credential: 'key'",
                "Cosmos__credential is 'key'"
            ),
            new(
                "a signing key does not come from the vault",
                Consistent,
                Settings,
                "'@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/push-gateway-key)'",
                "'${keyVaultUri}secrets/push-gateway-key'",
                "Notices__Push__SigningKey is not a reference"
            ),
            new(
                "a key of the app does not come from the vault",
                OwnKeys,
                Settings,
                "'@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/integrity-keys)'",
                "'${keyVaultUri}secrets/integrity-keys'",
                "Keys__Integrity is"
            ),
            new(
                "one key of the app is used for both",
                OwnKeys,
                Settings,
                "secrets/integrity-keys)",
                "secrets/receipt-signing-keys)",
                "instead of a reference to the secret integrity-keys"
            ),
            new(
                "a key of the app is not created",
                OwnKeys,
                "infra/create-keys.sh",
                "receipt-signing-keys integrity-keys",
                "receipt-signing-keys",
                "integrity-keys is not created"
            ),
            new(
                "the headers for telemetry are literal",
                Consistent,
                Settings,
                "  Auth__Audience: authAudience\n",
                "  Auth__Audience: authAudience\n  OTEL_EXPORTER_OTLP_HEADERS: 'x-from=points'\n",
                "OTEL_EXPORTER_OTLP_HEADERS is not a reference"
            ),
            new(
                "the app uses another key of the vault",
                KeyNames,
                Settings,
                "secrets/sms-gateway-key)",
                "secrets/sms-key)",
                "instead of the secret sms-gateway-key of the vault"
            ),
            new(
                "one gateway has the other's key",
                KeyNames,
                Settings,
                "secrets/push-gateway-key)",
                "secrets/sms-gateway-key)",
                "instead of the secret push-gateway-key of the vault"
            ),
            new(
                "the deployment guide names another key",
                KeyNames,
                "docs/deploy.md",
                "--name sms-gateway-key",
                "--name sms-gateway",
                "docs/deploy.md("
            ),
        ];
}
