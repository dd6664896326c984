namespace Points.Infra.Tests.Mutations;

internal static class SettingMutations
{
    private const string Settings = "infra/modules/app-settings.bicep";
    private const string Sample = "local.settings.sample.json";
    private const string InCloud = "Every_setting_that_is_read_is_given_to_the_app_in_the_cloud";
    private const string InSample = "Every_setting_that_is_read_is_in_the_local_sample";
    private const string KeyNames = "A_gateways_key_has_one_name";
    private const string Unread = "No_setting_is_given_that_nobody_reads";
    private const string Consistent = "The_apps_settings_are_of_one_mind";

    public static ImmutableArray<Mutation> All =>
        [
            new(
                "an option is not given in the cloud",
                InCloud,
                Settings,
                "  Auth__Audience: authAudience\n",
                "",
                "Auth__Audience is missing"
            ),
            new(
                "a trigger's connection has no identity",
                InCloud,
                Settings,
                "  ServiceBus__credential: 'managedidentity'\n",
                "",
                "ServiceBus__credential is missing"
            ),
            new(
                "one schedule is left out in the cloud",
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
                "",
                "Auth__Audience is missing"
            ),
            new(
                "an option is given by another name",
                Unread,
                Settings,
                "  Auth__Audience: authAudience\n",
                "  Auth__Audience: authAudience\n  Auth__Audiences: authAudience\n",
                "Auth__Audiences is given, and nobody reads it"
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
                "the sample has a setting that nobody reads",
                Unread,
                Sample,
                "\"FUNCTIONS_WORKER_RUNTIME\"",
                "\"Attic\": \"\",\n    \"FUNCTIONS_WORKER_RUNTIME\"",
                "Attic is given, and nobody reads it"
            ),
            new(
                "a schedule is another one in the cloud",
                Consistent,
                Settings,
                "setting => setting.value\n",
                "setting => '0 0 0 1 1 *'\n",
                "HoldReleaseSchedule is '0 0 0 1 1 *'"
            ),
            new(
                "a connection is by something else than identity",
                Consistent,
                Settings,
                "Cosmos__credential: 'managedidentity'",
                "Cosmos__credential: 'key'",
                "Cosmos__credential is 'key'"
            ),
            new(
                "a signing key is not from the vault",
                Consistent,
                Settings,
                "'@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/push-gateway-key)'",
                "'${keyVaultUri}secrets/push-gateway-key'",
                "Notices__Push__SigningKey is not a reference"
            ),
            new(
                "what a telemetry's taker wants to see is written down",
                Consistent,
                Settings,
                "  Auth__Audience: authAudience\n",
                "  Auth__Audience: authAudience\n  OTEL_EXPORTER_OTLP_HEADERS: 'x-from=points'\n",
                "OTEL_EXPORTER_OTLP_HEADERS is not a reference"
            ),
            new(
                "the app asks the vault for another key",
                KeyNames,
                Settings,
                "secrets/sms-gateway-key)",
                "secrets/sms-key)",
                "and not the secret sms-gateway-key of the vault"
            ),
            new(
                "one gateway has the other's key",
                KeyNames,
                Settings,
                "secrets/push-gateway-key)",
                "secrets/sms-gateway-key)",
                "and not the secret push-gateway-key of the vault"
            ),
            new(
                "an operator is told to set another key",
                KeyNames,
                "docs/deploy.md",
                "--name sms-gateway-key",
                "--name sms-gateway",
                "docs/deploy.md("
            ),
        ];
}
